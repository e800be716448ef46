resource "nifcloud_dns_record" "a" {
  type   = "TXT"
  # ruleid: terraform.nifcloud.verification-record-left
  record = "nifty-dns-verify=x"
}
# ok: terraform.nifcloud.verification-record-left
resource "nifcloud_dns_record" "b" {
  type   = "TXT"
  record = "v=spf1 -all"
}
