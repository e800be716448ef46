# ruleid: terraform.nifcloud.database-short-backup
resource "nifcloud_db_instance" "a" {
  identifier = "a"
}
# ok: terraform.nifcloud.database-short-backup
resource "nifcloud_db_instance" "b" {
  backup_retention_period = 7
}
