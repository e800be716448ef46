# ruleid: terraform.github.no-branch-protection
resource "github_repository" "a" {
  visibility = "private"
}
# ok: terraform.github.no-branch-protection
resource "github_repository" "b" {
  visibility = "private"
}

resource "github_branch_protection" "b" {
  repository_id = github_repository.b.node_id
}
