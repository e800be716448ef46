resource "yandex_resourcemanager_cloud_iam_member" "bad_1" {
  # ruleid: terraform.yandex.elevated-role-cloud
  role = "admin"
}

# ok: terraform.yandex.elevated-role-cloud
resource "yandex_resourcemanager_cloud_iam_member" "good_1" {
  role = "viewer"
}
