# ruleid: terraform.google.vm-ip-forwarding
resource "google_compute_instance" "bad_case_1" {
  can_ip_forward = true
}

# ok: terraform.google.vm-ip-forwarding
resource "google_compute_instance" "good_case_1" {
  can_ip_forward = false
}
