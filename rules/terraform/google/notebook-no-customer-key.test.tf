# ruleid: terraform.google.notebook-no-customer-key
resource "google_notebooks_instance" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.notebook-no-customer-key
resource "google_notebooks_instance" "good_case_1" {
  disk_encryption = "CMEK"
  kms_key         = "k"
}
