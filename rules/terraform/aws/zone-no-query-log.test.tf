# ruleid: terraform.aws.zone-no-query-log
resource "aws_route53_zone" "bad_case_1" {
}

# ok: terraform.aws.zone-no-query-log
resource "aws_route53_zone" "linked" {
}

resource "aws_route53_query_log" "x" {
  zone_id = aws_route53_zone.linked.id
}
