resource "azurerm_cdn_endpoint" "bad_1" {
  # ruleid: terraform.azure.cdn-https-off
  is_https_allowed = false
}

# ok: terraform.azure.cdn-https-off
resource "azurerm_cdn_endpoint" "good_1" {
  # ok: terraform.azure.cdn-https-off
  is_https_allowed = true
}
