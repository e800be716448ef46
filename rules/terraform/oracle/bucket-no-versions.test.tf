# ruleid: terraform.oracle.bucket-no-versions
resource "oci_objectstorage_bucket" "bad_1" {
}

resource "oci_objectstorage_bucket" "bad_2" {
  # ruleid: terraform.oracle.bucket-no-versions
  versioning = "Disabled"
}

# ok: terraform.oracle.bucket-no-versions
resource "oci_objectstorage_bucket" "good_1" {
  versioning = "Enabled"
}
