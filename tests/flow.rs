//! Data flow, feature by feature: the Markdown suites under `fixtures/flow`.
//!
//! A suite begins with its rule, a block of YAML. Below each `##` heading stands a case of one or more blocks of code;
//! a first line `# file: name` (or `// file: name`) names the file. What must be reported has `found` in a comment at
//! the end of its line; every other line must not be.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{files, root, tamis};

/// A line of a suite: case, file, line.
type Place = (String, String, u64);

struct Suite {
    rule: String,
    /// Case, file, text.
    files: Vec<(String, String, String)>,
    wanted: BTreeSet<Place>,
}

fn read(text: &str) -> Suite {
    let mut suite = Suite { rule: String::new(), files: Vec::new(), wanted: BTreeSet::new() };
    let mut case = String::new();
    let mut count = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            count += 1;
            case = format!("{count:02} {title}").replace([' ', '/'], "-");
        }
        let Some(language) = line.strip_prefix("```").filter(|it| !it.is_empty()) else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if language == "yaml" {
            suite.rule = body.join("\n");
            continue;
        }
        let named = body.first().and_then(|line| {
            line.strip_prefix("# file: ").or_else(|| line.strip_prefix("// file: "))
        });
        let end = match language {
            "python" => "py",
            "javascript" => "js",
            "typescript" => "ts",
            "ruby" => "rb",
            "rust" => "rs",
            other => other,
        };
        let name = named.map_or_else(|| format!("case.{end}"), str::to_owned);
        for (at, line) in body.iter().enumerate() {
            if line.ends_with("# found") || line.ends_with("// found") {
                suite.wanted.insert((case.clone(), name.clone(), at as u64 + 1));
            }
        }
        suite.files.push((case.clone(), name, body.join("\n") + "\n"));
    }
    suite
}

fn reported(suite: &Suite) -> BTreeSet<Place> {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("rule.yaml"), &suite.rule).unwrap();
    for (case, name, text) in &suite.files {
        let path = folder.path().join("cases").join(case).join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let output = tamis(folder.path(), &["scan", "--json", "--config", "rule.yaml", "cases"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&output.stderr));
    });
    let place = |finding: &Value| {
        let path = finding["path"].as_str().unwrap_or("").trim_start_matches("cases/");
        let (case, name) = path.split_once('/').unwrap_or(("", path));
        let line = finding["start"]["line"].as_u64().unwrap_or(0);
        (case.to_owned(), name.to_owned(), line)
    };
    report["findings"].as_array().unwrap().iter().map(place).collect()
}

fn check(path: &Path) -> String {
    let suite = read(&fs::read_to_string(path).unwrap());
    assert!(!suite.rule.is_empty() && !suite.wanted.is_empty(), "{} asks nothing", path.display());
    let found = reported(&suite);
    let mut wrong = String::new();
    let shown = path.strip_prefix(root()).unwrap_or(path).display();
    for (case, name, line) in suite.wanted.difference(&found) {
        let _ = writeln!(wrong, "{shown}: {case}: {name}:{line} is not found");
    }
    for (case, name, line) in found.difference(&suite.wanted) {
        let _ = writeln!(wrong, "{shown}: {case}: {name}:{line} is found and must not be");
    }
    wrong
}

#[test]
fn suites_hold() {
    let suites = files(&root().join("fixtures/flow"));
    let suites: Vec<_> =
        suites.iter().filter(|it| it.extension().is_some_and(|end| end == "md")).collect();
    assert!(!suites.is_empty());
    let wrong: String = suites.into_iter().map(|suite| check(suite)).collect();
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Metavariables of messages that no pattern binds: the code at the source and at the sink.
#[test]
fn messages_name_source_and_sink() {
    let folder = TempDir::new().unwrap();
    let rule = r#"
rules:
- id: flow
  mode: taint
  languages: [javascript]
  severity: HIGH
  message: "'$SOURCE' arrives at '$SINK'"
  pattern-sources: [{pattern: source(...)}]
  pattern-sinks: [{patterns: [{pattern: sink($X)}, {focus-metavariable: $X}]}]
"#;
    fs::write(folder.path().join("rule.yaml"), rule).unwrap();
    fs::write(folder.path().join("a.js"), "const x = source(1,\n  2);\nsink(x + 1);\n").unwrap();
    let output = tamis(folder.path(), &["scan", "--json", "--config", "rule.yaml", "a.js"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"][0]["message"], "'source(1, 2)' arrives at 'x + 1'");
}
