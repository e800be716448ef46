resource "tencentcloud_instance" "a" {
  # ruleid: terraform.tencent.vm-secret-in-user-data
  user_data_raw = "export TENCENTCLOUD_SECRET_ID=a"
}
# ok: terraform.tencent.vm-secret-in-user-data
resource "tencentcloud_instance" "b" {
  user_data_raw = "apt-get update"
}
