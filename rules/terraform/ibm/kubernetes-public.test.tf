# ruleid: terraform.ibm.kubernetes-public
resource "ibm_container_cluster" "a" {
  public_service_endpoint = true
}
# ok: terraform.ibm.kubernetes-public
resource "ibm_container_cluster" "b" {
  private_service_endpoint = true
  public_service_endpoint  = false
}
