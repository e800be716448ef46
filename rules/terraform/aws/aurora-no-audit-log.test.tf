# ruleid: terraform.aws.aurora-no-audit-log
resource "aws_rds_cluster" "bad_case_1" {
  engine = "aurora-mysql"
}

# ok: terraform.aws.aurora-no-audit-log
resource "aws_rds_cluster" "good_case_1" {
  engine                          = "aurora-mysql"
  enabled_cloudwatch_logs_exports = ["audit"]
}
