# ruleid: terraform.aws.redshift-no-logs
resource "aws_redshift_cluster" "a" {
  cluster_identifier = "a"
}
# ok: terraform.aws.redshift-no-logs
resource "aws_redshift_cluster" "b" {
  logging {
    enable      = true
    bucket_name = "b"
  }
}
