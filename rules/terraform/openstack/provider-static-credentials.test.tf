provider "openstack" {
  user_name = "a"
  # ruleid: terraform.openstack.provider-static-credentials
  password  = "correct-horse-9"
}
# ok: terraform.openstack.provider-static-credentials
provider "openstack" {
  cloud = "prod"
}
