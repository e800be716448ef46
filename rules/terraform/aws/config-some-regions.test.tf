# ruleid: terraform.aws.config-some-regions
resource "aws_config_configuration_aggregator" "a" {
  account_aggregation_source {
    account_ids = ["123456789012"]
    regions     = ["eu-west-1"]
  }
}
# ok: terraform.aws.config-some-regions
resource "aws_config_configuration_aggregator" "b" {
  account_aggregation_source {
    account_ids = ["123456789012"]
    all_regions = true
  }
}
