# A bucket, its policy, and a few instances.
terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}

variable "environments" {
  type        = map(object({ size = number, public = optional(bool, false) }))
  description = "One entry per stage"
  default     = {}
  validation {
    condition     = length(var.environments) > 0 && !contains(keys(var.environments), "")
    error_message = "Name at least one environment."
  }
}

locals {
  names   = [for name, env in var.environments : upper(name) if env.size >= 1]
  by_size = { for name, env in var.environments : env.size => name... }
  first   = try(local.names[0], null)
  tags    = merge(var.tags, { "managed-by" = "terraform", (var.key) : -1.5e3 })
}

resource "aws_s3_bucket" "logs" {
  for_each = var.environments
  bucket   = "logs-${each.key}-${each.value.size > 3 ? "big" : "small"}"

  dynamic "rule" {
    for_each = each.value.public ? [1] : []
    iterator = it
    content {
      id      = "rule-$${literal}-${it.key}"
      enabled = it.value == 1
    }
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags["owner"]]
  }
}

/* The policy is a heredoc with a template in it. */
data "aws_iam_policy_document" "read" {
  policy = <<-JSON
    {
      %{ for b in aws_s3_bucket.logs ~}
      "Resource": "${b.arn}/*",
      %{ endfor ~}
      "Effect": "Allow"
    }
  JSON
}

module "web" {
  source    = "./modules/web"
  providers = { aws = aws.west }
  count     = var.enabled ? 2 : 0
  ids       = aws_instance.web[*].id
  subnets   = module.net.subnets.*.id
}

output "name" { // One line.
  value     = jsonencode(module.web[0].name)
  sensitive = true
}
