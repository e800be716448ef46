# ruleid: terraform.yandex.database-no-group
resource "yandex_mdb_mysql_cluster" "bad_1" {
}

# ok: terraform.yandex.database-no-group
resource "yandex_mdb_mysql_cluster" "good_1" {
  security_group_ids = ["group"]
}
