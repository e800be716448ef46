# ruleid: terraform.digitalocean.load-balancer-plain-http
resource "digitalocean_loadbalancer" "bad_1" {
  forwarding_rule {
    entry_port      = 80
    entry_protocol  = "http"
    target_port     = 80
    target_protocol = "http"
  }
}

# ok: terraform.digitalocean.load-balancer-plain-http
resource "digitalocean_loadbalancer" "good_1" {
  forwarding_rule {
    entry_port      = 443
    entry_protocol  = "https"
    target_port     = 80
    target_protocol = "http"
  }
}
