resource "aws_kms_key" "off" {
  description = "off"
  # ruleid: terraform.aws.kms-no-rotation
  enable_key_rotation = false
}

# ruleid: terraform.aws.kms-no-rotation
resource "aws_kms_key" "left_out" {
  description = "left out"
}

# ruleid: terraform.aws.kms-no-rotation
resource "aws_kms_key" "symmetric" {
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
  key_usage                = "ENCRYPT_DECRYPT"
}

# ok: terraform.aws.kms-no-rotation
resource "aws_kms_key" "on" {
  description = "on"
  # ok: terraform.aws.kms-no-rotation
  enable_key_rotation = true
}

# Asymmetric: KMS does not rotate these.
# ok: terraform.aws.kms-no-rotation
resource "aws_kms_key" "signing" {
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
}

resource "aws_kms_key" "wrapping" {
  customer_master_key_spec = "RSA_4096"
  # ok: terraform.aws.kms-no-rotation
  enable_key_rotation = false
}

# Not decided here.
# ok: terraform.aws.kms-no-rotation
resource "aws_kms_key" "from_caller" {
  enable_key_rotation = var.rotate
}
