resource "aws_s3_access_point" "a" {
  public_access_block_configuration {
    # ruleid: terraform.aws.access-point-may-be-public
    block_public_policy = false
  }
}
# ok: terraform.aws.access-point-may-be-public
resource "aws_s3_access_point" "b" {
  name = "b"
}
