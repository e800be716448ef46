# ruleid: terraform.aws.eks-secrets-unencrypted
resource "aws_eks_cluster" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.eks-secrets-unencrypted
resource "aws_eks_cluster" "good_case_1" {
  encryption_config {
    resources = ["secrets"]
  }
}
