# ruleid: terraform.azure.compute-cluster-idles
resource "azurerm_machine_learning_compute_cluster" "bad_1" {
}

resource "azurerm_machine_learning_compute_cluster" "bad_1_0" {
  scale_settings {
    # ruleid: terraform.azure.compute-cluster-idles
    min_node_count = 2
  }
}

# ok: terraform.azure.compute-cluster-idles
resource "azurerm_machine_learning_compute_cluster" "good_1" {
  scale_settings {
    # ok: terraform.azure.compute-cluster-idles
    min_node_count = 0
  }
}
