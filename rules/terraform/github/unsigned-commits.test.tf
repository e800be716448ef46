resource "github_branch_protection" "bad_1" {
  # ruleid: terraform.github.unsigned-commits
  require_signed_commits = false
}

# ruleid: terraform.github.unsigned-commits
resource "github_branch_protection" "bad_2" {
}

# ok: terraform.github.unsigned-commits
resource "github_branch_protection" "good_1" {
  require_signed_commits = true
}
