# ruleid: terraform.oracle.password-policy-symbols
resource "oci_identity_authentication_policy" "bad_1" {
}

resource "oci_identity_authentication_policy" "bad_2" {
  password_policy {
    # ruleid: terraform.oracle.password-policy-symbols
    is_special_characters_required = false
  }
}

# ok: terraform.oracle.password-policy-symbols
resource "oci_identity_authentication_policy" "good_1" {
  password_policy {
    is_special_characters_required = true
  }
}
