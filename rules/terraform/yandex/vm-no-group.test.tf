resource "yandex_compute_instance" "bad_1" {
  # ruleid: terraform.yandex.vm-no-group
  network_interface {
    subnet_id = "s"
  }
}

# ok: terraform.yandex.vm-no-group
resource "yandex_compute_instance" "good_1" {
  network_interface {
    security_group_ids = ["group"]
  }
}
