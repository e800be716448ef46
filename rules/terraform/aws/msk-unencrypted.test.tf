resource "aws_msk_cluster" "a" {
  encryption_info {
    encryption_in_transit {
      # ruleid: terraform.aws.msk-unencrypted
      client_broker = "TLS_PLAINTEXT"
    }
  }
}
# ok: terraform.aws.msk-unencrypted
resource "aws_msk_cluster" "b" {
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }
}
