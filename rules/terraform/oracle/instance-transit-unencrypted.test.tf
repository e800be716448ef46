# ruleid: terraform.oracle.instance-transit-unencrypted
resource "oci_core_instance" "bad_1" {
}

resource "oci_core_instance" "bad_2" {
  launch_options {
    # ruleid: terraform.oracle.instance-transit-unencrypted
    is_pv_encryption_in_transit_enabled = false
  }
}

# ok: terraform.oracle.instance-transit-unencrypted
resource "oci_core_instance" "good_1" {
  launch_options {
    is_pv_encryption_in_transit_enabled = true
  }
}
