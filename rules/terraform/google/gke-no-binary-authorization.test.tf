# ruleid: terraform.google.gke-no-binary-authorization
resource "google_container_cluster" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.gke-no-binary-authorization
resource "google_container_cluster" "good_case_1" {
  binary_authorization {
    evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE"
  }
}
