resource "yandex_kubernetes_cluster" "bad_1" {
  master {
    # ruleid: terraform.yandex.kubernetes-public
    public_ip = true
  }
}

# ok: terraform.yandex.kubernetes-public
resource "yandex_kubernetes_cluster" "good_1" {
  master {
    public_ip = false
  }
}
