# ruleid: terraform.aws.outside-vpc
resource "aws_redshift_cluster" "bad_1" {
}

# ok: terraform.aws.outside-vpc
resource "aws_redshift_cluster" "good_1" {
  # ok: terraform.aws.outside-vpc
  cluster_subnet_group_name = "${var.given}-x"
}

# ruleid: terraform.aws.outside-vpc
resource "aws_transfer_server" "bad_2" {
}

resource "aws_transfer_server" "bad_2_0" {
  # ruleid: terraform.aws.outside-vpc
  endpoint_type = "PUBLIC"
}

# ok: terraform.aws.outside-vpc
resource "aws_transfer_server" "good_2" {
  # ok: terraform.aws.outside-vpc
  endpoint_type = "VPC"
}

# ruleid: terraform.aws.outside-vpc
resource "aws_sagemaker_notebook_instance" "bad_3" {
}

# ok: terraform.aws.outside-vpc
resource "aws_sagemaker_notebook_instance" "good_3" {
  # ok: terraform.aws.outside-vpc
  subnet_id = "${var.given}-x"
}
