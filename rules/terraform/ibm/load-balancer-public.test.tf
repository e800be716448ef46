# ruleid: terraform.ibm.load-balancer-public
resource "ibm_is_lb" "a" {
  name = "a"
}
# ok: terraform.ibm.load-balancer-public
resource "ibm_is_lb" "b" {
  type = "private"
}
