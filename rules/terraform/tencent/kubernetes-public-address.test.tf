resource "tencentcloud_kubernetes_cluster" "bad_1" {
  worker_config {
    # ruleid: terraform.tencent.kubernetes-public-address
    public_ip_assigned = true
  }
}

# ok: terraform.tencent.kubernetes-public-address
resource "tencentcloud_kubernetes_cluster" "good_1" {
  worker_config {
    public_ip_assigned = false
  }
}
