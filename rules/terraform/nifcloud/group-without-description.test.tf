# ruleid: terraform.nifcloud.group-without-description
resource "nifcloud_security_group" "a" {
  group_name = "a"
}
# ok: terraform.nifcloud.group-without-description
resource "nifcloud_security_group" "b" {
  description = "web"
}
