# ruleid: terraform.oracle.volume-no-backup
resource "oci_core_volume" "bad_1" {
}

# ok: terraform.oracle.volume-no-backup
resource "oci_core_volume" "good_1" {
  backup_policy_id = "policy"
}
