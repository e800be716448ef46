# ruleid: terraform.google.machine-learning-public
resource "google_workbench_instance" "a" {
  name = "a"
}
# ok: terraform.google.machine-learning-public
resource "google_workbench_instance" "b" {
  gce_setup {
    disable_public_ip = true
  }
}
