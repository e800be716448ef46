# ruleid: terraform.google.dialogflow-agent-no-logs
resource "google_dialogflow_agent" "a" {
  display_name = "a"
}
# ok: terraform.google.dialogflow-agent-no-logs
resource "google_dialogflow_agent" "b" {
  enable_logging = true
}
