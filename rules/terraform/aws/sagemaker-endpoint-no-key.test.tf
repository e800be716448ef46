# ruleid: terraform.aws.sagemaker-endpoint-no-key
resource "aws_sagemaker_endpoint_configuration" "a" {
  name = "a"
}
# ok: terraform.aws.sagemaker-endpoint-no-key
resource "aws_sagemaker_endpoint_configuration" "b" {
  kms_key_arn = "k"
}
