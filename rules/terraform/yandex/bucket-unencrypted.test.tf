# ruleid: terraform.yandex.bucket-unencrypted
resource "yandex_storage_bucket" "bad_1" {
}

# ok: terraform.yandex.bucket-unencrypted
resource "yandex_storage_bucket" "good_1" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "aws:kms"
      }
    }
  }
}
