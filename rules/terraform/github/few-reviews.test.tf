# ruleid: terraform.github.few-reviews
resource "github_branch_protection" "bad_1" {
}

resource "github_branch_protection" "bad_2" {
  required_pull_request_reviews {
    # ruleid: terraform.github.few-reviews
    required_approving_review_count = 1
  }
}

# ok: terraform.github.few-reviews
resource "github_branch_protection" "good_1" {
  required_pull_request_reviews {
    required_approving_review_count = 2
  }
}
