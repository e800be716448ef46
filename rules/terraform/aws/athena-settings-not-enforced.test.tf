resource "aws_athena_workgroup" "a" {
  configuration {
    # ruleid: terraform.aws.athena-settings-not-enforced
    enforce_workgroup_configuration = false
  }
}
# ok: terraform.aws.athena-settings-not-enforced
resource "aws_athena_workgroup" "b" {
  configuration {
    enforce_workgroup_configuration = true
  }
}
