data "aws_ami" "a" {
  most_recent = true
  filter {
    name   = "name"
    # ruleid: terraform.aws.image-of-anybody
    values = ["ubuntu-*"]
  }
}
# ok: terraform.aws.image-of-anybody
data "aws_ami" "b" {
  most_recent = true
  owners      = ["099720109477"]
  filter {
    name   = "name"
    values = ["ubuntu-*"]
  }
}
