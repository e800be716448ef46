resource "tencentcloud_vpc_flow_log_config" "bad_1" {
  # ruleid: terraform.tencent.flow-log-off
  enable = false
}

# ok: terraform.tencent.flow-log-off
resource "tencentcloud_vpc_flow_log_config" "good_1" {
  enable = true
}
