resource "github_repository_webhook" "a" {
  configuration {
    url          = "https://ci.example.com/"
    # ruleid: terraform.github.webhook-plain
    insecure_ssl = true
  }
}
# ok: terraform.github.webhook-plain
resource "github_repository_webhook" "b" {
  configuration {
    url = "https://ci.example.com/"
  }
}
