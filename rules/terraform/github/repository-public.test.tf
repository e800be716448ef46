# ruleid: terraform.github.repository-public
resource "github_repository" "bad_1" {
}

resource "github_repository" "bad_2" {
  # ruleid: terraform.github.repository-public
  visibility = "public"
}

# ok: terraform.github.repository-public
resource "github_repository" "good_1" {
  visibility = "private"
}

# ok: terraform.github.repository-public
resource "github_repository" "good_2" {
  private = true
}
