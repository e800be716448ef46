resource "digitalocean_kubernetes_cluster" "bad_1" {
  # ruleid: terraform.digitalocean.kubernetes-no-surge-upgrade
  surge_upgrade = false
}

# ok: terraform.digitalocean.kubernetes-no-surge-upgrade
resource "digitalocean_kubernetes_cluster" "good_1" {
  surge_upgrade = true
}

# ok: terraform.digitalocean.kubernetes-no-surge-upgrade
resource "digitalocean_kubernetes_cluster" "good_2" {
}
