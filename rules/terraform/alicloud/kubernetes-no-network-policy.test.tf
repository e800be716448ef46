# ruleid: terraform.alicloud.kubernetes-no-network-policy
resource "alicloud_cs_kubernetes" "bad_1" {
}

# ruleid: terraform.alicloud.kubernetes-no-network-policy
resource "alicloud_cs_kubernetes" "bad_2" {
  addons {
    name = "flannel"
  }
}

# ok: terraform.alicloud.kubernetes-no-network-policy
resource "alicloud_cs_kubernetes" "good_1" {
  addons {
    name = "terway-eniip"
  }
}
