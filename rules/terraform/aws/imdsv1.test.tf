# ruleid: terraform.aws.imdsv1
resource "aws_instance" "bad_case_1" {
  ami = "x"
}

# ok: terraform.aws.imdsv1
resource "aws_instance" "good_case_1" {
  metadata_options {
    http_tokens = "required"
  }
}
