# ruleid: terraform.google.no-customer-key
resource "google_pubsub_topic" "bad_1" {
}

# ok: terraform.google.no-customer-key
resource "google_pubsub_topic" "good_1" {
  # ok: terraform.google.no-customer-key
  kms_key_name = "${var.given}-x"
}

# ruleid: terraform.google.no-customer-key
resource "google_artifact_registry_repository" "bad_2" {
}

# ok: terraform.google.no-customer-key
resource "google_artifact_registry_repository" "good_2" {
  # ok: terraform.google.no-customer-key
  kms_key_name = "${var.given}-x"
}

# ruleid: terraform.google.no-customer-key
resource "google_dataflow_job" "bad_3" {
}

# ok: terraform.google.no-customer-key
resource "google_dataflow_job" "good_3" {
  # ok: terraform.google.no-customer-key
  kms_key_name = "${var.given}-x"
}

# ruleid: terraform.google.no-customer-key
resource "google_bigquery_table" "bad_4" {
}

# ok: terraform.google.no-customer-key
resource "google_bigquery_table" "good_4" {
  encryption_configuration {
    # ok: terraform.google.no-customer-key
    kms_key_name = "${var.given}-x"
  }
}

# ruleid: terraform.google.no-customer-key
resource "google_bigquery_dataset" "bad_5" {
}

# ok: terraform.google.no-customer-key
resource "google_bigquery_dataset" "good_5" {
  default_encryption_configuration {
    # ok: terraform.google.no-customer-key
    kms_key_name = "${var.given}-x"
  }
}

# ruleid: terraform.google.no-customer-key
resource "google_bigtable_instance" "bad_6" {
}

# ok: terraform.google.no-customer-key
resource "google_bigtable_instance" "good_6" {
  cluster {
    # ok: terraform.google.no-customer-key
    kms_key_name = "${var.given}-x"
  }
}

# ruleid: terraform.google.no-customer-key
resource "google_dataproc_cluster" "bad_7" {
}

# ok: terraform.google.no-customer-key
resource "google_dataproc_cluster" "good_7" {
  cluster_config {
    encryption_config {
      # ok: terraform.google.no-customer-key
      kms_key_name = "${var.given}-x"
    }
  }
}

# ruleid: terraform.google.no-customer-key
resource "google_vertex_ai_dataset" "bad_8" {
}

# ok: terraform.google.no-customer-key
resource "google_vertex_ai_dataset" "good_8" {
  encryption_spec {
    # ok: terraform.google.no-customer-key
    kms_key_name = "${var.given}-x"
  }
}

# ruleid: terraform.google.no-customer-key
resource "google_vertex_ai_metadata_store" "bad_9" {
}

# ok: terraform.google.no-customer-key
resource "google_vertex_ai_metadata_store" "good_9" {
  encryption_spec {
    # ok: terraform.google.no-customer-key
    kms_key_name = "${var.given}-x"
  }
}

# ruleid: terraform.google.no-customer-key
resource "google_spanner_database" "bad_10" {
}

# ok: terraform.google.no-customer-key
resource "google_spanner_database" "good_10" {
  encryption_config {
    # ok: terraform.google.no-customer-key
    kms_key_name = "${var.given}-x"
  }
}
