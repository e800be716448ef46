# ruleid: terraform.digitalocean.droplet-no-ssh-key
resource "digitalocean_droplet" "bad_1" {
}

# ok: terraform.digitalocean.droplet-no-ssh-key
resource "digitalocean_droplet" "good_1" {
  ssh_keys = ["1"]
}
