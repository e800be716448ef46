# ruleid: terraform.aws.beanstalk-no-updates
resource "aws_elastic_beanstalk_environment" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.beanstalk-no-updates
resource "aws_elastic_beanstalk_environment" "good_case_1" {
  setting {
    namespace = "aws:elasticbeanstalk:managedactions"
    name      = "ManagedActionsEnabled"
    value     = "True"
  }
}
