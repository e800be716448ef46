resource "aws_eks_node_group" "a" {
  # ruleid: terraform.aws.eks-node-ssh-open
  remote_access {
    ec2_ssh_key = "k"
  }
}
# ok: terraform.aws.eks-node-ssh-open
resource "aws_eks_node_group" "b" {
  remote_access {
    ec2_ssh_key               = "k"
    source_security_group_ids = ["sg-1"]
  }
}
