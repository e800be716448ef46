# ruleid: terraform.aws.volume-without-customer-key
resource "aws_comprehend_entity_recognizer" "bad_1" {
}

# ok: terraform.aws.volume-without-customer-key
resource "aws_comprehend_entity_recognizer" "good_1" {
  # ok: terraform.aws.volume-without-customer-key
  volume_kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.volume-without-customer-key
resource "aws_sagemaker_data_quality_job_definition" "bad_2" {
}

# ok: terraform.aws.volume-without-customer-key
resource "aws_sagemaker_data_quality_job_definition" "good_2" {
  job_resources {
    cluster_config {
      # ok: terraform.aws.volume-without-customer-key
      volume_kms_key_id = "${var.given}-x"
    }
  }
}
