resource "yandex_resourcemanager_cloud_iam_member" "bad_1" {
  # ruleid: terraform.yandex.passport-account
  member = "userAccount:x"
}

# ok: terraform.yandex.passport-account
resource "yandex_resourcemanager_cloud_iam_member" "good_1" {
  member = "serviceAccount:x"
}
