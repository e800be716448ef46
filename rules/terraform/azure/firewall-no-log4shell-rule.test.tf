# ruleid: terraform.azure.firewall-no-log4shell-rule
resource "azurerm_web_application_firewall_policy" "a" {
  name = "a"
}
# ok: terraform.azure.firewall-no-log4shell-rule
resource "azurerm_web_application_firewall_policy" "b" {
  managed_rules {
    managed_rule_set {
      type    = "OWASP"
      version = "3.2"
    }
  }
}
