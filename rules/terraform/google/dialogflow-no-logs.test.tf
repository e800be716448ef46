# ruleid: terraform.google.dialogflow-no-logs
resource "google_dialogflow_cx_agent" "bad_1" {
}

# ok: terraform.google.dialogflow-no-logs
resource "google_dialogflow_cx_agent" "good_1" {
  # ok: terraform.google.dialogflow-no-logs
  enable_stackdriver_logging = true
}

resource "google_dialogflow_cx_webhook" "bad_2" {
  # ruleid: terraform.google.dialogflow-no-logs
  enable_stackdriver_logging = false
}

# ok: terraform.google.dialogflow-no-logs
resource "google_dialogflow_cx_webhook" "good_2" {
  # ok: terraform.google.dialogflow-no-logs
  enable_stackdriver_logging = true
}
