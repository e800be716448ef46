# ruleid: terraform.aws.sagemaker-direct-internet
resource "aws_sagemaker_notebook_instance" "bad_1" {
}

resource "aws_sagemaker_notebook_instance" "bad_1_0" {
  # ruleid: terraform.aws.sagemaker-direct-internet
  direct_internet_access = "Enabled"
}

# ok: terraform.aws.sagemaker-direct-internet
resource "aws_sagemaker_notebook_instance" "good_1" {
  # ok: terraform.aws.sagemaker-direct-internet
  direct_internet_access = "Disabled"
}
