# ruleid: terraform.aws.deprecated-resource
resource "aws_db_security_group" "bad_case_1" {
}

# ok: terraform.aws.deprecated-resource
resource "aws_security_group" "good" {
  name = "x"
}
