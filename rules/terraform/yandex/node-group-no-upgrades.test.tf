resource "yandex_kubernetes_node_group" "bad_1" {
  maintenance_policy {
    # ruleid: terraform.yandex.node-group-no-upgrades
    auto_upgrade = false
  }
}

# ok: terraform.yandex.node-group-no-upgrades
resource "yandex_kubernetes_node_group" "good_1" {
  maintenance_policy {
    auto_upgrade = true
  }
}
