resource "tencentcloud_kubernetes_cluster" "bad_1" {
  log_agent {
    # ruleid: terraform.tencent.kubernetes-no-log-agent
    enabled = false
  }
}

# ok: terraform.tencent.kubernetes-no-log-agent
resource "tencentcloud_kubernetes_cluster" "good_1" {
  log_agent {
    enabled = true
  }
}
