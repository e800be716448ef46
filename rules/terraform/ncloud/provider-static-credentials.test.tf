provider "ncloud" {
  # ruleid: terraform.ncloud.provider-static-credentials
  access_key = "AAAAAAAAAAAAAAAAAAAA"
}
# ok: terraform.ncloud.provider-static-credentials
provider "ncloud" {
  region = "KR"
}
