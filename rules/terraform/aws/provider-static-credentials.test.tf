provider "aws" {
  region = "eu-west-1"
  # ruleid: terraform.aws.provider-static-credentials
  access_key = "AKIAABCDEFGHIJKLMNOP"
  # ruleid: terraform.aws.provider-static-credentials
  secret_key = "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
}

provider "aws" {
  alias = "other"
  # ruleid: terraform.aws.provider-static-credentials
  secret_key = "0000000000111111111122222222223333333333"
}

# Not in this file.
provider "aws" {
  alias = "from_caller"
  # ok: terraform.aws.provider-static-credentials
  access_key = var.access_key
  # ok: terraform.aws.provider-static-credentials
  secret_key = var.secret_key
}

# A local emulator.
provider "aws" {
  alias = "emulator"
  # ok: terraform.aws.provider-static-credentials
  access_key = "test"
  # ok: terraform.aws.provider-static-credentials
  secret_key = "mock_secret_key_mock_secret_key"
}

# The keys of the documentation.
provider "aws" {
  alias = "documentation"
  # ok: terraform.aws.provider-static-credentials
  access_key = "AKIAIOSFODNN7EXAMPLE"
}

# A profile.
provider "aws" {
  alias = "profile"
  # ok: terraform.aws.provider-static-credentials
  profile = "administrators-of-staging"
}
