# ruleid: terraform.aws.codecommit-no-approval
resource "aws_codecommit_repository" "bad_case_1" {
}

# ok: terraform.aws.codecommit-no-approval
resource "aws_codecommit_repository" "linked" {
}

resource "aws_codecommit_approval_rule_template_association" "x" {
  repository_name = aws_codecommit_repository.linked.id
}
