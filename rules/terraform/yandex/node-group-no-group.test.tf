resource "yandex_kubernetes_node_group" "bad_1" {
  instance_template {
    # ruleid: terraform.yandex.node-group-no-group
    network_interface {
      nat = false
    }
  }
}

# ok: terraform.yandex.node-group-no-group
resource "yandex_kubernetes_node_group" "good_1" {
  instance_template {
    network_interface {
      security_group_ids = ["group"]
    }
  }
}
