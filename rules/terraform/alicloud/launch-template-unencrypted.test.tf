resource "alicloud_ecs_launch_template" "bad_1" {
  data_disks {
    # ruleid: terraform.alicloud.launch-template-unencrypted
    encrypted = false
  }
}

resource "alicloud_ecs_launch_template" "bad_2" {
  # ruleid: terraform.alicloud.launch-template-unencrypted
  data_disks {
    size = 10
  }
}

# ok: terraform.alicloud.launch-template-unencrypted
resource "alicloud_ecs_launch_template" "good_1" {
  data_disks {
    encrypted = true
  }
}
