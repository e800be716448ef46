resource "aws_instance" "web" {
  metadata_options {
    http_endpoint = "enabled"
    # ruleid: terraform.aws.imdsv1
    http_tokens = "optional"
  }
}

resource "aws_launch_template" "web" {
  metadata_options {
    # ruleid: terraform.aws.imdsv1
    http_tokens                 = "optional"
    http_put_response_hop_limit = 1
  }
}

resource "aws_launch_configuration" "web" {
  metadata_options {
    # ruleid: terraform.aws.imdsv1
    http_tokens = "optional"
  }
}

# Version 2 only.
resource "aws_instance" "v2" {
  metadata_options {
    # ok: terraform.aws.imdsv1
    http_tokens = "required"
  }
}

# No metadata service at all.
resource "aws_instance" "none" {
  metadata_options {
    http_endpoint = "disabled"
    # ok: terraform.aws.imdsv1
    http_tokens = "optional"
  }
}

# Not decided here.
resource "aws_instance" "from_caller" {
  metadata_options {
    # ok: terraform.aws.imdsv1
    http_tokens = var.http_tokens
  }
}
