resource "nifcloud_load_balancer" "a" {
  # ruleid: terraform.nifcloud.load-balancer-plain-http
  load_balancer_port = 80
}
# ok: terraform.nifcloud.load-balancer-plain-http
resource "nifcloud_load_balancer" "b" {
  load_balancer_port = 443
}
