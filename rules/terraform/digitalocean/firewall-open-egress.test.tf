resource "digitalocean_firewall" "bad_1" {
  outbound_rule {
    protocol              = "tcp"
    port_range            = "22"
    # ruleid: terraform.digitalocean.firewall-open-egress
    destination_addresses = ["0.0.0.0/0"]
  }
}

# ok: terraform.digitalocean.firewall-open-egress
resource "digitalocean_firewall" "good_1" {
  outbound_rule {
    protocol              = "tcp"
    port_range            = "22"
    destination_addresses = ["10.0.0.0/8"]
  }
}
