resource "aws_emr_cluster" "a" {
  # ruleid: terraform.aws.emr-no-realm
  kerberos_attributes {
    kdc_admin_password = var.p
  }
}
# ok: terraform.aws.emr-no-realm
resource "aws_emr_cluster" "b" {
  kerberos_attributes {
    realm = "EC2.INTERNAL"
  }
}
