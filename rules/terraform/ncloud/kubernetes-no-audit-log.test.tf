# ruleid: terraform.ncloud.kubernetes-no-audit-log
resource "ncloud_nks_cluster" "a" {
  name = "a"
}
# ok: terraform.ncloud.kubernetes-no-audit-log
resource "ncloud_nks_cluster" "b" {
  log {
    audit = true
  }
}
