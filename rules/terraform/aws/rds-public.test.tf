resource "aws_db_instance" "open" {
  engine = "postgres"
  # ruleid: terraform.aws.rds-public
  publicly_accessible = true
}

resource "aws_rds_cluster_instance" "open" {
  count              = 2
  cluster_identifier = aws_rds_cluster.orders.id
  # ruleid: terraform.aws.rds-public
  publicly_accessible = true
}

resource "aws_redshift_cluster" "open" {
  # ruleid: terraform.aws.rds-public
  publicly_accessible = true
  node_type           = "dc2.large"
}

resource "aws_db_instance" "closed" {
  engine = "postgres"
  # ok: terraform.aws.rds-public
  publicly_accessible = false
}

# Not decided here.
resource "aws_db_instance" "from_caller" {
  engine = "postgres"
  # ok: terraform.aws.rds-public
  publicly_accessible = var.is_public
}

# The default is false.
# ok: terraform.aws.rds-public
resource "aws_db_instance" "default" {
  engine = "postgres"
}

# A broker, not a database.
resource "aws_mq_broker" "queue" {
  # ok: terraform.aws.rds-public
  publicly_accessible = true
}

resource "aws_db_instance" "bad_1" {
  # ruleid: terraform.aws.rds-public
  publicly_accessible = true
}

# ok: terraform.aws.rds-public
resource "aws_db_instance" "good_1" {
  # ok: terraform.aws.rds-public
  publicly_accessible = false
}

resource "aws_rds_cluster_instance" "bad_2" {
  # ruleid: terraform.aws.rds-public
  publicly_accessible = true
}

# ok: terraform.aws.rds-public
resource "aws_rds_cluster_instance" "good_2" {
}

resource "aws_redshift_cluster" "bad_3" {
  # ruleid: terraform.aws.rds-public
  publicly_accessible = true
}

# ok: terraform.aws.rds-public
resource "aws_redshift_cluster" "good_3" {
  # ok: terraform.aws.rds-public
  publicly_accessible = false
}
