resource "tencentcloud_instance" "bad_1" {
  # ruleid: terraform.tencent.vm-no-monitoring
  disable_monitor_service = true
}

# ok: terraform.tencent.vm-no-monitoring
resource "tencentcloud_instance" "good_1" {
  disable_monitor_service = false
}

# ok: terraform.tencent.vm-no-monitoring
resource "tencentcloud_instance" "good_2" {
}
