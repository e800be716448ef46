# ruleid: terraform.ncloud.group-without-rules
resource "ncloud_access_control_group" "a" {
  name = "a"
}
# ok: terraform.ncloud.group-without-rules
resource "ncloud_access_control_group" "b" {
  name = "b"
}

resource "ncloud_access_control_group_rule" "b" {
  access_control_group_no = ncloud_access_control_group.b.id
}
