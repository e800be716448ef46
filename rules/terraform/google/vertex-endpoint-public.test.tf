# ruleid: terraform.google.vertex-endpoint-public
resource "google_vertex_ai_endpoint" "bad_1" {
}

# ok: terraform.google.vertex-endpoint-public
resource "google_vertex_ai_endpoint" "good_1" {
  # ok: terraform.google.vertex-endpoint-public
  network = "${var.given}-x"
}
