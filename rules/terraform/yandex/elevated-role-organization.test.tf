resource "yandex_organizationmanager_organization_iam_member" "bad_1" {
  # ruleid: terraform.yandex.elevated-role-organization
  role = "admin"
}

# ok: terraform.yandex.elevated-role-organization
resource "yandex_organizationmanager_organization_iam_member" "good_1" {
  role = "viewer"
}
