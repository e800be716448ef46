resource "openstack_compute_instance_v2" "a" {
  # ruleid: terraform.openstack.instance-password
  admin_pass = "correct-horse-9"
}
# ok: terraform.openstack.instance-password
resource "openstack_compute_instance_v2" "b" {
  key_pair = "k"
}
