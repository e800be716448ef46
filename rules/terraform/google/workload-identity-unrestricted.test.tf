# ruleid: terraform.google.workload-identity-unrestricted
resource "google_iam_workload_identity_pool_provider" "bad_1" {
}

# ok: terraform.google.workload-identity-unrestricted
resource "google_iam_workload_identity_pool_provider" "good_1" {
  # ok: terraform.google.workload-identity-unrestricted
  attribute_condition = "${var.given}-x"
}
