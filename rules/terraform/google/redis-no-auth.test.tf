# ruleid: terraform.google.redis-no-auth
resource "google_redis_instance" "bad_1" {
}

resource "google_redis_instance" "bad_1_0" {
  # ruleid: terraform.google.redis-no-auth
  auth_enabled = false
}

# ok: terraform.google.redis-no-auth
resource "google_redis_instance" "good_1" {
  # ok: terraform.google.redis-no-auth
  auth_enabled = true
}
