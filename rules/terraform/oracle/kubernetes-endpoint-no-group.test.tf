resource "oci_containerengine_cluster" "bad_1" {
  # ruleid: terraform.oracle.kubernetes-endpoint-no-group
  endpoint_config {
    subnet_id = "subnet"
  }
}

# ruleid: terraform.oracle.kubernetes-endpoint-no-group
resource "oci_containerengine_cluster" "bad_2" {
}

# ok: terraform.oracle.kubernetes-endpoint-no-group
resource "oci_containerengine_cluster" "good_1" {
  endpoint_config {
    nsg_ids = ["group"]
  }
}
