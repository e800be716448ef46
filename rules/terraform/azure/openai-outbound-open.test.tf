# ruleid: terraform.azure.openai-outbound-open
resource "azurerm_cognitive_account" "a" {
  kind = "OpenAI"
}
# ok: terraform.azure.openai-outbound-open
resource "azurerm_cognitive_account" "b" {
  kind                               = "OpenAI"
  outbound_network_access_restricted = true
  fqdns                              = ["example.com"]
}
