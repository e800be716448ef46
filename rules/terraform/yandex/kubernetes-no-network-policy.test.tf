# ruleid: terraform.yandex.kubernetes-no-network-policy
resource "yandex_kubernetes_cluster" "bad_1" {
}

# ok: terraform.yandex.kubernetes-no-network-policy
resource "yandex_kubernetes_cluster" "good_1" {
  network_policy_provider = "CALICO"
}
