# ruleid: terraform.google.bucket-may-be-public
resource "google_storage_bucket" "bad_1" {
}

resource "google_storage_bucket" "bad_1_0" {
  # ruleid: terraform.google.bucket-may-be-public
  public_access_prevention = "inherited"
}

# ok: terraform.google.bucket-may-be-public
resource "google_storage_bucket" "good_1" {
  # ok: terraform.google.bucket-may-be-public
  public_access_prevention = "enforced"
}
