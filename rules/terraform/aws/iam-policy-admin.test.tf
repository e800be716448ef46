data "aws_iam_policy_document" "admin" {
  # ruleid: terraform.aws.iam-policy-admin
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "text" {
  name = "text"
  # ruleid: terraform.aws.iam-policy-admin
  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" },
    { "Sid": "All", "Resource": "*", "Action": ["*"], "Effect": "Allow" }
  ]
}
EOF
}

resource "aws_iam_role_policy" "encoded" {
  role = aws_iam_role.app.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # ruleid: terraform.aws.iam-policy-admin
      {
        Effect   = "Allow"
        Resource = "*"
        Action   = "*"
      },
    ]
  })
}

resource "aws_iam_user_policy" "encoded_list" {
  user = aws_iam_user.deploy.name
  policy = jsonencode({
    "Version" = "2012-10-17"
    "Statement" = [
      # ruleid: terraform.aws.iam-policy-admin
      {
        "Effect"   = "Allow"
        "Action"   = ["*"]
        "Resource" = ["*"]
      },
    ]
  })
}

# Named actions and resources; every action of one service is not every action.
data "aws_iam_policy_document" "narrow" {
  # ok: terraform.aws.iam-policy-admin
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }

  # ok: terraform.aws.iam-policy-admin
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }

  # ok: terraform.aws.iam-policy-admin
  statement {
    actions   = ["*"]
    resources = [aws_s3_bucket.assets.arn]
  }
}

data "aws_iam_policy_document" "denied_or_conditional" {
  # ok: terraform.aws.iam-policy-admin
  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]
  }

  # ok: terraform.aws.iam-policy-admin
  statement {
    actions   = ["*"]
    resources = ["*"]

    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }

  # The policy of a resource: "*" means this resource.
  # ok: terraform.aws.iam-policy-admin
  statement {
    actions   = ["*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [var.account_root]
    }
  }
}

resource "aws_iam_policy" "deny_text" {
  # ok: terraform.aws.iam-policy-admin
  policy = <<EOF
{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Action": "*", "Resource": "*" }] }
EOF
}

resource "aws_iam_role_policy" "deny_encoded" {
  role = aws_iam_role.app.id
  policy = jsonencode({
    Statement = [
      # ok: terraform.aws.iam-policy-admin
      {
        Effect   = "Deny"
        Action   = "*"
        Resource = "*"
      },
      # ok: terraform.aws.iam-policy-admin
      {
        Effect   = "Allow"
        Action   = ["sqs:SendMessage"]
        Resource = "*"
      },
    ]
  })
}

# The policy of an endpoint: its default, narrowed by IAM itself.
resource "aws_vpc_endpoint" "s3" {
  policy = jsonencode({
    Statement = [
      # ok: terraform.aws.iam-policy-admin
      {
        Effect    = "Allow"
        Action    = "*"
        Resource  = "*"
        Principal = "*"
      },
    ]
  })
}
