resource "yandex_storage_bucket" "bad_1" {
  # ruleid: terraform.yandex.bucket-public
  acl = "public-read"
}

# ok: terraform.yandex.bucket-public
resource "yandex_storage_bucket" "good_1" {
  acl = "private"
}

# ok: terraform.yandex.bucket-public
resource "yandex_storage_bucket" "good_2" {
}
