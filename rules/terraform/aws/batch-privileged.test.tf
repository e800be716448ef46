resource "aws_batch_job_definition" "bad_case_1" {
  # ruleid: terraform.aws.batch-privileged
  container_properties = jsonencode({ privileged = true })
}

# ok: terraform.aws.batch-privileged
resource "aws_batch_job_definition" "good_case_1" {
  container_properties = jsonencode({ privileged = false })
}
