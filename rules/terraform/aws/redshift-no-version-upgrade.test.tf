resource "aws_redshift_cluster" "bad_1" {
  # ruleid: terraform.aws.redshift-no-version-upgrade
  allow_version_upgrade = false
}

# ok: terraform.aws.redshift-no-version-upgrade
resource "aws_redshift_cluster" "good_1" {
  # ok: terraform.aws.redshift-no-version-upgrade
  allow_version_upgrade = true
}
