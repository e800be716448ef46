# ruleid: terraform.ncloud.target-group-no-health-check
resource "ncloud_lb_target_group" "a" {
  protocol = "HTTP"
}
# ok: terraform.ncloud.target-group-no-health-check
resource "ncloud_lb_target_group" "b" {
  protocol = "HTTP"
  health_check {
    url_path = "/"
  }
}
