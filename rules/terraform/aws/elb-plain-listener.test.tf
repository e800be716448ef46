resource "aws_elb" "bad_case_1" {
  listener {
    # ruleid: terraform.aws.elb-plain-listener
    instance_protocol = "http"
  }
}

# ok: terraform.aws.elb-plain-listener
resource "aws_elb" "good_case_1" {
  listener {
    instance_protocol  = "https"
    ssl_certificate_id = "arn"
  }
}
