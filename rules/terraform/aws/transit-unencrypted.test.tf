# ruleid: terraform.aws.transit-unencrypted
resource "aws_appsync_api_cache" "bad_1" {
}

# ok: terraform.aws.transit-unencrypted
resource "aws_appsync_api_cache" "good_1" {
  # ok: terraform.aws.transit-unencrypted
  transit_encryption_enabled = true
}

resource "aws_elasticache_replication_group" "bad_2" {
  # ruleid: terraform.aws.transit-unencrypted
  transit_encryption_enabled = false
}

# ok: terraform.aws.transit-unencrypted
resource "aws_elasticache_replication_group" "good_2" {
  # ok: terraform.aws.transit-unencrypted
  transit_encryption_enabled = true
}

resource "aws_memorydb_cluster" "bad_3" {
  # ruleid: terraform.aws.transit-unencrypted
  tls_enabled = false
}

# ok: terraform.aws.transit-unencrypted
resource "aws_memorydb_cluster" "good_3" {
  # ok: terraform.aws.transit-unencrypted
  tls_enabled = true
}

# ruleid: terraform.aws.transit-unencrypted
resource "aws_dax_cluster" "bad_4" {
}

resource "aws_dax_cluster" "bad_4_0" {
  # ruleid: terraform.aws.transit-unencrypted
  cluster_endpoint_encryption_type = "NONE"
}

# ok: terraform.aws.transit-unencrypted
resource "aws_dax_cluster" "good_4" {
  # ok: terraform.aws.transit-unencrypted
  cluster_endpoint_encryption_type = "TLS"
}

resource "aws_elasticsearch_domain" "bad_5" {
  domain_endpoint_options {
    # ruleid: terraform.aws.transit-unencrypted
    enforce_https = false
  }
}

# ok: terraform.aws.transit-unencrypted
resource "aws_elasticsearch_domain" "good_5" {
  domain_endpoint_options {
    # ok: terraform.aws.transit-unencrypted
    enforce_https = true
  }
}

resource "aws_opensearch_domain" "bad_6" {
  domain_endpoint_options {
    # ruleid: terraform.aws.transit-unencrypted
    enforce_https = false
  }
}

# ok: terraform.aws.transit-unencrypted
resource "aws_opensearch_domain" "good_6" {
}

# ruleid: terraform.aws.transit-unencrypted
resource "aws_cloudsearch_domain" "bad_7" {
}

resource "aws_cloudsearch_domain" "bad_7_0" {
  endpoint_options {
    # ruleid: terraform.aws.transit-unencrypted
    enforce_https = false
  }
}

# ok: terraform.aws.transit-unencrypted
resource "aws_cloudsearch_domain" "good_7" {
  endpoint_options {
    # ok: terraform.aws.transit-unencrypted
    enforce_https = true
  }
}

# ruleid: terraform.aws.transit-unencrypted
resource "aws_sagemaker_data_quality_job_definition" "bad_8" {
}

resource "aws_sagemaker_data_quality_job_definition" "bad_8_0" {
  network_config {
    # ruleid: terraform.aws.transit-unencrypted
    enable_inter_container_traffic_encryption = false
  }
}

# ok: terraform.aws.transit-unencrypted
resource "aws_sagemaker_data_quality_job_definition" "good_8" {
  network_config {
    # ok: terraform.aws.transit-unencrypted
    enable_inter_container_traffic_encryption = true
  }
}

# ruleid: terraform.aws.transit-unencrypted
resource "aws_ses_configuration_set" "bad_9" {
}

resource "aws_ses_configuration_set" "bad_9_0" {
  delivery_options {
    # ruleid: terraform.aws.transit-unencrypted
    tls_policy = "Optional"
  }
}

# ok: terraform.aws.transit-unencrypted
resource "aws_ses_configuration_set" "good_9" {
  delivery_options {
    # ok: terraform.aws.transit-unencrypted
    tls_policy = "Require"
  }
}
