# ruleid: terraform.aws.sagemaker-notebook-no-key
resource "aws_sagemaker_notebook_instance" "a" {
  name = "a"
}
# ok: terraform.aws.sagemaker-notebook-no-key
resource "aws_sagemaker_notebook_instance" "b" {
  kms_key_id = "k"
}
