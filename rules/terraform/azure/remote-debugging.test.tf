resource "azurerm_app_service" "bad_1" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_app_service" "good_1" {
  site_config {
    # ok: terraform.azure.remote-debugging
    remote_debugging_enabled = false
  }
}

resource "azurerm_app_service_slot" "bad_2" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_app_service_slot" "good_2" {
}

resource "azurerm_linux_function_app" "bad_3" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_linux_function_app" "good_3" {
  site_config {
    # ok: terraform.azure.remote-debugging
    remote_debugging_enabled = false
  }
}

resource "azurerm_linux_function_app_slot" "bad_4" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_linux_function_app_slot" "good_4" {
}

resource "azurerm_linux_web_app" "bad_5" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_linux_web_app" "good_5" {
  site_config {
    # ok: terraform.azure.remote-debugging
    remote_debugging_enabled = false
  }
}

resource "azurerm_linux_web_app_slot" "bad_6" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_linux_web_app_slot" "good_6" {
}

resource "azurerm_windows_function_app" "bad_7" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_windows_function_app" "good_7" {
  site_config {
    # ok: terraform.azure.remote-debugging
    remote_debugging_enabled = false
  }
}

resource "azurerm_windows_function_app_slot" "bad_8" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_windows_function_app_slot" "good_8" {
}

resource "azurerm_windows_web_app" "bad_9" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_windows_web_app" "good_9" {
  site_config {
    # ok: terraform.azure.remote-debugging
    remote_debugging_enabled = false
  }
}

resource "azurerm_windows_web_app_slot" "bad_10" {
  site_config {
    # ruleid: terraform.azure.remote-debugging
    remote_debugging_enabled = true
  }
}

# ok: terraform.azure.remote-debugging
resource "azurerm_windows_web_app_slot" "good_10" {
}
