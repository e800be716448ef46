resource "yandex_compute_instance_group" "bad_1" {
  instance_template {
    # ruleid: terraform.yandex.group-no-group
    network_interface {
      subnet_ids = ["s"]
    }
  }
}

# ok: terraform.yandex.group-no-group
resource "yandex_compute_instance_group" "good_1" {
  instance_template {
    network_interface {
      security_group_ids = ["group"]
    }
  }
}
