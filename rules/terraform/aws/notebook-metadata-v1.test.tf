# ruleid: terraform.aws.notebook-metadata-v1
resource "aws_sagemaker_notebook_instance" "bad_1" {
}

resource "aws_sagemaker_notebook_instance" "bad_1_0" {
  instance_metadata_service_configuration {
    # ruleid: terraform.aws.notebook-metadata-v1
    minimum_instance_metadata_service_version = "1"
  }
}

# ok: terraform.aws.notebook-metadata-v1
resource "aws_sagemaker_notebook_instance" "good_1" {
  instance_metadata_service_configuration {
    # ok: terraform.aws.notebook-metadata-v1
    minimum_instance_metadata_service_version = "2"
  }
}
