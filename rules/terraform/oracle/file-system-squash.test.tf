resource "oci_file_storage_export" "a" {
  # ruleid: terraform.oracle.file-system-squash
  export_options {
    source          = "0.0.0.0/0"
    identity_squash = "ROOT"
    anonymous_uid   = 0
  }
}
# ok: terraform.oracle.file-system-squash
resource "oci_file_storage_export" "b" {
  export_options {
    source          = "10.0.0.0/8"
    identity_squash = "ROOT"
    anonymous_gid   = 65534
    anonymous_uid   = 65534
  }
}
