# ruleid: terraform.aws.group-without-description
resource "aws_security_group" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.group-without-description
resource "aws_security_group" "good_case_1" {
  description = "web"
}
