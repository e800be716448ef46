# ruleid: terraform.aws.ecr-tags-mutable
resource "aws_ecr_repository" "bad_1" {
}

resource "aws_ecr_repository" "bad_1_0" {
  # ruleid: terraform.aws.ecr-tags-mutable
  image_tag_mutability = "MUTABLE"
}

# ok: terraform.aws.ecr-tags-mutable
resource "aws_ecr_repository" "good_1" {
  # ok: terraform.aws.ecr-tags-mutable
  image_tag_mutability = "IMMUTABLE"
}
