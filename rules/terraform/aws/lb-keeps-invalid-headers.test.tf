# ruleid: terraform.aws.lb-keeps-invalid-headers
resource "aws_lb" "bad_1" {
}

# ok: terraform.aws.lb-keeps-invalid-headers
resource "aws_lb" "good_1" {
  # ok: terraform.aws.lb-keeps-invalid-headers
  drop_invalid_header_fields = true
}

resource "aws_alb" "bad_2" {
  # ruleid: terraform.aws.lb-keeps-invalid-headers
  drop_invalid_header_fields = false
}

# ok: terraform.aws.lb-keeps-invalid-headers
resource "aws_alb" "good_2" {
  # ok: terraform.aws.lb-keeps-invalid-headers
  drop_invalid_header_fields = true
}
