resource "tencentcloud_mysql_instance" "bad_1" {
  # ruleid: terraform.tencent.database-default-port
  intranet_port = 3306
}

# ok: terraform.tencent.database-default-port
resource "tencentcloud_mysql_instance" "good_1" {
  intranet_port = 3307
}
