resource "yandex_resourcemanager_folder_iam_member" "bad_1" {
  # ruleid: terraform.yandex.elevated-role-folder
  role = "admin"
}

# ok: terraform.yandex.elevated-role-folder
resource "yandex_resourcemanager_folder_iam_member" "good_1" {
  role = "viewer"
}
