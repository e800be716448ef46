resource "aws_emr_security_configuration" "bad_case_1" {
  # ruleid: terraform.aws.emr-local-disk-unencrypted
  configuration = jsonencode({ EncryptionConfiguration = { EnableAtRestEncryption = false } })
}

# ok: terraform.aws.emr-local-disk-unencrypted
resource "aws_emr_security_configuration" "good_case_1" {
  configuration = jsonencode({
    EncryptionConfiguration = {
      EnableInTransitEncryption = true
      EnableAtRestEncryption    = true
      AtRestEncryptionConfiguration = {
        LocalDiskEncryptionConfiguration = { EnableEbsEncryption = true }
      }
    }
  })
}
