resource "digitalocean_spaces_bucket" "bad_1" {
  versioning {
    # ruleid: terraform.digitalocean.spaces-no-versions
    enabled = false
  }
}

# ruleid: terraform.digitalocean.spaces-no-versions
resource "digitalocean_spaces_bucket" "bad_2" {
}

# ok: terraform.digitalocean.spaces-no-versions
resource "digitalocean_spaces_bucket" "good_1" {
  versioning {
    enabled = true
  }
}
