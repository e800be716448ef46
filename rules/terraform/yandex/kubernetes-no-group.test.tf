resource "yandex_kubernetes_cluster" "bad_1" {
  # ruleid: terraform.yandex.kubernetes-no-group
  master {
    version = "1.30"
  }
}

# ok: terraform.yandex.kubernetes-no-group
resource "yandex_kubernetes_cluster" "good_1" {
  master {
    security_group_ids = ["group"]
  }
}
