# ruleid: terraform.aws.redshift-no-ssl
resource "aws_redshift_parameter_group" "bad_case_1" {
  parameter {
    name  = "other"
    value = "x"
  }
}

# ok: terraform.aws.redshift-no-ssl
resource "aws_redshift_parameter_group" "good_case_1" {
  parameter {
    name  = "require_ssl"
    value = "true"
  }
}
