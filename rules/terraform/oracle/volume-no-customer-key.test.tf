# ruleid: terraform.oracle.volume-no-customer-key
resource "oci_core_volume" "bad_1" {
}

# ok: terraform.oracle.volume-no-customer-key
resource "oci_core_volume" "good_1" {
  kms_key_id = "key"
}
