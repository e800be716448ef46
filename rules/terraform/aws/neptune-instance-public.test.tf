resource "aws_neptune_cluster_instance" "a" {
  # ruleid: terraform.aws.neptune-instance-public
  publicly_accessible = true
}
# ok: terraform.aws.neptune-instance-public
resource "aws_neptune_cluster_instance" "b" {
  engine = "neptune"
}
