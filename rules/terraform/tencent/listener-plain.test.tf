resource "tencentcloud_clb_listener" "bad_1" {
  # ruleid: terraform.tencent.listener-plain
  protocol = "HTTP"
}

# ok: terraform.tencent.listener-plain
resource "tencentcloud_clb_listener" "good_1" {
  protocol = "HTTPS"
}
