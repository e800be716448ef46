# ruleid: terraform.aws.no-create-before-destroy
resource "aws_api_gateway_deployment" "bad_1" {
}

# ok: terraform.aws.no-create-before-destroy
resource "aws_api_gateway_deployment" "good_1" {
  lifecycle {
    # ok: terraform.aws.no-create-before-destroy
    create_before_destroy = true
  }
}

resource "aws_acm_certificate" "bad_2" {
  lifecycle {
    # ruleid: terraform.aws.no-create-before-destroy
    create_before_destroy = false
  }
}

# ok: terraform.aws.no-create-before-destroy
resource "aws_acm_certificate" "good_2" {
  lifecycle {
    # ok: terraform.aws.no-create-before-destroy
    create_before_destroy = true
  }
}

# ruleid: terraform.aws.no-create-before-destroy
resource "aws_api_gateway_rest_api" "bad_3" {
}

# ok: terraform.aws.no-create-before-destroy
resource "aws_api_gateway_rest_api" "good_3" {
  lifecycle {
    # ok: terraform.aws.no-create-before-destroy
    create_before_destroy = true
  }
}
