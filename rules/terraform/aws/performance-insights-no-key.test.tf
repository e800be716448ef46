# ruleid: terraform.aws.performance-insights-no-key
resource "aws_rds_cluster_instance" "bad_1" {
  performance_insights_enabled = true
}

# ok: terraform.aws.performance-insights-no-key
resource "aws_rds_cluster_instance" "good_1" {
  performance_insights_enabled = true
  # ok: terraform.aws.performance-insights-no-key
  performance_insights_kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.performance-insights-no-key
resource "aws_db_instance" "bad_2" {
  performance_insights_enabled = true
}

# ok: terraform.aws.performance-insights-no-key
resource "aws_db_instance" "good_2" {
  performance_insights_enabled = true
  # ok: terraform.aws.performance-insights-no-key
  performance_insights_kms_key_id = "${var.given}-x"
}
