resource "aws_ecr_repository" "app" {
  name = "app"

  image_scanning_configuration {
    # ruleid: terraform.aws.ecr-scan-off
    scan_on_push = false
  }
}

resource "aws_ecr_repository" "many" {
  for_each             = toset(["api", "worker"])
  name                 = each.key
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    # ruleid: terraform.aws.ecr-scan-off
    scan_on_push = false
  }

  tags = { team = "platform" }
}

resource "aws_ecr_repository" "one_line" {
  # ruleid: terraform.aws.ecr-scan-off
  image_scanning_configuration { scan_on_push = false }
  name = "one-line"
}

resource "aws_ecr_repository" "scanned" {
  name = "scanned"

  image_scanning_configuration {
    # ok: terraform.aws.ecr-scan-off
    scan_on_push = true
  }
}

# Left out: the registry's own setting decides.
# ok: terraform.aws.ecr-scan-off
resource "aws_ecr_repository" "registry_setting" {
  name = "registry-setting"
}

# Not decided here.
resource "aws_ecr_repository" "from_caller" {
  image_scanning_configuration {
    # ok: terraform.aws.ecr-scan-off
    scan_on_push = var.scan
  }
}
