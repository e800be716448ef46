# ruleid: terraform.aws.kms-no-rotation
resource "aws_kms_key" "bad_case_1" {
  enable_key_rotation = false
}

# ok: terraform.aws.kms-no-rotation
resource "aws_kms_key" "good_case_1" {
  enable_key_rotation = true
}

# ok: terraform.aws.kms-no-rotation
resource "aws_kms_key" "good_case_2" {
  customer_master_key_spec = "RSA_2048"
}
