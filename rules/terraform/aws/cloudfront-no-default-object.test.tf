# ruleid: terraform.aws.cloudfront-no-default-object
resource "aws_cloudfront_distribution" "bad_1" {
}

# ok: terraform.aws.cloudfront-no-default-object
resource "aws_cloudfront_distribution" "good_1" {
  # ok: terraform.aws.cloudfront-no-default-object
  default_root_object = "${var.given}-x"
}
