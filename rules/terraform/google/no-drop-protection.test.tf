# ruleid: terraform.google.no-drop-protection
resource "google_spanner_database" "bad_1" {
}

resource "google_spanner_database" "bad_1_0" {
  # ruleid: terraform.google.no-drop-protection
  enable_drop_protection = false
}

# ok: terraform.google.no-drop-protection
resource "google_spanner_database" "good_1" {
  # ok: terraform.google.no-drop-protection
  enable_drop_protection = true
}
