# ruleid: terraform.aws.zone-unsigned
resource "aws_route53_zone" "bad_case_1" {
}

# ok: terraform.aws.zone-unsigned
resource "aws_route53_zone" "linked" {
}

resource "aws_route53_hosted_zone_dnssec" "x" {
  hosted_zone_id = aws_route53_zone.linked.id
}
