# ruleid: terraform.google.public-address
resource "google_dataproc_cluster" "bad_1" {
}

resource "google_dataproc_cluster" "bad_1_0" {
  cluster_config {
    gce_cluster_config {
      # ruleid: terraform.google.public-address
      internal_ip_only = false
    }
  }
}

# ok: terraform.google.public-address
resource "google_dataproc_cluster" "good_1" {
  cluster_config {
    gce_cluster_config {
      # ok: terraform.google.public-address
      internal_ip_only = true
    }
  }
}

# ruleid: terraform.google.public-address
resource "google_cloudbuild_worker_pool" "bad_2" {
}

resource "google_cloudbuild_worker_pool" "bad_2_0" {
  worker_config {
    # ruleid: terraform.google.public-address
    no_external_ip = false
  }
}

# ok: terraform.google.public-address
resource "google_cloudbuild_worker_pool" "good_2" {
  worker_config {
    # ok: terraform.google.public-address
    no_external_ip = true
  }
}

# ruleid: terraform.google.public-address
resource "google_data_fusion_instance" "bad_3" {
}

resource "google_data_fusion_instance" "bad_3_0" {
  # ruleid: terraform.google.public-address
  private_instance = false
}

# ok: terraform.google.public-address
resource "google_data_fusion_instance" "good_3" {
  # ok: terraform.google.public-address
  private_instance = true
}

# ruleid: terraform.google.public-address
resource "google_notebooks_instance" "bad_4" {
}

resource "google_notebooks_instance" "bad_4_0" {
  # ruleid: terraform.google.public-address
  no_public_ip = false
}

# ok: terraform.google.public-address
resource "google_notebooks_instance" "good_4" {
  # ok: terraform.google.public-address
  no_public_ip = true
}

# ruleid: terraform.google.public-address
resource "google_dataflow_job" "bad_5" {
}

resource "google_dataflow_job" "bad_5_0" {
  # ruleid: terraform.google.public-address
  ip_configuration = "WORKER_IP_PUBLIC"
}

# ok: terraform.google.public-address
resource "google_dataflow_job" "good_5" {
  # ok: terraform.google.public-address
  ip_configuration = "WORKER_IP_PRIVATE"
}
