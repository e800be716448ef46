resource "oci_objectstorage_bucket" "bad_1" {
  # ruleid: terraform.oracle.bucket-public
  access_type = "ObjectRead"
}

# ok: terraform.oracle.bucket-public
resource "oci_objectstorage_bucket" "good_1" {
  access_type = "NoPublicAccess"
}

# ok: terraform.oracle.bucket-public
resource "oci_objectstorage_bucket" "good_2" {
}
