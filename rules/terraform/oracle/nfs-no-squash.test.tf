resource "oci_file_storage_export" "bad_1" {
  export_options {
    source          = "10.0.0.0/8"
    # ruleid: terraform.oracle.nfs-no-squash
    identity_squash = "NONE"
  }
}

# ok: terraform.oracle.nfs-no-squash
resource "oci_file_storage_export" "good_1" {
  export_options {
    source          = "10.0.0.0/8"
    identity_squash = "ROOT"
  }
}
