resource "aws_lb_listener" "old_default" {
  protocol = "HTTPS"
  # ruleid: terraform.aws.weak-tls-policy
  ssl_policy = "ELBSecurityPolicy-2016-08"
}

# TLS 1.3, but down to 1.0.
resource "aws_alb_listener" "wide" {
  protocol = "HTTPS"
  # ruleid: terraform.aws.weak-tls-policy
  ssl_policy = "ELBSecurityPolicy-TLS13-1-0-2021-06"
}

resource "aws_cloudfront_distribution" "site" {
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.site.arn
    # ruleid: terraform.aws.weak-tls-policy
    minimum_protocol_version = "TLSv1.1_2016"
  }
}

resource "aws_api_gateway_domain_name" "api" {
  domain_name = "api.example.com"
  # ruleid: terraform.aws.weak-tls-policy
  security_policy = "TLS_1_0"
}

resource "aws_opensearch_domain" "search" {
  domain_endpoint_options {
    enforce_https = true
    # ruleid: terraform.aws.weak-tls-policy
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"
  }
}

resource "aws_lb_listener" "modern" {
  protocol = "HTTPS"
  # ok: terraform.aws.weak-tls-policy
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "aws_lb_listener" "tls12" {
  protocol = "HTTPS"
  # ok: terraform.aws.weak-tls-policy
  ssl_policy = "ELBSecurityPolicy-TLS-1-2-Ext-2018-06"
}

resource "aws_cloudfront_distribution" "modern" {
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.site.arn
    # ok: terraform.aws.weak-tls-policy
    minimum_protocol_version = "TLSv1.2_2021"
  }
}

resource "aws_api_gateway_domain_name" "modern" {
  # ok: terraform.aws.weak-tls-policy
  security_policy = "TLS_1_2"
}

# Not decided here.
resource "aws_lb_listener" "from_caller" {
  protocol = "HTTPS"
  # ok: terraform.aws.weak-tls-policy
  ssl_policy = var.ssl_policy
}
