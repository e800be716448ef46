# ruleid: terraform.google.no-logs
resource "google_data_fusion_instance" "bad_1" {
}

resource "google_data_fusion_instance" "bad_1_0" {
  # ruleid: terraform.google.no-logs
  enable_stackdriver_logging = false
}

# ok: terraform.google.no-logs
resource "google_data_fusion_instance" "good_1" {
  # ok: terraform.google.no-logs
  enable_stackdriver_logging = true
}
