resource "google_notebooks_instance" "bad_1" {
  shielded_instance_config {
    # ruleid: terraform.google.notebook-no-vtpm
    enable_vtpm = false
  }
}

# ok: terraform.google.notebook-no-vtpm
resource "google_notebooks_instance" "good_1" {
  shielded_instance_config {
    # ok: terraform.google.notebook-no-vtpm
    enable_vtpm = true
  }
}
