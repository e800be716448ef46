# ruleid: terraform.aws.search-domain-default-group
resource "aws_elasticsearch_domain" "bad_1" {
}

# ok: terraform.aws.search-domain-default-group
resource "aws_elasticsearch_domain" "good_1" {
  vpc_options {
    # ok: terraform.aws.search-domain-default-group
    security_group_ids = "${var.given}-x"
  }
}

# ruleid: terraform.aws.search-domain-default-group
resource "aws_opensearch_domain" "bad_2" {
}

# ok: terraform.aws.search-domain-default-group
resource "aws_opensearch_domain" "good_2" {
  vpc_options {
    # ok: terraform.aws.search-domain-default-group
    security_group_ids = "${var.given}-x"
  }
}
