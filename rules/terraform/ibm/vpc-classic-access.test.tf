resource "ibm_is_vpc" "a" {
  # ruleid: terraform.ibm.vpc-classic-access
  classic_access = true
}
# ok: terraform.ibm.vpc-classic-access
resource "ibm_is_vpc" "b" {
  name = "b"
}
