resource "panos_management_profile" "a" {
  # ruleid: terraform.panos.management-plain
  telnet = true
}
# ok: terraform.panos.management-plain
resource "panos_management_profile" "b" {
  https = true
}
