# ruleid: terraform.google.vm-project-ssh-keys
resource "google_compute_instance" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.vm-project-ssh-keys
resource "google_compute_instance" "good_case_1" {
  metadata = {
    block-project-ssh-keys = true
  }
}
