resource "aws_eks_cluster" "bad_1" {
  # ruleid: terraform.aws.eks-old-version
  version = "1.21"
}

# ok: terraform.aws.eks-old-version
resource "aws_eks_cluster" "good_1" {
  # ok: terraform.aws.eks-old-version
  version = "1.29"
}
