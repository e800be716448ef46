resource "aws_iam_policy" "bad_1" {
  # ruleid: terraform.aws.iam-privilege-escalation
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:AttachUserPolicy"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-privilege-escalation
resource "aws_iam_policy" "good_1" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-privilege-escalation
resource "aws_iam_policy" "good_2" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:AttachUserPolicy"]
      Resource = "arn:aws:s3:::bucket/*"
    }]
  })
}

data "aws_iam_policy_document" "passes_any_role" {
  statement {
    # ruleid: terraform.aws.iam-privilege-escalation
    actions   = ["iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"]
    resources = ["*"]
  }
}

# ok: terraform.aws.iam-privilege-escalation
data "aws_iam_policy_document" "passes_nothing_on" {
  statement {
    actions   = ["lambda:CreateFunction", "lambda:CreateEventSourceMapping"]
    resources = ["*"]
  }
}
