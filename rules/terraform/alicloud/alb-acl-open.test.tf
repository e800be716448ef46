resource "alicloud_alb_acl_entry_attachment" "bad_1" {
  # ruleid: terraform.alicloud.alb-acl-open
  entry = "0.0.0.0/0"
}

# ok: terraform.alicloud.alb-acl-open
resource "alicloud_alb_acl_entry_attachment" "good_1" {
  entry = "10.0.0.0/8"
}
