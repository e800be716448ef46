# ruleid: terraform.aws.lb-no-access-log
resource "aws_lb" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.lb-no-access-log
resource "aws_lb" "good_case_1" {
  access_logs {
    bucket  = "b"
    enabled = true
  }
}
