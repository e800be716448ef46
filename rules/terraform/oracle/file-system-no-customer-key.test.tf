# ruleid: terraform.oracle.file-system-no-customer-key
resource "oci_file_storage_file_system" "bad_1" {
}

# ok: terraform.oracle.file-system-no-customer-key
resource "oci_file_storage_file_system" "good_1" {
  kms_key_id = "key"
}
