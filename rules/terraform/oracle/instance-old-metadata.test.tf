# ruleid: terraform.oracle.instance-old-metadata
resource "oci_core_instance" "bad_1" {
}

resource "oci_core_instance" "bad_2" {
  instance_options {
    # ruleid: terraform.oracle.instance-old-metadata
    are_legacy_imds_endpoints_disabled = false
  }
}

# ok: terraform.oracle.instance-old-metadata
resource "oci_core_instance" "good_1" {
  instance_options {
    are_legacy_imds_endpoints_disabled = true
  }
}
