# ruleid: terraform.aws.autoscaling-no-tags
resource "aws_autoscaling_group" "bad_case_1" {
}

# ok: terraform.aws.autoscaling-no-tags
resource "aws_autoscaling_group" "good_case_1" {
  tag {
    key = "a"
  }
}
