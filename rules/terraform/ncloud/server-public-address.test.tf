resource "ncloud_public_ip" "a" {
  # ruleid: terraform.ncloud.server-public-address
  server_instance_no = "1"
}
# ok: terraform.ncloud.server-public-address
resource "ncloud_public_ip" "b" {
  description = "b"
}
