provider "oci" {
  # ruleid: terraform.oracle.provider-key-password
  private_key_password = "correct-horse-9"
}
# ok: terraform.oracle.provider-key-password
provider "oci" {
  tenancy_ocid = "t"
}
