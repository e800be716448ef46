resource "aws_ecs_service" "bad_1" {
  network_configuration {
    # ruleid: terraform.aws.public-address
    assign_public_ip = true
  }
}

# ok: terraform.aws.public-address
resource "aws_ecs_service" "good_1" {
  network_configuration {
    # ok: terraform.aws.public-address
    assign_public_ip = false
  }
}

resource "aws_launch_configuration" "bad_2" {
  # ruleid: terraform.aws.public-address
  associate_public_ip_address = true
}

# ok: terraform.aws.public-address
resource "aws_launch_configuration" "good_2" {
  # ok: terraform.aws.public-address
  associate_public_ip_address = false
}

resource "aws_instance" "bad_3" {
  # ruleid: terraform.aws.public-address
  associate_public_ip_address = true
}

# ok: terraform.aws.public-address
resource "aws_instance" "good_3" {
  # ok: terraform.aws.public-address
  associate_public_ip_address = false
}

resource "aws_launch_template" "bad_4" {
  network_interfaces {
    # ruleid: terraform.aws.public-address
    associate_public_ip_address = true
  }
}

# ok: terraform.aws.public-address
resource "aws_launch_template" "good_4" {
  network_interfaces {
    # ok: terraform.aws.public-address
    associate_public_ip_address = false
  }
}

resource "aws_subnet" "bad_5" {
  # ruleid: terraform.aws.public-address
  map_public_ip_on_launch = true
}

# ok: terraform.aws.public-address
resource "aws_subnet" "good_5" {
  # ok: terraform.aws.public-address
  map_public_ip_on_launch = false
}

resource "aws_dms_replication_instance" "bad_6" {
  # ruleid: terraform.aws.public-address
  publicly_accessible = true
}

# ok: terraform.aws.public-address
resource "aws_dms_replication_instance" "good_6" {
  # ok: terraform.aws.public-address
  publicly_accessible = false
}

resource "aws_mq_broker" "bad_7" {
  # ruleid: terraform.aws.public-address
  publicly_accessible = true
}

# ok: terraform.aws.public-address
resource "aws_mq_broker" "good_7" {
  # ok: terraform.aws.public-address
  publicly_accessible = false
}

# ruleid: terraform.aws.public-address
resource "aws_redshift_cluster" "bad_8" {
}

resource "aws_redshift_cluster" "bad_8_0" {
  # ruleid: terraform.aws.public-address
  publicly_accessible = true
}

# ok: terraform.aws.public-address
resource "aws_redshift_cluster" "good_8" {
  # ok: terraform.aws.public-address
  publicly_accessible = false
}
