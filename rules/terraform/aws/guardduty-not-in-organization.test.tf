# ruleid: terraform.aws.guardduty-not-in-organization
resource "aws_guardduty_detector" "bad_case_1" {
}

# ok: terraform.aws.guardduty-not-in-organization
resource "aws_guardduty_detector" "linked" {
  enable = true
}

resource "aws_guardduty_organization_configuration" "o" {
  detector_id = aws_guardduty_detector.linked.id
  auto_enable = true
}
