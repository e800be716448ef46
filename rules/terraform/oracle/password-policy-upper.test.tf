# ruleid: terraform.oracle.password-policy-upper
resource "oci_identity_authentication_policy" "bad_1" {
}

resource "oci_identity_authentication_policy" "bad_2" {
  password_policy {
    # ruleid: terraform.oracle.password-policy-upper
    is_uppercase_characters_required = false
  }
}

# ok: terraform.oracle.password-policy-upper
resource "oci_identity_authentication_policy" "good_1" {
  password_policy {
    is_uppercase_characters_required = true
  }
}
