# ruleid: terraform.aws.lambda-no-dead-letters
resource "aws_lambda_function" "bad_1" {
}

# ok: terraform.aws.lambda-no-dead-letters
resource "aws_lambda_function" "good_1" {
  dead_letter_config {
    # ok: terraform.aws.lambda-no-dead-letters
    target_arn = "${var.given}-x"
  }
}
