# ruleid: terraform.digitalocean.kubernetes-no-auto-upgrade
resource "digitalocean_kubernetes_cluster" "bad_1" {
}

resource "digitalocean_kubernetes_cluster" "bad_2" {
  # ruleid: terraform.digitalocean.kubernetes-no-auto-upgrade
  auto_upgrade = false
}

# ok: terraform.digitalocean.kubernetes-no-auto-upgrade
resource "digitalocean_kubernetes_cluster" "good_1" {
  auto_upgrade = true
}
