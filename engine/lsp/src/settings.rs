//! What the editor says: settings of the user and abilities of the client.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use crate::positions::Encoding;

/// The editor's settings, section `tamis`. What is not set here is as `.tamis.toml` has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EditorSettings {
    /// Packs, rule files, folders of them, in place of those of the configuration.
    pub rules: Option<Vec<String>>,
    /// Findings below are not shown.
    pub severity: Option<String>,
    /// Findings below are not shown.
    pub confidence: Option<String>,
    /// Files that are left out, beside those of the configuration.
    pub exclude: Vec<String>,
    /// A configuration file that is read in place of all `.tamis.toml`.
    pub configuration: Option<PathBuf>,
    /// Off: only open documents are read, so data is not followed into files that are closed.
    pub index: Option<bool>,
}

impl EditorSettings {
    /// From what a client sends: the section itself, or an object that holds it under `tamis`. Words where it does not
    /// fit.
    pub(crate) fn read(value: &Value) -> Result<EditorSettings, String> {
        let section = value.get("tamis").unwrap_or(value);
        if section.is_null() {
            return Ok(EditorSettings::default());
        }
        serde_json::from_value(section.clone())
            .map_err(|error| format!("the settings of tamis do not fit: {error}"))
    }
}

/// What the client can do.
#[derive(Debug, Clone, Default)]
pub(crate) struct Abilities {
    pub(crate) encoding: Encoding,
    /// It asks for diagnostics, so they are not sent unasked.
    pub(crate) pulls: bool,
    /// It can be told to ask again.
    pub(crate) refresh: bool,
    pub(crate) progress: bool,
    pub(crate) show_document: bool,
    pub(crate) configuration: bool,
    pub(crate) watches: bool,
    pub(crate) listens: bool,
}

impl Abilities {
    /// From the parameters of `initialize`.
    pub(crate) fn read(params: &Value) -> Abilities {
        let capabilities = &params["capabilities"];
        let has = |path: &str| {
            let found = capabilities.pointer(path);
            found.is_some_and(|value| value.as_bool().unwrap_or(value.is_object()))
        };
        let offered: Vec<&str> = capabilities
            .pointer("/general/positionEncodings")
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        Abilities {
            encoding: Encoding::choose(&offered),
            pulls: has("/textDocument/diagnostic"),
            refresh: has("/workspace/diagnostics/refreshSupport"),
            progress: has("/window/workDoneProgress"),
            show_document: has("/window/showDocument/support"),
            configuration: has("/workspace/configuration"),
            watches: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            listens: has("/workspace/didChangeConfiguration/dynamicRegistration"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_come_bare_or_in_their_section() {
        let settings = EditorSettings { severity: Some("high".to_owned()), ..Default::default() };
        for value in [json!({"severity": "high"}), json!({"tamis": {"severity": "high"}})] {
            assert_eq!(EditorSettings::read(&value), Ok(settings.clone()));
        }
        assert_eq!(EditorSettings::read(&Value::Null), Ok(EditorSettings::default()));
        assert!(EditorSettings::read(&json!({"rules": 1})).is_err());
    }
}
