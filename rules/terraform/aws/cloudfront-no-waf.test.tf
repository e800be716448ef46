# ruleid: terraform.aws.cloudfront-no-waf
resource "aws_cloudfront_distribution" "bad_1" {
}

# ok: terraform.aws.cloudfront-no-waf
resource "aws_cloudfront_distribution" "good_1" {
  # ok: terraform.aws.cloudfront-no-waf
  web_acl_id = "${var.given}-x"
}
