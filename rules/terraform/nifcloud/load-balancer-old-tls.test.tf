# ruleid: terraform.nifcloud.load-balancer-old-tls
resource "nifcloud_load_balancer" "a" {
  load_balancer_port = 443
}
# ok: terraform.nifcloud.load-balancer-old-tls
resource "nifcloud_load_balancer" "b" {
  load_balancer_port = 443
  ssl_policy_name    = "Standard Ciphers D ver1"
}
