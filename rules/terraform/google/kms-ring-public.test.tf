# ruleid: terraform.google.kms-ring-public
resource "google_kms_key_ring" "linked" {
  name = "a"
}

# ok: terraform.google.kms-ring-public
resource "google_kms_key_ring" "good_case_1" {
  name = "b"
}

resource "google_kms_key_ring_iam_member" "m" {
  x      = google_kms_key_ring.linked.id
  member = "allUsers"
}
