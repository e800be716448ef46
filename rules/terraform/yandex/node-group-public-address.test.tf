resource "yandex_kubernetes_node_group" "bad_1" {
  instance_template {
    network_interface {
      # ruleid: terraform.yandex.node-group-public-address
      nat = true
    }
  }
}

# ok: terraform.yandex.node-group-public-address
resource "yandex_kubernetes_node_group" "good_1" {
  instance_template {
    network_interface {
      nat = false
    }
  }
}
