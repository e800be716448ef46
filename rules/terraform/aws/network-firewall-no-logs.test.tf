# ruleid: terraform.aws.network-firewall-no-logs
resource "aws_networkfirewall_firewall" "bad_case_1" {
}

# ok: terraform.aws.network-firewall-no-logs
resource "aws_networkfirewall_firewall" "linked" {
}

resource "aws_networkfirewall_logging_configuration" "x" {
  firewall_arn = aws_networkfirewall_firewall.linked.id
}
