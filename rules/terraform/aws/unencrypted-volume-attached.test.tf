# ruleid: terraform.aws.unencrypted-volume-attached
resource "aws_ebs_volume" "a" {
  size = 10
}

resource "aws_volume_attachment" "a" {
  volume_id   = aws_ebs_volume.a.id
  instance_id = "i"
}
# ok: terraform.aws.unencrypted-volume-attached
resource "aws_ebs_volume" "b" {
  size = 10
}
