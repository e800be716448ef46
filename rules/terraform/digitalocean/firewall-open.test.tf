resource "digitalocean_firewall" "bad_1" {
  inbound_rule {
    protocol         = "tcp"
    port_range       = "22"
    # ruleid: terraform.digitalocean.firewall-open
    source_addresses = ["0.0.0.0/0"]
  }
}

# ok: terraform.digitalocean.firewall-open
resource "digitalocean_firewall" "good_1" {
  inbound_rule {
    protocol         = "tcp"
    port_range       = "22"
    source_addresses = ["10.0.0.0/8"]
  }
}
