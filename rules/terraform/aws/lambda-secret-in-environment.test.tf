resource "aws_lambda_function" "bad" {
  environment {
    variables = {
      REGION = "us-west-2"
      # ruleid: terraform.aws.lambda-secret-in-environment
      KEY_ID = "AKIAAAAAAAAAAAAAAAAA"
      # ruleid: terraform.aws.lambda-secret-in-environment
      KEY    = "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
    }
  }
}

# ok: terraform.aws.lambda-secret-in-environment
resource "aws_lambda_function" "good" {
  environment {
    variables = {
      REGION = "us-west-2"
      KEY    = aws_secretsmanager_secret.key.arn
    }
  }
}
