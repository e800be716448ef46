resource "aws_eks_cluster" "bad_case_1" {
  vpc_config {
    # ruleid: terraform.aws.eks-public-to-all
    public_access_cidrs = ["0.0.0.0/0"]
  }
}

# ok: terraform.aws.eks-public-to-all
resource "aws_eks_cluster" "good_case_1" {
  vpc_config {
    public_access_cidrs = ["203.0.113.0/24"]
  }
}
