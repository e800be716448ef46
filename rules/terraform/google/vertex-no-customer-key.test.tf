# ruleid: terraform.google.vertex-no-customer-key
resource "google_vertex_ai_tensorboard" "a" {
  display_name = "a"
}
# ok: terraform.google.vertex-no-customer-key
resource "google_vertex_ai_tensorboard" "b" {
  encryption_spec {
    kms_key_name = "k"
  }
}
