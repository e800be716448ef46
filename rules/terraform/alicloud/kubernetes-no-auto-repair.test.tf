resource "alicloud_cs_kubernetes_node_pool" "bad_1" {
  management {
    # ruleid: terraform.alicloud.kubernetes-no-auto-repair
    auto_repair = false
  }
}

# ruleid: terraform.alicloud.kubernetes-no-auto-repair
resource "alicloud_cs_kubernetes_node_pool" "bad_2" {
}

# ok: terraform.alicloud.kubernetes-no-auto-repair
resource "alicloud_cs_kubernetes_node_pool" "good_1" {
  management {
    auto_repair = true
  }
}
