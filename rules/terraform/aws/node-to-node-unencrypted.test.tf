# ruleid: terraform.aws.node-to-node-unencrypted
resource "aws_elasticsearch_domain" "bad_1" {
  cluster_config {
    instance_count = 3
  }
}

# ok: terraform.aws.node-to-node-unencrypted
resource "aws_elasticsearch_domain" "good_1" {
  cluster_config {
    instance_count = 3
  }
  node_to_node_encryption {
    # ok: terraform.aws.node-to-node-unencrypted
    enabled = true
  }
}

resource "aws_opensearch_domain" "bad_2" {
  cluster_config {
    instance_count = 3
  }
  node_to_node_encryption {
    # ruleid: terraform.aws.node-to-node-unencrypted
    enabled = false
  }
}

# ok: terraform.aws.node-to-node-unencrypted
resource "aws_opensearch_domain" "good_2" {
  cluster_config {
    instance_count = 3
  }
  node_to_node_encryption {
    # ok: terraform.aws.node-to-node-unencrypted
    enabled = true
  }
}
