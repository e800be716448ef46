resource "oci_core_instance" "bad_1" {
  agent_config {
    # ruleid: terraform.oracle.instance-no-monitoring
    is_monitoring_disabled = true
  }
}

# ok: terraform.oracle.instance-no-monitoring
resource "oci_core_instance" "good_1" {
  agent_config {
    is_monitoring_disabled = false
  }
}

# ok: terraform.oracle.instance-no-monitoring
resource "oci_core_instance" "good_2" {
}
