//! What tamis writes and reads, against the schemas in docs/schema.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{root, tamis, text};

fn schema(name: &str) -> Value {
    let path = root().join("docs/schema").join(format!("{name}.schema.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A schema that knows its fields and no others: so that a new field is described.
fn close(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(close);
            let fields =
                map.get("type") == Some(&json!("object")) && map.contains_key("properties");
            if fields && !map.contains_key("additionalProperties") {
                map.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[track_caller]
fn check(schema: &Value, document: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .take(5)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_command_prints_what_docs_hold() {
    for name in ["rules", "config", "report"] {
        let printed: Value =
            serde_json::from_str(&text(&tamis(root(), &["schema", name]))).unwrap();
        assert!(printed == schema(name), "{name}");
        assert!(jsonschema::meta::is_valid(&printed), "{name}");
    }
    assert_eq!(tamis(root(), &["schema", "nothing"]).status.code(), Some(2));
}

/// Flows, fixes, secrets, infrastructure, suppressed findings, files left out, rules that are wrong.
#[test]
fn reports_are_as_their_schema_says() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "app.py",
        "import os\nfrom flask import request\n\ndef f():\n    os.system('ls ' + request.args['a'])\n    os.system('ls ' + request.args['b'])  # nosemgrep\n",
    );
    write("torn.py", "def (((\n");
    write("main.tf", "resource \"aws_s3_bucket\" \"b\" {\n  acl = \"public-read\"\n}\n");
    write("node_modules/a.js", "eval(x)\n");
    write("big.bin", "\0\0\0");
    write(
        "own/r.yaml",
        "rules:\n  - {id: own, languages: [python], severity: LOW, message: $X, pattern: os.system($X), fix: run($X)}\n  - {id: bad}\n  - {id: far, languages: [cobol], severity: LOW, message: m, pattern: f()}\n",
    );
    let mut closed = schema("report");
    close(&mut closed);
    let mut seen = Vec::new();
    for arguments in [
        &["scan", "--json", "-c", "audit"][..],
        &["scan", "--json", "-c", "own", "--keep-going"],
        &["scan", "--json", "--exclude", "*.py"],
    ] {
        let output = tamis(folder.path(), arguments);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        check(&closed, &report);
        for finding in report["findings"].as_array().unwrap() {
            seen.extend(finding.as_object().unwrap().keys().cloned());
        }
        let empty = report["skipped"].as_array().unwrap().is_empty();
        assert!(!empty, "{arguments:?}");
    }
    for field in ["trace", "fix", "suppression"] {
        assert!(seen.iter().any(|key| key == field), "no finding has '{field}'");
    }
}

/// The reader of `.tamis.toml` and its schema know the same keys.
#[test]
fn configurations_are_as_their_schema_says() {
    let schema = schema("config");
    let good = fs::read_to_string(root().join(".tamis.toml")).unwrap();
    let config = |text: &str| {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(".tamis.toml"), text).unwrap();
        tamis(folder.path(), &["config"]).status.success()
    };
    assert!(config(&good));
    for (section, keys) in schema["properties"].as_object().unwrap() {
        let Some(keys) = keys["properties"].as_object() else { continue };
        for (key, value) in keys {
            let example = match value["type"].as_str() {
                Some("boolean") => "true".to_owned(),
                Some("integer") => "1".to_owned(),
                Some("array") if value["items"]["type"] == "object" => continue,
                Some("array") => "[]".to_owned(),
                Some("string") => "\"0123456789abcdef.json\"".to_owned(),
                _ => match value["enum"].as_array().and_then(|words| words.first()) {
                    Some(word) => word.to_string(),
                    None => continue,
                },
            };
            assert!(config(&format!("[{section}]\n{key} = {example}\n")), "{section}.{key}");
            assert!(!config(&format!("[{section}]\n{key}x = {example}\n")), "{section}.{key}x");
        }
    }
}
