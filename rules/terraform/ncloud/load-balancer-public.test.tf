# ruleid: terraform.ncloud.load-balancer-public
resource "ncloud_lb" "a" {
  name = "a"
}
# ok: terraform.ncloud.load-balancer-public
resource "ncloud_lb" "b" {
  network_type = "PRIVATE"
}
