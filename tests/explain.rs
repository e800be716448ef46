//! `tamis explain` and `tamis dump`: which clause decides, and what stops data.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::{tamis, text};

const RULES: &str = "rules:
  - id: demo
    message: $X goes
    severity: HIGH
    languages: [python]
    patterns:
      - pattern-either:
          - pattern: f($X)
          - pattern: g($X, ...)
      - pattern-inside: |
          def $FN(...): ...
      - pattern-not-inside: |
          with safe(): ...
      - metavariable-regex: {metavariable: $X, regex: ^a}
      - focus-metavariable: $X
  - id: flow
    message: $X flows
    severity: HIGH
    languages: [python]
    mode: taint
    pattern-sources: [{pattern: source()}]
    pattern-sinks: [{pattern: sink($X)}]
    pattern-sanitizers: [{pattern: clean(...)}]
  - id: labels
    message: $X flows
    severity: HIGH
    languages: [python]
    mode: taint
    pattern-sources: [{pattern: source(), label: A}, {pattern: other(), label: B}]
    pattern-sinks: [{pattern: sink($X), requires: B}]
  - id: kinds
    message: m
    severity: HIGH
    languages: [python]
    mode: taint
    sources: [http-request]
    sinks: [command]
";

const CODE: &str = "def one():
    f(a1)
    with safe():
        f(a2)
    f(b)
f(a3)

def helper(x):
    return x + '!'

def two():
    a = source()
    b = helper(a)
    sink(b)

def three():
    a = source()
    c = clean(a)
    sink(c)

def four():
    a = source()
    d = {'k': a}
    sink(d['other'])
";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("r.yaml"), RULES).unwrap();
    fs::write(folder.path().join("a.py"), CODE).unwrap();
    folder
}

fn explain(rule: &str, target: &str) -> (String, Value) {
    let folder = folder();
    let run = |more: &[&str]| {
        let mut arguments = vec!["explain", rule, target, "-c", "r.yaml"];
        arguments.extend(more);
        let output = tamis(folder.path(), &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        text(&output)
    };
    (run(&[]), serde_json::from_str(&run(&["--json"])).unwrap())
}

/// The clauses of the conjunction with their states.
fn states(report: &Value) -> Vec<(String, String)> {
    let parts = report["formulas"][0]["clauses"]["parts"].as_array().unwrap();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    parts.iter().map(|part| (word(&part["clause"]), word(&part["state"]))).collect()
}

#[track_caller]
fn check(line: u32, findings: usize, expected: &[&str]) {
    let (said, report) = explain("demo", &format!("a.py:{line}"));
    assert_eq!(report["findings"].as_array().unwrap().len(), findings, "{said}");
    let clauses = [
        "pattern-either",
        "pattern-inside",
        "pattern-not-inside",
        "metavariable-regex",
        "focus-metavariable",
    ];
    let expected: Vec<(String, String)> =
        clauses.iter().zip(expected).map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(states(&report), expected, "{said}");
}

#[test]
fn the_clause_that_decides_is_named() {
    check(2, 1, &["holds"; 5]);
    check(4, 0, &["holds", "holds", "fails", "not-asked", "not-asked"]);
    check(5, 0, &["holds", "holds", "holds", "fails", "not-asked"]);
    check(6, 0, &["holds", "fails", "not-asked", "not-asked", "not-asked"]);
    check(9, 0, &["fails", "not-asked", "not-asked", "not-asked", "not-asked"]);
}

#[test]
fn what_a_clause_takes_away_is_shown_with_its_bindings() {
    let (said, report) = explain("demo", "a.py:5");
    let removed = &report["formulas"][0]["clauses"]["parts"][3]["removed"][0];
    assert_eq!(removed["bindings"]["$X"]["code"], "b", "{said}");
    assert_eq!(removed["start"]["line"], 5);
    assert!(said.contains("✗ metavariable-regex: $X =~ ^a"), "{said}");
    assert!(said.contains("- 5:5  f(b)"), "{said}");
}

#[test]
fn ways_and_what_stops_them() {
    let (said, report) = explain("flow", "a.py");
    let flow = &report["flow"];
    assert_eq!(flow["sources"].as_array().unwrap().len(), 3, "{said}");
    assert_eq!(flow["flows"].as_array().unwrap().len(), 1, "{said}");
    let stopped: Vec<(u64, &str)> = flow["stopped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stop| {
            (stop["source"]["start"]["line"].as_u64().unwrap(), stop["reason"].as_str().unwrap())
        })
        .collect();
    assert_eq!(stopped, [(17, "sanitizer"), (22, "ends")], "{said}");
    assert_eq!(flow["stopped"][0]["at"]["start"]["line"], 18, "{said}");
    let way = flow["stopped"][1]["way"].as_array().unwrap();
    assert_eq!(way.last().unwrap()["start"]["line"], 24, "{said}");
}

