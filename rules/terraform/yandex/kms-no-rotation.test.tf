# ruleid: terraform.yandex.kms-no-rotation
resource "yandex_kms_symmetric_key" "bad_1" {
}

# ok: terraform.yandex.kms-no-rotation
resource "yandex_kms_symmetric_key" "good_1" {
  rotation_period = "8760h"
}
