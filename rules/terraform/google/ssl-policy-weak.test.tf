resource "google_compute_ssl_policy" "a" {
  # ruleid: terraform.google.ssl-policy-weak
  profile = "COMPATIBLE"
}
# ok: terraform.google.ssl-policy-weak
resource "google_compute_ssl_policy" "b" {
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}
