resource "digitalocean_spaces_bucket" "bad_1" {
  # ruleid: terraform.digitalocean.spaces-public
  acl = "public-read"
}

# ok: terraform.digitalocean.spaces-public
resource "digitalocean_spaces_bucket" "good_1" {
  acl = "private"
}

# ok: terraform.digitalocean.spaces-public
resource "digitalocean_spaces_bucket" "good_2" {
}
