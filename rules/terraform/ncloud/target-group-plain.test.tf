resource "ncloud_lb_target_group" "a" {
  # ruleid: terraform.ncloud.target-group-plain
  protocol = "HTTP"
}
# ok: terraform.ncloud.target-group-plain
resource "ncloud_lb_target_group" "b" {
  protocol = "HTTPS"
}
