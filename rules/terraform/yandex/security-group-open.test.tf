resource "yandex_vpc_security_group" "bad_1" {
  ingress {
    protocol       = "ANY"
    # ruleid: terraform.yandex.security-group-open
    v4_cidr_blocks = ["0.0.0.0/0"]
  }
}

# ok: terraform.yandex.security-group-open
resource "yandex_vpc_security_group" "good_1" {
  ingress {
    protocol       = "TCP"
    port           = 443
    v4_cidr_blocks = ["0.0.0.0/0"]
  }
}
