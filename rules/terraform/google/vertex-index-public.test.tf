resource "google_vertex_ai_index_endpoint" "bad_1" {
  # ruleid: terraform.google.vertex-index-public
  public_endpoint_enabled = true
}

# ok: terraform.google.vertex-index-public
resource "google_vertex_ai_index_endpoint" "good_1" {
  # ok: terraform.google.vertex-index-public
  public_endpoint_enabled = false
}
