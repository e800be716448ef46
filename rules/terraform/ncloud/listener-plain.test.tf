resource "ncloud_lb_listener" "a" {
  # ruleid: terraform.ncloud.listener-plain
  protocol = "HTTP"
}
# ok: terraform.ncloud.listener-plain
resource "ncloud_lb_listener" "b" {
  protocol = "HTTPS"
}