#[test]
fn labels_that_are_missing_are_told() {
    let (said, report) = explain("labels", "a.py");
    let reasons: Vec<&str> = report["flow"]["stopped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stop| stop["reason"].as_str().unwrap())
        .collect();
    assert!(reasons.contains(&"labels"), "{said}");
}

#[test]
fn sources_and_sinks_of_models_are_listed() {
    let folder = folder();
    let code = "import os\nfrom flask import request\n\ndef f():\n    a = request.args['a']\n    os.system(a)\n\ndef g():\n    b = request.args['b']\n    os.system(str(int(b)))\n";
    fs::write(folder.path().join("app.py"), code).unwrap();
    let output = tamis(folder.path(), &["explain", "kinds", "app.py", "-c", "r.yaml", "--json"]);
    let report: Value = serde_json::from_str(&text(&output)).unwrap();
    let flow = &report["flow"];
    assert!(flow["sources"].as_array().unwrap().len() >= 2, "{flow:#}");
    assert!(!flow["sinks"].as_array().unwrap().is_empty(), "{flow:#}");
    assert_eq!(flow["flows"].as_array().unwrap().len(), 1, "{flow:#}");
}

#[test]
fn other_files_are_followed_when_given() {
    let folder = folder();
    fs::write(folder.path().join("b.py"), "from c import get\n\nsink(get())\n").unwrap();
    fs::write(folder.path().join("c.py"), "def get():\n    return source()\n").unwrap();
    let run = |more: &[&str]| {
        let mut arguments = vec!["explain", "flow", "b.py", "-c", "r.yaml", "--json"];
        arguments.extend(more);
        let report: Value = serde_json::from_str(&text(&tamis(folder.path(), &arguments))).unwrap();
        report["flow"]["flows"].as_array().unwrap().len()
    };
    assert_eq!((run(&[]), run(&["--with", "c.py"])), (0, 1));
}

#[test]
fn places_that_are_not_there_are_errors() {
    let folder = folder();
    for target in ["none.py", "a.py:999", "none.py:1"] {
        let output = tamis(folder.path(), &["explain", "demo", target, "-c", "r.yaml"]);
        assert_eq!(output.status.code(), Some(2), "{target}");
    }
}

#[test]
fn blocks_and_summaries_are_dumped() {
    let folder = folder();
    let code = "def f(a, b, c):\n    if c:\n        return b\n    b.x = a\n    return 1\n";
    fs::write(folder.path().join("f.py"), code).unwrap();
    let cfg = text(&tamis(folder.path(), &["dump", "cfg", "f.py"]));
    assert!(cfg.contains("f1 f: ") && cfg.contains("(else)"), "{cfg}");
    let dot = text(&tamis(folder.path(), &["dump", "cfg", "--dot", "f.py"]));
    assert!(dot.starts_with("digraph cfg {") && dot.contains("->"), "{dot}");
    let summaries = text(&tamis(folder.path(), &["dump", "summaries", "f.py"]));
    assert!(summaries.contains("f(a, b, c)"), "{summaries}");
    assert!(summaries.contains("returns <- b"), "{summaries}");
    assert!(summaries.contains("writes b.x <- a"), "{summaries}");
}
