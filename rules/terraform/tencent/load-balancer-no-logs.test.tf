# ruleid: terraform.tencent.load-balancer-no-logs
resource "tencentcloud_clb_instance" "bad_1" {
}

# ok: terraform.tencent.load-balancer-no-logs
resource "tencentcloud_clb_instance" "good_1" {
  log_set_id   = "set"
  log_topic_id = "topic"
}
