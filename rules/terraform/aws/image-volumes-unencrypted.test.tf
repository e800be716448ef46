resource "aws_imagebuilder_image_recipe" "bad_case_1" {
  block_device_mapping {
    # ruleid: terraform.aws.image-volumes-unencrypted
    ebs {
      volume_size = 1
    }
  }
}

# ok: terraform.aws.image-volumes-unencrypted
resource "aws_imagebuilder_image_recipe" "good_case_1" {
  block_device_mapping {
    ebs {
      encrypted  = true
      kms_key_id = "arn"
    }
  }
}
