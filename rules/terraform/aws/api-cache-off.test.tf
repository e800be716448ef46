# ruleid: terraform.aws.api-cache-off
resource "aws_api_gateway_stage" "bad_1" {
}

resource "aws_api_gateway_stage" "bad_1_0" {
  # ruleid: terraform.aws.api-cache-off
  cache_cluster_enabled = false
}

# ok: terraform.aws.api-cache-off
resource "aws_api_gateway_stage" "good_1" {
  # ok: terraform.aws.api-cache-off
  cache_cluster_enabled = true
}

# ruleid: terraform.aws.api-cache-off
resource "aws_api_gateway_method_settings" "bad_2" {
}

resource "aws_api_gateway_method_settings" "bad_2_0" {
  settings {
    # ruleid: terraform.aws.api-cache-off
    caching_enabled = false
  }
}

# ok: terraform.aws.api-cache-off
resource "aws_api_gateway_method_settings" "good_2" {
  settings {
    # ok: terraform.aws.api-cache-off
    caching_enabled = true
  }
}
