# ruleid: terraform.aws.eks-no-logs
resource "aws_eks_cluster" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.eks-no-logs
resource "aws_eks_cluster" "good_case_1" {
  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
}
