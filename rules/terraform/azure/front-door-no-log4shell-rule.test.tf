# ruleid: terraform.azure.front-door-no-log4shell-rule
resource "azurerm_frontdoor_firewall_policy" "a" {
  name = "a"
}
# ok: terraform.azure.front-door-no-log4shell-rule
resource "azurerm_frontdoor_firewall_policy" "b" {
  managed_rule {
    type    = "Microsoft_DefaultRuleSet"
    version = "1.1"
  }
}
