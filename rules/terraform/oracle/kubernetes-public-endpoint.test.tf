resource "oci_containerengine_cluster" "bad_1" {
  endpoint_config {
    # ruleid: terraform.oracle.kubernetes-public-endpoint
    is_public_ip_enabled = true
  }
}

# ok: terraform.oracle.kubernetes-public-endpoint
resource "oci_containerengine_cluster" "good_1" {
  endpoint_config {
    is_public_ip_enabled = false
  }
}
