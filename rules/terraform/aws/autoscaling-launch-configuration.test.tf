# ruleid: terraform.aws.autoscaling-launch-configuration
resource "aws_autoscaling_group" "bad_case_1" {
  launch_configuration = "x"
}

# ok: terraform.aws.autoscaling-launch-configuration
resource "aws_autoscaling_group" "good_case_1" {
  launch_template {
    id = "x"
  }
}
