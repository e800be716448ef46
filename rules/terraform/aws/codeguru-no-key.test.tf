# ruleid: terraform.aws.codeguru-no-key
resource "aws_codegurureviewer_repository_association" "a" {
  repository {
    codecommit {
      name = "a"
    }
  }
}
# ok: terraform.aws.codeguru-no-key
resource "aws_codegurureviewer_repository_association" "b" {
  kms_key_details {
    encryption_option = "CUSTOMER_MANAGED_CMK"
    kms_key_id        = "k"
  }
}
