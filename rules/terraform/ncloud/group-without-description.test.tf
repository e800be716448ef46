# ruleid: terraform.ncloud.group-without-description
resource "ncloud_access_control_group" "a" {
  name = "a"
}
# ok: terraform.ncloud.group-without-description
resource "ncloud_access_control_group" "b" {
  description = "web"
}
