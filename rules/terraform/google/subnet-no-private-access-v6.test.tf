# ruleid: terraform.google.subnet-no-private-access-v6
resource "google_compute_subnetwork" "a" {
  stack_type = "IPV4_IPV6"
}
# ok: terraform.google.subnet-no-private-access-v6
resource "google_compute_subnetwork" "b" {
  stack_type                 = "IPV4_IPV6"
  private_ipv6_google_access = "ENABLE_OUTBOUND_VM_ACCESS_TO_GOOGLE"
}
