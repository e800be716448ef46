resource "gitlab_project" "bad_1" {
  push_rules {
    # ruleid: terraform.gitlab.unsigned-commits
    reject_unsigned_commits = false
  }
}

# ruleid: terraform.gitlab.unsigned-commits
resource "gitlab_project" "bad_2" {
}

# ok: terraform.gitlab.unsigned-commits
resource "gitlab_project" "good_1" {
  push_rules {
    reject_unsigned_commits = true
  }
}
