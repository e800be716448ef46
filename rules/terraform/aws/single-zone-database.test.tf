# ruleid: terraform.aws.single-zone-database
resource "aws_db_instance" "bad_1" {
}

resource "aws_db_instance" "bad_1_0" {
  # ruleid: terraform.aws.single-zone-database
  multi_az = false
}

# ok: terraform.aws.single-zone-database
resource "aws_db_instance" "good_1" {
  # ok: terraform.aws.single-zone-database
  multi_az = true
}
