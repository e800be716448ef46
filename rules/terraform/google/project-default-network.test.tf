# ruleid: terraform.google.project-default-network
resource "google_project" "bad_1" {
}

resource "google_project" "bad_1_0" {
  # ruleid: terraform.google.project-default-network
  auto_create_network = true
}

# ok: terraform.google.project-default-network
resource "google_project" "good_1" {
  # ok: terraform.google.project-default-network
  auto_create_network = false
}
