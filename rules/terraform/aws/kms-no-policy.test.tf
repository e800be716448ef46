# ruleid: terraform.aws.kms-no-policy
resource "aws_kms_key" "bad_case_1" {
}

# ok: terraform.aws.kms-no-policy
resource "aws_kms_key" "linked" {
}

resource "aws_kms_key_policy" "x" {
  key_id = aws_kms_key.linked.id
}
