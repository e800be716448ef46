resource "aws_launch_configuration" "bad_1" {
  metadata_options {
    # ruleid: terraform.aws.metadata-hop-limit
    http_put_response_hop_limit = 2
  }
}

# ok: terraform.aws.metadata-hop-limit
resource "aws_launch_configuration" "good_1" {
  metadata_options {
    # ok: terraform.aws.metadata-hop-limit
    http_put_response_hop_limit = 1
  }
}

resource "aws_launch_template" "bad_2" {
  metadata_options {
    # ruleid: terraform.aws.metadata-hop-limit
    http_put_response_hop_limit = 2
  }
}

# ok: terraform.aws.metadata-hop-limit
resource "aws_launch_template" "good_2" {
}
