# ruleid: terraform.google.subnet-no-flow-logs
resource "google_compute_subnetwork" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.subnet-no-flow-logs
resource "google_compute_subnetwork" "good_case_1" {
  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
  }
}
