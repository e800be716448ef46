resource "aws_instance" "a" {
  # ruleid: terraform.aws.secret-in-user-data
  user_data = "export DB_PASSWORD=correct-horse-9"
}
# ok: terraform.aws.secret-in-user-data
resource "aws_instance" "b" {
  user_data = "apt-get update"
}
