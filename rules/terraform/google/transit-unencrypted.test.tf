# ruleid: terraform.google.transit-unencrypted
resource "google_redis_instance" "bad_1" {
}

resource "google_redis_instance" "bad_1_0" {
  # ruleid: terraform.google.transit-unencrypted
  transit_encryption_mode = "DISABLED"
}

# ok: terraform.google.transit-unencrypted
resource "google_redis_instance" "good_1" {
  # ok: terraform.google.transit-unencrypted
  transit_encryption_mode = "SERVER_AUTHENTICATION"
}
