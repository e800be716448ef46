# ruleid: terraform.aws.glue-no-security-configuration
resource "aws_glue_crawler" "bad_1" {
}

# ok: terraform.aws.glue-no-security-configuration
resource "aws_glue_crawler" "good_1" {
  # ok: terraform.aws.glue-no-security-configuration
  security_configuration = "${var.given}-x"
}

# ruleid: terraform.aws.glue-no-security-configuration
resource "aws_glue_dev_endpoint" "bad_2" {
}

# ok: terraform.aws.glue-no-security-configuration
resource "aws_glue_dev_endpoint" "good_2" {
  # ok: terraform.aws.glue-no-security-configuration
  security_configuration = "${var.given}-x"
}

# ruleid: terraform.aws.glue-no-security-configuration
resource "aws_glue_job" "bad_3" {
}

# ok: terraform.aws.glue-no-security-configuration
resource "aws_glue_job" "good_3" {
  # ok: terraform.aws.glue-no-security-configuration
  security_configuration = "${var.given}-x"
}
