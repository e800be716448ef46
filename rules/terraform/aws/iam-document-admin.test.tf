# ok: terraform.aws.iam-document-admin
data "aws_iam_policy_document" "good_case_1" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "bad" {
  statement {
    actions   = ["*"]
    # ruleid: terraform.aws.iam-document-admin
    resources = ["*"]
  }
}
