resource "yandex_kubernetes_cluster" "bad_1" {
  master {
    maintenance_policy {
      # ruleid: terraform.yandex.kubernetes-no-upgrades
      auto_upgrade = false
    }
  }
}

# ok: terraform.yandex.kubernetes-no-upgrades
resource "yandex_kubernetes_cluster" "good_1" {
  master {
    maintenance_policy {
      auto_upgrade = true
    }
  }
}
