resource "tencentcloud_mysql_instance" "bad_1" {
  # ruleid: terraform.tencent.database-public
  internet_service = 1
}

# ok: terraform.tencent.database-public
resource "tencentcloud_mysql_instance" "good_1" {
  internet_service = 0
}

# ok: terraform.tencent.database-public
resource "tencentcloud_mysql_instance" "good_2" {
}
