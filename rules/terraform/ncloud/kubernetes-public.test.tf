resource "ncloud_nks_cluster" "a" {
  # ruleid: terraform.ncloud.kubernetes-public
  public_network = true
}
# ok: terraform.ncloud.kubernetes-public
resource "ncloud_nks_cluster" "b" {
  name = "b"
}
