provider "panos" {
  hostname = "fw.example.com"
  # ruleid: terraform.panos.provider-static-credentials
  password = "correct-horse-9"
}
# ok: terraform.panos.provider-static-credentials
provider "panos" {
  hostname = "fw.example.com"
}
