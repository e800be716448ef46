# ruleid: terraform.aws.neptune-no-logs
resource "aws_neptune_cluster" "a" {
  engine = "neptune"
}
# ok: terraform.aws.neptune-no-logs
resource "aws_neptune_cluster" "b" {
  enable_cloudwatch_logs_exports = ["audit"]
}
