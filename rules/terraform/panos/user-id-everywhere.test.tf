# ruleid: terraform.panos.user-id-everywhere
resource "panos_zone" "a" {
  enable_user_id = true
}
# ok: terraform.panos.user-id-everywhere
resource "panos_zone" "b" {
  enable_user_id = true
  include_acls   = ["10.0.0.0/8"]
}
