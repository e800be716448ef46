resource "github_actions_secret" "bad_1" {
  # ruleid: terraform.github.secret-plain-text
  plaintext_value = "abc"
}

# ok: terraform.github.secret-plain-text
resource "github_actions_secret" "good_1" {
  encrypted_value = "abc"
}
