# ruleid: terraform.oracle.node-pool-transit-unencrypted
resource "oci_containerengine_node_pool" "bad_1" {
}

resource "oci_containerengine_node_pool" "bad_2" {
  node_config_details {
    # ruleid: terraform.oracle.node-pool-transit-unencrypted
    is_pv_encryption_in_transit_enabled = false
  }
}

# ok: terraform.oracle.node-pool-transit-unencrypted
resource "oci_containerengine_node_pool" "good_1" {
  node_config_details {
    is_pv_encryption_in_transit_enabled = true
  }
}
