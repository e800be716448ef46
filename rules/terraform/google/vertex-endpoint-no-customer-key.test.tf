# ruleid: terraform.google.vertex-endpoint-no-customer-key
resource "google_vertex_ai_endpoint" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.vertex-endpoint-no-customer-key
resource "google_vertex_ai_endpoint" "good_case_1" {
  encryption_spec {
    kms_key_name = "k"
  }
}
