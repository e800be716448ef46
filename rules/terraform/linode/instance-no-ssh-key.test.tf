# ruleid: terraform.linode.instance-no-ssh-key
resource "linode_instance" "a" {
  region = "eu"
}
# ok: terraform.linode.instance-no-ssh-key
resource "linode_instance" "b" {
  authorized_keys = ["ssh-ed25519 AAAA"]
}
