# ruleid: terraform.aws.msk-no-logs
resource "aws_msk_cluster" "a" {
  cluster_name = "a"
}
# ok: terraform.aws.msk-no-logs
resource "aws_msk_cluster" "b" {
  logging_info {
    broker_logs {
      s3 {
        enabled = true
        bucket  = "b"
      }
    }
  }
}
