resource "yandex_mdb_mysql_cluster" "bad_1" {
  host {
    # ruleid: terraform.yandex.database-public
    assign_public_ip = true
  }
}

# ok: terraform.yandex.database-public
resource "yandex_mdb_mysql_cluster" "good_1" {
  host {
    assign_public_ip = false
  }
}

# ok: terraform.yandex.database-public
resource "yandex_mdb_mysql_cluster" "good_2" {
}
