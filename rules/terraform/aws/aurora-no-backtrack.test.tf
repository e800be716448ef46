# ruleid: terraform.aws.aurora-no-backtrack
resource "aws_rds_cluster" "bad_case_1" {
  engine = "aurora-mysql"
}

# ok: terraform.aws.aurora-no-backtrack
resource "aws_rds_cluster" "good_case_1" {
  engine           = "aurora-mysql"
  backtrack_window = 86400
}
