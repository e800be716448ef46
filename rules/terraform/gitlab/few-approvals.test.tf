# ruleid: terraform.gitlab.few-approvals
resource "gitlab_project" "bad_1" {
}

resource "gitlab_project" "bad_2" {
  # ruleid: terraform.gitlab.few-approvals
  approvals_before_merge = 1
}

# ok: terraform.gitlab.few-approvals
resource "gitlab_project" "good_1" {
  approvals_before_merge = 2
}
