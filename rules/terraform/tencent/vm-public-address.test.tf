resource "tencentcloud_instance" "bad_1" {
  # ruleid: terraform.tencent.vm-public-address
  allocate_public_ip = true
}

# ok: terraform.tencent.vm-public-address
resource "tencentcloud_instance" "good_1" {
  allocate_public_ip = false
}

# ok: terraform.tencent.vm-public-address
resource "tencentcloud_instance" "good_2" {
}
