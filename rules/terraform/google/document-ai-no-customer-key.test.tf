# ruleid: terraform.google.document-ai-no-customer-key
resource "google_document_ai_processor" "bad_1" {
}

# ok: terraform.google.document-ai-no-customer-key
resource "google_document_ai_processor" "good_1" {
  # ok: terraform.google.document-ai-no-customer-key
  kms_key_name = "${var.given}-x"
}

# ruleid: terraform.google.document-ai-no-customer-key
resource "google_document_ai_warehouse_location" "bad_2" {
}

# ok: terraform.google.document-ai-no-customer-key
resource "google_document_ai_warehouse_location" "good_2" {
  # ok: terraform.google.document-ai-no-customer-key
  kms_key = "${var.given}-x"
}
