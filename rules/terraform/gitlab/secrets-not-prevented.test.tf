resource "gitlab_project" "bad_1" {
  push_rules {
    # ruleid: terraform.gitlab.secrets-not-prevented
    prevent_secrets = false
  }
}

# ruleid: terraform.gitlab.secrets-not-prevented
resource "gitlab_project" "bad_2" {
}

# ok: terraform.gitlab.secrets-not-prevented
resource "gitlab_project" "good_1" {
  push_rules {
    prevent_secrets = true
  }
}
