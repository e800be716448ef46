resource "google_compute_global_forwarding_rule" "a" {
  # ruleid: terraform.google.forwarding-plain-http
  target = "projects/p/global/targetHttpProxies/x"
}
# ok: terraform.google.forwarding-plain-http
resource "google_compute_global_forwarding_rule" "b" {
  target = "projects/p/global/targetHttpsProxies/x"
}
