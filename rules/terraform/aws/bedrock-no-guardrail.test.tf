# ruleid: terraform.aws.bedrock-no-guardrail
resource "aws_bedrockagent_agent" "bad_1" {
}

# ok: terraform.aws.bedrock-no-guardrail
resource "aws_bedrockagent_agent" "good_1" {
  guardrail_configuration {
    # ok: terraform.aws.bedrock-no-guardrail
    guardrail_identifier = "${var.given}-x"
  }
}
