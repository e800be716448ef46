resource "nifcloud_db_instance" "a" {
  # ruleid: terraform.nifcloud.database-public
  publicly_accessible = true
}
# ok: terraform.nifcloud.database-public
resource "nifcloud_db_instance" "b" {
  publicly_accessible = false
}
