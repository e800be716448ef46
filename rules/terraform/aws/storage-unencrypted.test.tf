resource "aws_efs_file_system" "home" {
  # ruleid: terraform.aws.storage-unencrypted
  encrypted = false
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  # ruleid: terraform.aws.storage-unencrypted
  at_rest_encryption_enabled = false
}

resource "aws_docdb_cluster" "documents" {
  cluster_identifier = "documents"
  # ruleid: terraform.aws.storage-unencrypted
  storage_encrypted = false
}

resource "aws_redshift_cluster" "warehouse" {
  # ruleid: terraform.aws.storage-unencrypted
  encrypted          = false
  cluster_identifier = "warehouse"
}

# False is the default.
# ruleid: terraform.aws.storage-unencrypted
resource "aws_efs_file_system" "left_out" {
  creation_token = "left-out"
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_neptune_cluster" "left_out" {
  cluster_identifier = "left-out"
}

# Takes the setting of the snapshot.
# ok: terraform.aws.storage-unencrypted
resource "aws_docdb_cluster" "restored" {
  snapshot_identifier = var.snapshot
}

resource "aws_efs_file_system" "encrypted" {
  # ok: terraform.aws.storage-unencrypted
  encrypted = true
}

# Another flag that is rightly false.
resource "aws_redshift_cluster" "private" {
  encrypted = true
  # ok: terraform.aws.storage-unencrypted
  publicly_accessible = false
}

# Not decided here.
resource "aws_neptune_cluster" "from_caller" {
  # ok: terraform.aws.storage-unencrypted
  storage_encrypted = var.encrypted
}

# Another kind of resource with an attribute of the same name.
resource "github_actions_secret" "token" {
  # ok: terraform.aws.storage-unencrypted
  encrypted = false
}
