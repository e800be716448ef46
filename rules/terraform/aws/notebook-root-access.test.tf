# ruleid: terraform.aws.notebook-root-access
resource "aws_sagemaker_notebook_instance" "bad_1" {
}

resource "aws_sagemaker_notebook_instance" "bad_1_0" {
  # ruleid: terraform.aws.notebook-root-access
  root_access = "Enabled"
}

# ok: terraform.aws.notebook-root-access
resource "aws_sagemaker_notebook_instance" "good_1" {
  # ok: terraform.aws.notebook-root-access
  root_access = "Disabled"
}
