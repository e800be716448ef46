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

# ruleid: terraform.aws.storage-unencrypted
resource "aws_efs_file_system" "bad_1" {
}

# ok: terraform.aws.storage-unencrypted
resource "aws_efs_file_system" "good_1" {
  # ok: terraform.aws.storage-unencrypted
  encrypted = true
}

resource "aws_ami_copy" "bad_2" {
  # ruleid: terraform.aws.storage-unencrypted
  encrypted = false
}

# ok: terraform.aws.storage-unencrypted
resource "aws_ami_copy" "good_2" {
  # ok: terraform.aws.storage-unencrypted
  encrypted = true
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_redshift_cluster" "bad_3" {
}

# ok: terraform.aws.storage-unencrypted
resource "aws_redshift_cluster" "good_3" {
  # ok: terraform.aws.storage-unencrypted
  encrypted = true
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_neptune_cluster_snapshot" "bad_4" {
}

# ok: terraform.aws.storage-unencrypted
resource "aws_neptune_cluster_snapshot" "good_4" {
  # ok: terraform.aws.storage-unencrypted
  storage_encrypted = true
}

resource "aws_docdb_global_cluster" "bad_5" {
  # ruleid: terraform.aws.storage-unencrypted
  storage_encrypted = false
}

# ok: terraform.aws.storage-unencrypted
resource "aws_docdb_global_cluster" "good_5" {
  # ok: terraform.aws.storage-unencrypted
  storage_encrypted = true
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_neptune_cluster" "bad_6" {
}

# ok: terraform.aws.storage-unencrypted
resource "aws_neptune_cluster" "good_6" {
  # ok: terraform.aws.storage-unencrypted
  storage_encrypted = true
}

resource "aws_docdb_cluster" "bad_7" {
  # ruleid: terraform.aws.storage-unencrypted
  storage_encrypted = false
}

# ok: terraform.aws.storage-unencrypted
resource "aws_docdb_cluster" "good_7" {
  # ok: terraform.aws.storage-unencrypted
  storage_encrypted = true
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_kinesis_stream" "bad_8" {
}

resource "aws_kinesis_stream" "bad_8_0" {
  # ruleid: terraform.aws.storage-unencrypted
  encryption_type = "NONE"
}

# ok: terraform.aws.storage-unencrypted
resource "aws_kinesis_stream" "good_8" {
  # ok: terraform.aws.storage-unencrypted
  encryption_type = "KMS"
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_dax_cluster" "bad_9" {
}

resource "aws_dax_cluster" "bad_9_0" {
  server_side_encryption {
    # ruleid: terraform.aws.storage-unencrypted
    enabled = false
  }
}

# ok: terraform.aws.storage-unencrypted
resource "aws_dax_cluster" "good_9" {
  server_side_encryption {
    # ok: terraform.aws.storage-unencrypted
    enabled = true
  }
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_elasticsearch_domain" "bad_10" {
}

# ok: terraform.aws.storage-unencrypted
resource "aws_elasticsearch_domain" "good_10" {
  encrypt_at_rest {
    # ok: terraform.aws.storage-unencrypted
    enabled = true
  }
}

resource "aws_opensearch_domain" "bad_11" {
  encrypt_at_rest {
    # ruleid: terraform.aws.storage-unencrypted
    enabled = false
  }
}

# ok: terraform.aws.storage-unencrypted
resource "aws_opensearch_domain" "good_11" {
  encrypt_at_rest {
    # ok: terraform.aws.storage-unencrypted
    enabled = true
  }
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_appsync_api_cache" "bad_12" {
}

# ok: terraform.aws.storage-unencrypted
resource "aws_appsync_api_cache" "good_12" {
  # ok: terraform.aws.storage-unencrypted
  at_rest_encryption_enabled = true
}

resource "aws_elasticache_replication_group" "bad_13" {
  # ruleid: terraform.aws.storage-unencrypted
  at_rest_encryption_enabled = false
}

# ok: terraform.aws.storage-unencrypted
resource "aws_elasticache_replication_group" "good_13" {
  # ok: terraform.aws.storage-unencrypted
  at_rest_encryption_enabled = true
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_sns_topic" "bad_14" {
}

# ok: terraform.aws.storage-unencrypted
resource "aws_sns_topic" "good_14" {
  # ok: terraform.aws.storage-unencrypted
  kms_master_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_athena_workgroup" "bad_15" {
}

# ok: terraform.aws.storage-unencrypted
resource "aws_athena_workgroup" "good_15" {
  configuration {
    result_configuration {
      encryption_configuration {
        # ok: terraform.aws.storage-unencrypted
        encryption_option = "${var.given}-x"
      }
    }
  }
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_rds_global_cluster" "bad_16" {
}

resource "aws_rds_global_cluster" "bad_16_0" {
  # ruleid: terraform.aws.storage-unencrypted
  storage_encrypted = false
}

# ok: terraform.aws.storage-unencrypted
resource "aws_rds_global_cluster" "good_16" {
  # ok: terraform.aws.storage-unencrypted
  storage_encrypted = true
}

# ruleid: terraform.aws.storage-unencrypted
resource "aws_workspaces_workspace" "bad_17" {
}

resource "aws_workspaces_workspace" "bad_17_0" {
  # ruleid: terraform.aws.storage-unencrypted
  root_volume_encryption_enabled = false
}

# ok: terraform.aws.storage-unencrypted
resource "aws_workspaces_workspace" "good_17" {
  # ok: terraform.aws.storage-unencrypted
  root_volume_encryption_enabled = true
}
