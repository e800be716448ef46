# ruleid: terraform.nifcloud.no-security-group
resource "nifcloud_instance" "a" {
  image_id = "1"
}
# ok: terraform.nifcloud.no-security-group
resource "nifcloud_instance" "b" {
  security_group = "g"
}
