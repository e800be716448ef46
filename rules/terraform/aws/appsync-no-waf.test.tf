# ruleid: terraform.aws.appsync-no-waf
resource "aws_appsync_graphql_api" "bad_case_1" {
}

# ok: terraform.aws.appsync-no-waf
resource "aws_appsync_graphql_api" "linked" {
}

resource "aws_wafv2_web_acl_association" "x" {
  resource_arn = aws_appsync_graphql_api.linked.id
}
