resource "google_pubsub_topic_iam_member" "a" {
  topic  = "t"
  role   = "roles/pubsub.publisher"
  # ruleid: terraform.google.iam-public
  member = "allUsers"
}
# ok: terraform.google.iam-public
resource "google_pubsub_topic_iam_member" "b" {
  topic  = "t"
  role   = "roles/pubsub.publisher"
  member = "user:a@example.com"
}
