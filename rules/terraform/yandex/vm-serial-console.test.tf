resource "yandex_compute_instance" "bad_1" {
  metadata = {
    # ruleid: terraform.yandex.vm-serial-console
    serial-port-enable = true
  }
}

# ok: terraform.yandex.vm-serial-console
resource "yandex_compute_instance" "good_1" {
  metadata = {
    serial-port-enable = false
  }
}

# ok: terraform.yandex.vm-serial-console
resource "yandex_compute_instance" "good_2" {
}
