# ruleid: terraform.oracle.data-catalog-public
resource "oci_datacatalog_catalog" "bad_1" {
}

resource "oci_datacatalog_catalog" "bad_2" {
  # ruleid: terraform.oracle.data-catalog-public
  attached_catalog_private_endpoints = []
}

# ok: terraform.oracle.data-catalog-public
resource "oci_datacatalog_catalog" "good_1" {
  attached_catalog_private_endpoints = ["endpoint"]
}
