resource "nifcloud_db_instance" "a" {
  # ruleid: terraform.nifcloud.common-private-network
  network_id = "net-COMMON_PRIVATE"
}
# ok: terraform.nifcloud.common-private-network
resource "nifcloud_db_instance" "b" {
  network_id = "net-1"
}
