resource "aws_lambda_function_url" "bad_1" {
  # ruleid: terraform.aws.public-service
  authorization_type = "NONE"
}

# ok: terraform.aws.public-service
resource "aws_lambda_function_url" "good_1" {
  # ok: terraform.aws.public-service
  authorization_type = "AWS_IAM"
}

resource "aws_msk_cluster" "bad_2" {
  broker_node_group_info {
    connectivity_info {
      public_access {
        # ruleid: terraform.aws.public-service
        type = "SERVICE_PROVIDED_EIPS"
      }
    }
  }
}

# ok: terraform.aws.public-service
resource "aws_msk_cluster" "good_2" {
  broker_node_group_info {
    connectivity_info {
      public_access {
        # ok: terraform.aws.public-service
        type = "DISABLED"
      }
    }
  }
}

resource "aws_lambda_permission" "bad_3" {
  # ruleid: terraform.aws.public-service
  principal = "*"
}

# ok: terraform.aws.public-service
resource "aws_lambda_permission" "good_3" {
  # ok: terraform.aws.public-service
  principal = "sns.amazonaws.com"
}

resource "aws_ssm_document" "bad_4" {
  permissions {
    # ruleid: terraform.aws.public-service
    account_ids = "All"
  }
}

# ok: terraform.aws.public-service
resource "aws_ssm_document" "good_4" {
  permissions {
    # ok: terraform.aws.public-service
    account_ids = "123456789012"
  }
}

# ruleid: terraform.aws.public-service
resource "aws_cognito_identity_pool" "bad_5" {
}

resource "aws_cognito_identity_pool" "bad_5_0" {
  # ruleid: terraform.aws.public-service
  allow_unauthenticated_identities = true
}

# ok: terraform.aws.public-service
resource "aws_cognito_identity_pool" "good_5" {
  # ok: terraform.aws.public-service
  allow_unauthenticated_identities = false
}

# ruleid: terraform.aws.public-service
resource "aws_emr_block_public_access_configuration" "bad_6" {
}

resource "aws_emr_block_public_access_configuration" "bad_6_0" {
  # ruleid: terraform.aws.public-service
  block_public_security_group_rules = false
}

# ok: terraform.aws.public-service
resource "aws_emr_block_public_access_configuration" "good_6" {
  # ok: terraform.aws.public-service
  block_public_security_group_rules = true
}

# ruleid: terraform.aws.public-service
resource "aws_eks_cluster" "bad_7" {
}

resource "aws_eks_cluster" "bad_7_0" {
  vpc_config {
    # ruleid: terraform.aws.public-service
    endpoint_public_access = true
  }
}

# ok: terraform.aws.public-service
resource "aws_eks_cluster" "good_7" {
  vpc_config {
    # ok: terraform.aws.public-service
    endpoint_public_access = false
  }
}

# ruleid: terraform.aws.public-service
resource "aws_apigatewayv2_route" "bad_8" {
}

resource "aws_apigatewayv2_route" "bad_8_0" {
  # ruleid: terraform.aws.public-service
  authorization_type = "NONE"
}

# ok: terraform.aws.public-service
resource "aws_apigatewayv2_route" "good_8" {
  # ok: terraform.aws.public-service
  authorization_type = "AWS_IAM"
}
