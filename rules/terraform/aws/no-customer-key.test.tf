# ruleid: terraform.aws.no-customer-key
resource "aws_cloudwatch_log_group" "bad_1" {
}

# ok: terraform.aws.no-customer-key
resource "aws_cloudwatch_log_group" "good_1" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_timestreamwrite_database" "bad_2" {
}

# ok: terraform.aws.no-customer-key
resource "aws_timestreamwrite_database" "good_2" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_kinesis_video_stream" "bad_3" {
}

# ok: terraform.aws.no-customer-key
resource "aws_kinesis_video_stream" "good_3" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_fsx_ontap_file_system" "bad_4" {
}

# ok: terraform.aws.no-customer-key
resource "aws_fsx_ontap_file_system" "good_4" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_fsx_windows_file_system" "bad_5" {
}

# ok: terraform.aws.no-customer-key
resource "aws_fsx_windows_file_system" "good_5" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_fsx_lustre_file_system" "bad_6" {
}

# ok: terraform.aws.no-customer-key
resource "aws_fsx_lustre_file_system" "good_6" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_fsx_openzfs_file_system" "bad_7" {
}

# ok: terraform.aws.no-customer-key
resource "aws_fsx_openzfs_file_system" "good_7" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_imagebuilder_component" "bad_8" {
}

# ok: terraform.aws.no-customer-key
resource "aws_imagebuilder_component" "good_8" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_s3_object_copy" "bad_9" {
}

# ok: terraform.aws.no-customer-key
resource "aws_s3_object_copy" "good_9" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_docdb_cluster" "bad_10" {
}

# ok: terraform.aws.no-customer-key
resource "aws_docdb_cluster" "good_10" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_ebs_snapshot_copy" "bad_11" {
}

# ok: terraform.aws.no-customer-key
resource "aws_ebs_snapshot_copy" "good_11" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_efs_file_system" "bad_12" {
}

# ok: terraform.aws.no-customer-key
resource "aws_efs_file_system" "good_12" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_kinesis_stream" "bad_13" {
}

# ok: terraform.aws.no-customer-key
resource "aws_kinesis_stream" "good_13" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_s3_bucket_object" "bad_14" {
}

# ok: terraform.aws.no-customer-key
resource "aws_s3_bucket_object" "good_14" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_sagemaker_domain" "bad_15" {
}

# ok: terraform.aws.no-customer-key
resource "aws_sagemaker_domain" "good_15" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_sagemaker_notebook_instance" "bad_16" {
}

# ok: terraform.aws.no-customer-key
resource "aws_sagemaker_notebook_instance" "good_16" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_ebs_volume" "bad_17" {
}

# ok: terraform.aws.no-customer-key
resource "aws_ebs_volume" "good_17" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_elasticache_replication_group" "bad_18" {
}

# ok: terraform.aws.no-customer-key
resource "aws_elasticache_replication_group" "good_18" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_ami_copy" "bad_19" {
}

# ok: terraform.aws.no-customer-key
resource "aws_ami_copy" "good_19" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_db_instance_automated_backups_replication" "bad_20" {
}

# ok: terraform.aws.no-customer-key
resource "aws_db_instance_automated_backups_replication" "good_20" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_rds_cluster_activity_stream" "bad_21" {
}

# ok: terraform.aws.no-customer-key
resource "aws_rds_cluster_activity_stream" "good_21" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_db_snapshot_copy" "bad_22" {
}

# ok: terraform.aws.no-customer-key
resource "aws_db_snapshot_copy" "good_22" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_neptune_cluster_snapshot" "bad_23" {
}

# ok: terraform.aws.no-customer-key
resource "aws_neptune_cluster_snapshot" "good_23" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_redshift_snapshot_copy_grant" "bad_24" {
}

# ok: terraform.aws.no-customer-key
resource "aws_redshift_snapshot_copy_grant" "good_24" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_redshiftserverless_namespace" "bad_25" {
}

# ok: terraform.aws.no-customer-key
resource "aws_redshiftserverless_namespace" "good_25" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_cloudtrail_event_data_store" "bad_26" {
}

# ok: terraform.aws.no-customer-key
resource "aws_cloudtrail_event_data_store" "good_26" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_rds_cluster" "bad_27" {
}

# ok: terraform.aws.no-customer-key
resource "aws_rds_cluster" "good_27" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_cloudtrail" "bad_28" {
}

# ok: terraform.aws.no-customer-key
resource "aws_cloudtrail" "good_28" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_redshift_cluster" "bad_29" {
}

# ok: terraform.aws.no-customer-key
resource "aws_redshift_cluster" "good_29" {
  # ok: terraform.aws.no-customer-key
  kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_backup_vault" "bad_30" {
}

# ok: terraform.aws.no-customer-key
resource "aws_backup_vault" "good_30" {
  # ok: terraform.aws.no-customer-key
  kms_key_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_memorydb_cluster" "bad_31" {
}

# ok: terraform.aws.no-customer-key
resource "aws_memorydb_cluster" "good_31" {
  # ok: terraform.aws.no-customer-key
  kms_key_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_memorydb_snapshot" "bad_32" {
}

# ok: terraform.aws.no-customer-key
resource "aws_memorydb_snapshot" "good_32" {
  # ok: terraform.aws.no-customer-key
  kms_key_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_dms_replication_instance" "bad_33" {
}

