# ruleid: terraform.aws.elb-no-access-log
resource "aws_elb" "a" {
  name = "a"
}
# ok: terraform.aws.elb-no-access-log
resource "aws_elb" "b" {
  access_logs {
    bucket = "b"
  }
}
