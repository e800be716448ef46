# ruleid: terraform.oracle.bucket-no-customer-key
resource "oci_objectstorage_bucket" "bad_1" {
}

# ok: terraform.oracle.bucket-no-customer-key
resource "oci_objectstorage_bucket" "good_1" {
  kms_key_id = "key"
}
