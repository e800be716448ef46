# ruleid: terraform.aws.nlb-single-zone
resource "aws_lb" "bad_1" {
  load_balancer_type = "network"
}

# ok: terraform.aws.nlb-single-zone
resource "aws_lb" "good_1" {
  load_balancer_type = "network"
  # ok: terraform.aws.nlb-single-zone
  enable_cross_zone_load_balancing = true
}

resource "aws_alb" "bad_2" {
  load_balancer_type = "network"
  # ruleid: terraform.aws.nlb-single-zone
  enable_cross_zone_load_balancing = false
}

# ok: terraform.aws.nlb-single-zone
resource "aws_alb" "good_2" {
  load_balancer_type = "network"
  # ok: terraform.aws.nlb-single-zone
  enable_cross_zone_load_balancing = true
}
