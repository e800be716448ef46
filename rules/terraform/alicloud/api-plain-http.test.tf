resource "alicloud_api_gateway_api" "bad_1" {
  request_config {
    # ruleid: terraform.alicloud.api-plain-http
    protocol = "HTTP"
  }
}

resource "alicloud_api_gateway_api" "bad_2" {
  request_config {
    # ruleid: terraform.alicloud.api-plain-http
    protocol = "HTTP,HTTPS"
  }
}

# ok: terraform.alicloud.api-plain-http
resource "alicloud_api_gateway_api" "good_1" {
  request_config {
    protocol = "HTTPS"
  }
}
