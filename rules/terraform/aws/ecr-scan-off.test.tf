# ruleid: terraform.aws.ecr-scan-off
resource "aws_ecr_repository" "bad_1" {
}

resource "aws_ecr_repository" "bad_1_0" {
  image_scanning_configuration {
    # ruleid: terraform.aws.ecr-scan-off
    scan_on_push = false
  }
}

# ok: terraform.aws.ecr-scan-off
resource "aws_ecr_repository" "good_1" {
  image_scanning_configuration {
    # ok: terraform.aws.ecr-scan-off
    scan_on_push = true
  }
}