# ok: terraform.aws.no-customer-key
resource "aws_dms_replication_instance" "good_33" {
  # ok: terraform.aws.no-customer-key
  kms_key_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_dynamodb_table_replica" "bad_34" {
}

# ok: terraform.aws.no-customer-key
resource "aws_dynamodb_table_replica" "good_34" {
  # ok: terraform.aws.no-customer-key
  kms_key_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_scheduler_schedule" "bad_35" {
}

# ok: terraform.aws.no-customer-key
resource "aws_scheduler_schedule" "good_35" {
  # ok: terraform.aws.no-customer-key
  kms_key_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_dms_s3_endpoint" "bad_36" {
}

# ok: terraform.aws.no-customer-key
resource "aws_dms_s3_endpoint" "good_36" {
  # ok: terraform.aws.no-customer-key
  kms_key_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_neptune_cluster" "bad_37" {
}

# ok: terraform.aws.no-customer-key
resource "aws_neptune_cluster" "good_37" {
  # ok: terraform.aws.no-customer-key
  kms_key_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_appflow_flow" "bad_38" {
}

# ok: terraform.aws.no-customer-key
resource "aws_appflow_flow" "good_38" {
  # ok: terraform.aws.no-customer-key
  kms_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_appflow_connector_profile" "bad_39" {
}

# ok: terraform.aws.no-customer-key
resource "aws_appflow_connector_profile" "good_39" {
  # ok: terraform.aws.no-customer-key
  kms_arn = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_mq_broker" "bad_40" {
}

# ok: terraform.aws.no-customer-key
resource "aws_mq_broker" "good_40" {
  encryption_options {
    # ok: terraform.aws.no-customer-key
    kms_key_id = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_imagebuilder_distribution_configuration" "bad_41" {
}

# ok: terraform.aws.no-customer-key
resource "aws_imagebuilder_distribution_configuration" "good_41" {
  distribution {
    ami_distribution_configuration {
      # ok: terraform.aws.no-customer-key
      kms_key_id = "${var.given}-x"
    }
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_codepipeline" "bad_42" {
}

# ok: terraform.aws.no-customer-key
resource "aws_codepipeline" "good_42" {
  artifact_store {
    encryption_key {
      # ok: terraform.aws.no-customer-key
      id = "${var.given}-x"
    }
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_codeartifact_domain" "bad_43" {
}

# ok: terraform.aws.no-customer-key
resource "aws_codeartifact_domain" "good_43" {
  # ok: terraform.aws.no-customer-key
  encryption_key = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_elasticsearch_domain" "bad_44" {
}

# ok: terraform.aws.no-customer-key
resource "aws_elasticsearch_domain" "good_44" {
  encrypt_at_rest {
    # ok: terraform.aws.no-customer-key
    kms_key_id = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_opensearch_domain" "bad_45" {
}

# ok: terraform.aws.no-customer-key
resource "aws_opensearch_domain" "good_45" {
  encrypt_at_rest {
    # ok: terraform.aws.no-customer-key
    kms_key_id = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_kendra_index" "bad_46" {
}

# ok: terraform.aws.no-customer-key
resource "aws_kendra_index" "good_46" {
  server_side_encryption_configuration {
    # ok: terraform.aws.no-customer-key
    kms_key_id = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_comprehend_entity_recognizer" "bad_47" {
}

# ok: terraform.aws.no-customer-key
resource "aws_comprehend_entity_recognizer" "good_47" {
  # ok: terraform.aws.no-customer-key
  model_kms_key_id = "${var.given}-x"
}

# ruleid: terraform.aws.no-customer-key
resource "aws_networkfirewall_firewall" "bad_48" {
}

# ok: terraform.aws.no-customer-key
resource "aws_networkfirewall_firewall" "good_48" {
  encryption_configuration {
    # ok: terraform.aws.no-customer-key
    key_id = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_networkfirewall_rule_group" "bad_49" {
}

# ok: terraform.aws.no-customer-key
resource "aws_networkfirewall_rule_group" "good_49" {
  encryption_configuration {
    # ok: terraform.aws.no-customer-key
    key_id = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_networkfirewall_firewall_policy" "bad_50" {
}

# ok: terraform.aws.no-customer-key
resource "aws_networkfirewall_firewall_policy" "good_50" {
  encryption_configuration {
    # ok: terraform.aws.no-customer-key
    key_id = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_sagemaker_data_quality_job_definition" "bad_51" {
}

# ok: terraform.aws.no-customer-key
resource "aws_sagemaker_data_quality_job_definition" "good_51" {
  data_quality_job_output_config {
    # ok: terraform.aws.no-customer-key
    kms_key_id = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_sagemaker_flow_definition" "bad_52" {
}

# ok: terraform.aws.no-customer-key
resource "aws_sagemaker_flow_definition" "good_52" {
  output_config {
    # ok: terraform.aws.no-customer-key
    kms_key_id = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-customer-key
resource "aws_bedrockagent_agent" "bad_53" {
}

# ok: terraform.aws.no-customer-key
resource "aws_bedrockagent_agent" "good_53" {
  # ok: terraform.aws.no-customer-key
  customer_encryption_key_arn = "${var.given}-x"
}
