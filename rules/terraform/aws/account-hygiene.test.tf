resource "aws_guardduty_detector" "bad_1" {
  # ruleid: terraform.aws.account-hygiene
  enable = false
}

# ok: terraform.aws.account-hygiene
resource "aws_guardduty_detector" "good_1" {
  # ok: terraform.aws.account-hygiene
  enable = true
}

resource "aws_kms_key" "bad_2" {
  # ruleid: terraform.aws.account-hygiene
  is_enabled = false
}

# ok: terraform.aws.account-hygiene
resource "aws_kms_key" "good_2" {
  # ok: terraform.aws.account-hygiene
  is_enabled = true
}

resource "aws_cloudwatch_metric_alarm" "bad_3" {
  # ruleid: terraform.aws.account-hygiene
  actions_enabled = false
}

# ok: terraform.aws.account-hygiene
resource "aws_cloudwatch_metric_alarm" "good_3" {
  # ok: terraform.aws.account-hygiene
  actions_enabled = true
}

resource "aws_route53domains_registered_domain" "bad_4" {
  # ruleid: terraform.aws.account-hygiene
  transfer_lock = false
}

# ok: terraform.aws.account-hygiene
resource "aws_route53domains_registered_domain" "good_4" {
  # ok: terraform.aws.account-hygiene
  transfer_lock = true
}

resource "aws_acm_certificate" "bad_5" {
  options {
    # ruleid: terraform.aws.account-hygiene
    certificate_transparency_logging_preference = "DISABLED"
  }
}

# ok: terraform.aws.account-hygiene
resource "aws_acm_certificate" "good_5" {
  options {
    # ok: terraform.aws.account-hygiene
    certificate_transparency_logging_preference = "ENABLED"
  }
}

resource "aws_ec2_transit_gateway" "bad_6" {
  # ruleid: terraform.aws.account-hygiene
  auto_accept_shared_attachments = "enable"
}

# ok: terraform.aws.account-hygiene
resource "aws_ec2_transit_gateway" "good_6" {
  # ok: terraform.aws.account-hygiene
  auto_accept_shared_attachments = "disable"
}

resource "aws_lb" "bad_7" {
  # ruleid: terraform.aws.account-hygiene
  desync_mitigation_mode = "monitor"
}

# ok: terraform.aws.account-hygiene
resource "aws_lb" "good_7" {
  # ok: terraform.aws.account-hygiene
  desync_mitigation_mode = "defensive"
}

resource "aws_alb" "bad_8" {
  # ruleid: terraform.aws.account-hygiene
  desync_mitigation_mode = "monitor"
}

# ok: terraform.aws.account-hygiene
resource "aws_alb" "good_8" {
}

resource "aws_elb" "bad_9" {
  # ruleid: terraform.aws.account-hygiene
  desync_mitigation_mode = "monitor"
}

# ok: terraform.aws.account-hygiene
resource "aws_elb" "good_9" {
  # ok: terraform.aws.account-hygiene
  desync_mitigation_mode = "defensive"
}

resource "aws_redshift_cluster" "bad_10" {
  # ruleid: terraform.aws.account-hygiene
  automated_snapshot_retention_period = 0
}

# ok: terraform.aws.account-hygiene
resource "aws_redshift_cluster" "good_10" {
  # ok: terraform.aws.account-hygiene
  automated_snapshot_retention_period = 1
}

# ruleid: terraform.aws.account-hygiene
resource "aws_qldb_ledger" "bad_11" {
}

resource "aws_qldb_ledger" "bad_11_0" {
  # ruleid: terraform.aws.account-hygiene
  permissions_mode = "ALLOW_ALL"
}

# ok: terraform.aws.account-hygiene
resource "aws_qldb_ledger" "good_11" {
  # ok: terraform.aws.account-hygiene
  permissions_mode = "STANDARD"
}
