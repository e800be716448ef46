//! Code inside code: findings stand where they do in the file around.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::{root, tamis, text};

/// Copied, for the checkout's own configuration leaves fixtures out.
fn report() -> Value {
    let folder = TempDir::new().unwrap();
    let workflows = ".github/workflows";
    fs::create_dir_all(folder.path().join(workflows)).unwrap();
    let from = root().join("fixtures/embedded");
    for place in ["", workflows] {
        for entry in fs::read_dir(from.join(place)).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                fs::copy(entry.path(), folder.path().join(place).join(entry.file_name())).unwrap();
            }
        }
    }
    let arguments = ["scan", "--config", "rules.yaml", "--no-ignore", "--json", "."];
    let output = tamis(folder.path(), &arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}{}", text(&output), String::from_utf8_lossy(&output.stderr))
    })
}

#[test]
fn parts_are_scanned_in_their_own_language() {
    let report = report();
    let place = |it: &Value| format!("{}:{}", it["line"], it["column"]);
    let found: Vec<String> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding.get("suppression").is_none())
        .map(|it| {
            let (path, rule) = (it["path"].as_str().unwrap(), it["rule"].as_str().unwrap());
            format!("{path} {}-{} {rule}", place(&it["start"]), place(&it["end"]))
        })
        .collect();
    assert_eq!(
        found,
        [
            ".github/workflows/ci.yml 6:11-6:29 curl",
            "Dockerfile 4:5-4:23 curl",
            "component.svelte 1:9-1:16 eval",
            // The one before is accepted by a comment in the script.
            "component.vue 4:1-4:8 eval",
            "notebook.ipynb 3:45-3:57 system",
            "notebook.ipynb 3:45-3:57 system-flow",
            "page.html 5:3-5:10 eval",
            "page.html 5:3-5:10 eval-flow",
        ]
    );
}

#[test]
fn a_flow_through_cells_shows_its_steps() {
    let report = report();
    let findings = report["findings"].as_array().unwrap();
    let flow = findings.iter().find(|it| it["rule"] == "system-flow").unwrap();
    let trace = flow["trace"].as_array().unwrap();
    assert_eq!(trace.first().unwrap()["start"]["line"], 2);
    assert_eq!(trace.last().unwrap()["start"]["line"], 3);
}

#[test]
fn no_fix_is_written_where_text_is_escaped() {
    let report = report();
    let findings = report["findings"].as_array().unwrap();
    let fixed = |rule: &str| {
        findings.iter().any(|it| it["rule"] == rule && it.get("fix").is_some_and(|f| !f.is_null()))
    };
    assert!(fixed("eval"));
    assert!(!fixed("system"));
}
