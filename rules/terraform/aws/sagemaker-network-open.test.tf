# ruleid: terraform.aws.sagemaker-network-open
resource "aws_sagemaker_model" "bad_1" {
}

resource "aws_sagemaker_model" "bad_1_0" {
  # ruleid: terraform.aws.sagemaker-network-open
  enable_network_isolation = false
}

# ok: terraform.aws.sagemaker-network-open
resource "aws_sagemaker_model" "good_1" {
  # ok: terraform.aws.sagemaker-network-open
  enable_network_isolation = true
}
