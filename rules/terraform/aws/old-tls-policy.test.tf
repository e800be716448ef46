# ruleid: terraform.aws.old-tls-policy
resource "aws_api_gateway_domain_name" "bad_1" {
}

resource "aws_api_gateway_domain_name" "bad_1_0" {
  # ruleid: terraform.aws.old-tls-policy
  security_policy = "TLS_1_0"
}

# ok: terraform.aws.old-tls-policy
resource "aws_api_gateway_domain_name" "good_1" {
  # ok: terraform.aws.old-tls-policy
  security_policy = "TLS_1_2"
}

# ruleid: terraform.aws.old-tls-policy
resource "aws_cloudsearch_domain" "bad_2" {
}

resource "aws_cloudsearch_domain" "bad_2_0" {
  endpoint_options {
    # ruleid: terraform.aws.old-tls-policy
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"
  }
}

# ok: terraform.aws.old-tls-policy
resource "aws_cloudsearch_domain" "good_2" {
  endpoint_options {
    # ok: terraform.aws.old-tls-policy
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}

# ruleid: terraform.aws.old-tls-policy
resource "aws_elasticsearch_domain" "bad_3" {
}

# ok: terraform.aws.old-tls-policy
resource "aws_elasticsearch_domain" "good_3" {
  domain_endpoint_options {
    # ok: terraform.aws.old-tls-policy
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}

resource "aws_opensearch_domain" "bad_4" {
  domain_endpoint_options {
    # ruleid: terraform.aws.old-tls-policy
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"
  }
}

# ok: terraform.aws.old-tls-policy
resource "aws_opensearch_domain" "good_4" {
  domain_endpoint_options {
    # ok: terraform.aws.old-tls-policy
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}

resource "aws_transfer_server" "bad_5" {
  # ruleid: terraform.aws.old-tls-policy
  security_policy_name = "TransferSecurityPolicy-2018-11"
}

# ok: terraform.aws.old-tls-policy
resource "aws_transfer_server" "good_5" {
  # ok: terraform.aws.old-tls-policy
  security_policy_name = "TransferSecurityPolicy-2024-01"
}
