# ruleid: terraform.aws.beanstalk-basic-health
resource "aws_elastic_beanstalk_environment" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.beanstalk-basic-health
resource "aws_elastic_beanstalk_environment" "good_case_1" {
  setting {
    namespace = "aws:elasticbeanstalk:healthreporting:system"
    name      = "HealthStreamingEnabled"
    value     = "True"
  }
}
