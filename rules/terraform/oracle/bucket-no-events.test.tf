# ruleid: terraform.oracle.bucket-no-events
resource "oci_objectstorage_bucket" "bad_1" {
}

resource "oci_objectstorage_bucket" "bad_2" {
  # ruleid: terraform.oracle.bucket-no-events
  object_events_enabled = false
}

# ok: terraform.oracle.bucket-no-events
resource "oci_objectstorage_bucket" "good_1" {
  object_events_enabled = true
}
