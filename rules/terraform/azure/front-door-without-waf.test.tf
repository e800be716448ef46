# ruleid: terraform.azure.front-door-without-waf
resource "azurerm_frontdoor" "bad_1" {
}

# ok: terraform.azure.front-door-without-waf
resource "azurerm_frontdoor" "good_1" {
  frontend_endpoint {
    # ok: terraform.azure.front-door-without-waf
    web_application_firewall_policy_link_id = "${var.given}-x"
  }
}
