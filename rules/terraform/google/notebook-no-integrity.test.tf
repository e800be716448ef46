resource "google_notebooks_instance" "bad_1" {
  shielded_instance_config {
    # ruleid: terraform.google.notebook-no-integrity
    enable_integrity_monitoring = false
  }
}

# ok: terraform.google.notebook-no-integrity
resource "google_notebooks_instance" "good_1" {
  shielded_instance_config {
    # ok: terraform.google.notebook-no-integrity
    enable_integrity_monitoring = true
  }
}
