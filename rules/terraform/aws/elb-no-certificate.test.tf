resource "aws_elb" "a" {
  # ruleid: terraform.aws.elb-no-certificate
  listener {
    lb_port = 80
  }
}
# ok: terraform.aws.elb-no-certificate
resource "aws_elb" "b" {
  listener {
    lb_port            = 443
    ssl_certificate_id = "c"
  }
}
