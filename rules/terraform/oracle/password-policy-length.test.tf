# ruleid: terraform.oracle.password-policy-length
resource "oci_identity_authentication_policy" "bad_1" {
}

resource "oci_identity_authentication_policy" "bad_2" {
  password_policy {
    # ruleid: terraform.oracle.password-policy-length
    minimum_password_length = 8
  }
}

# ok: terraform.oracle.password-policy-length
resource "oci_identity_authentication_policy" "good_1" {
  password_policy {
    minimum_password_length = 14
  }
}
