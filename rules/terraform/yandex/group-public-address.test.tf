resource "yandex_compute_instance_group" "bad_1" {
  instance_template {
    network_interface {
      # ruleid: terraform.yandex.group-public-address
      nat = true
    }
  }
}

# ok: terraform.yandex.group-public-address
resource "yandex_compute_instance_group" "good_1" {
  instance_template {
    network_interface {
      nat = false
    }
  }
}
