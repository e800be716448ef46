resource "gitlab_branch_protection" "bad_1" {
  # ruleid: terraform.gitlab.force-push
  allow_force_push = true
}

# ok: terraform.gitlab.force-push
resource "gitlab_branch_protection" "good_1" {
  allow_force_push = false
}

# ok: terraform.gitlab.force-push
resource "gitlab_branch_protection" "good_2" {
}
