# ruleid: terraform.yandex.kubernetes-no-customer-key
resource "yandex_kubernetes_cluster" "bad_1" {
}

# ok: terraform.yandex.kubernetes-no-customer-key
resource "yandex_kubernetes_cluster" "good_1" {
  kms_provider {
    key_id = "key"
  }
}
