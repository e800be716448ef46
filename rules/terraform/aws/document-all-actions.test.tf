data "aws_iam_policy_document" "a" {
  statement {
    # ruleid: terraform.aws.document-all-actions
    actions   = ["*"]
    resources = ["arn:aws:s3:::b"]
  }
}
# ok: terraform.aws.document-all-actions
data "aws_iam_policy_document" "b" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::b"]
  }
}
