# ruleid: terraform.google.no-monitoring
resource "google_data_fusion_instance" "bad_1" {
}

resource "google_data_fusion_instance" "bad_1_0" {
  # ruleid: terraform.google.no-monitoring
  enable_stackdriver_monitoring = false
}

# ok: terraform.google.no-monitoring
resource "google_data_fusion_instance" "good_1" {
  # ok: terraform.google.no-monitoring
  enable_stackdriver_monitoring = true
}
