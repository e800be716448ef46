# ruleid: terraform.aws.rds-no-performance-insights
resource "aws_rds_cluster_instance" "bad_1" {
}

resource "aws_rds_cluster_instance" "bad_1_0" {
  # ruleid: terraform.aws.rds-no-performance-insights
  performance_insights_enabled = false
}

# ok: terraform.aws.rds-no-performance-insights
resource "aws_rds_cluster_instance" "good_1" {
  # ok: terraform.aws.rds-no-performance-insights
  performance_insights_enabled = true
}

# ruleid: terraform.aws.rds-no-performance-insights
resource "aws_db_instance" "bad_2" {
}

resource "aws_db_instance" "bad_2_0" {
  # ruleid: terraform.aws.rds-no-performance-insights
  performance_insights_enabled = false
}

# ok: terraform.aws.rds-no-performance-insights
resource "aws_db_instance" "good_2" {
  # ok: terraform.aws.rds-no-performance-insights
  performance_insights_enabled = true
}
