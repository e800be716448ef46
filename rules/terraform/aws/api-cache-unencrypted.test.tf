resource "aws_api_gateway_method_settings" "bad_case_1" {
  # ruleid: terraform.aws.api-cache-unencrypted
  settings {
    caching_enabled = true
  }
}

# ok: terraform.aws.api-cache-unencrypted
resource "aws_api_gateway_method_settings" "good_case_1" {
  settings {
    caching_enabled      = true
    cache_data_encrypted = true
  }
}
