resource "aws_db_instance" "off" {
  engine = "postgres"
  # ruleid: terraform.aws.rds-unencrypted
  storage_encrypted = false
}

# False is the default.
# ruleid: terraform.aws.rds-unencrypted
resource "aws_db_instance" "left_out" {
  engine         = "postgres"
  instance_class = "db.t4g.micro"
}

# ruleid: terraform.aws.rds-unencrypted
resource "aws_rds_cluster" "left_out" {
  engine = "aurora-postgresql"
}

# ok: terraform.aws.rds-unencrypted
resource "aws_db_instance" "on" {
  engine = "postgres"
  # ok: terraform.aws.rds-unencrypted
  storage_encrypted = true
}

# Takes the setting of its source.
# ok: terraform.aws.rds-unencrypted
resource "aws_db_instance" "replica" {
  replicate_source_db = aws_db_instance.on.identifier
}

# Takes the setting of the snapshot.
# ok: terraform.aws.rds-unencrypted
resource "aws_rds_cluster" "restored" {
  engine              = "aurora-postgresql"
  snapshot_identifier = var.snapshot
}

# Always encrypted.
# ok: terraform.aws.rds-unencrypted
resource "aws_rds_cluster" "serverless" {
  engine      = "aurora-postgresql"
  engine_mode = "serverless"
}

# Not decided here.
# ok: terraform.aws.rds-unencrypted
resource "aws_db_instance" "from_caller" {
  engine            = "postgres"
  storage_encrypted = var.encrypted
}

# ruleid: terraform.aws.rds-unencrypted
resource "aws_db_instance" "bad_1" {
}

resource "aws_db_instance" "bad_1_0" {
  # ruleid: terraform.aws.rds-unencrypted
  storage_encrypted = false
}

# ok: terraform.aws.rds-unencrypted
resource "aws_db_instance" "good_1" {
  # ok: terraform.aws.rds-unencrypted
  storage_encrypted = true
}

# ruleid: terraform.aws.rds-unencrypted
resource "aws_rds_cluster" "bad_2" {
}

resource "aws_rds_cluster" "bad_2_0" {
  # ruleid: terraform.aws.rds-unencrypted
  storage_encrypted = false
}

# ok: terraform.aws.rds-unencrypted
resource "aws_rds_cluster" "good_2" {
  # ok: terraform.aws.rds-unencrypted
  storage_encrypted = true
}
