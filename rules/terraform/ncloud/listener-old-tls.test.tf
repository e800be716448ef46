resource "ncloud_lb_listener" "a" {
  # ruleid: terraform.ncloud.listener-old-tls
  protocol = "HTTP"
}
# ok: terraform.ncloud.listener-old-tls
resource "ncloud_lb_listener" "b" {
  protocol             = "HTTPS"
  tls_min_version_type = "TLSV12"
}
