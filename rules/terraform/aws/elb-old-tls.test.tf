# ok: terraform.aws.elb-old-tls
resource "aws_load_balancer_policy" "good_case_1" {
  policy_attribute {
    name  = "Protocol-TLSv1.2"
    value = "true"
  }
}

resource "aws_load_balancer_policy" "bad" {
  policy_attribute {
    name  = "Protocol-TLSv1"
    # ruleid: terraform.aws.elb-old-tls
    value = "true"
  }
}
