resource "yandex_compute_instance" "bad_1" {
  network_interface {
    # ruleid: terraform.yandex.vm-public-address
    nat = true
  }
}

# ok: terraform.yandex.vm-public-address
resource "yandex_compute_instance" "good_1" {
  network_interface {
    nat = false
  }
}

# ok: terraform.yandex.vm-public-address
resource "yandex_compute_instance" "good_2" {
}
