# ruleid: terraform.oracle.kubernetes-no-pod-policy
resource "oci_containerengine_cluster" "bad_1" {
}

resource "oci_containerengine_cluster" "bad_2" {
  options {
    admission_controller_options {
      # ruleid: terraform.oracle.kubernetes-no-pod-policy
      is_pod_security_policy_enabled = false
    }
  }
}

# ok: terraform.oracle.kubernetes-no-pod-policy
resource "oci_containerengine_cluster" "good_1" {
  options {
    admission_controller_options {
      is_pod_security_policy_enabled = true
    }
  }
}
