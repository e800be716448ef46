resource "aws_transfer_server" "a" {
  # ruleid: terraform.aws.transfer-plain-ftp
  protocols = ["FTP"]
}
# ok: terraform.aws.transfer-plain-ftp
resource "aws_transfer_server" "b" {
  protocols = ["SFTP"]
}
