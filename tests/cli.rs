//! The command line as a user meets it.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::{root, tamis, text};

fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn findings(output: &std::process::Output) -> Vec<(String, u64)> {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = report["findings"].as_array().unwrap();
    list.iter()
        .map(|finding| {
            (
                finding["rule"].as_str().unwrap().to_owned(),
                finding["start"]["line"].as_u64().unwrap(),
            )
        })
        .collect()
}

const APP: &str =
    "import os as o\nfrom flask import request as r\n\no.system(\"ls \" + r.args[\"name\"])\n";

#[test]
fn a_scan_finds_faults_through_aliases_and_exits_with_1() {
    let project = project(&[("app.py", APP), ("ok.py", "print(1)\n")]);
    let output = tamis(project.path(), &["scan", "--json"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let found = findings(&output);
    assert!(found.iter().any(|(rule, _)| rule == "python.command.injection"), "{found:?}");
    let clean = tamis(project.path(), &["scan", "ok.py"]);
    assert_eq!(clean.status.code(), Some(0), "{}", text(&clean));
}

#[test]
fn the_terminal_shows_the_code_and_the_weakness() {
    let project = project(&[("app.py", APP)]);
    let shown = text(&tamis(project.path(), &["scan", "."]));
    for words in ["app.py:4", "o.system", "CWE-78", "python.command.injection", "1 finding"] {
        assert!(shown.contains(words), "{words} in:\n{shown}");
    }
}

#[test]
fn sarif_and_json_are_written_beside_and_do_not_depend_on_threads() {
    let project = project(&[("app.py", APP), ("b/app.py", APP), ("c.py", "eval(x)\n")]);
    let run = |jobs: &str| {
        let arguments = ["scan", "--sarif", "--jobs", jobs, "--json-output", "out.json"];
        text(&tamis(project.path(), &arguments))
    };
    let one = run("1");
    fs::remove_file(project.path().join("out.json")).unwrap();
    assert_eq!(one, run("2"));
    let sarif: Value = serde_json::from_str(&one).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(!sarif["runs"][0]["results"].as_array().unwrap().is_empty());
    assert!(fs::read_to_string(project.path().join("out.json")).unwrap().contains("\"findings\""));
}

#[test]
fn a_broken_rule_is_reported_and_takes_no_other_down() {
    let rules = "rules:\n\
        \x20 - {id: good, languages: [python], severity: ERROR, message: m, pattern: f(...)}\n\
        \x20 - {id: bad, languages: [python], severity: ERROR, message: m, patterns: [{pattern: f(...)}, {pattern-insde: g()}]}\n";
    let project = project(&[("rules.yaml", rules), ("a.py", "f(1)\n")]);
    let output = tamis(project.path(), &["scan", "--config", "rules.yaml", "--json", "a.py"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(findings(&output).len(), 1);
    assert!(text(&output).contains("pattern-inside"), "a suggestion is made");
    let going = tamis(
        project.path(),
        &["scan", "--config", "rules.yaml", "--keep-going", "--json", "a.py"],
    );
    assert_eq!(going.status.code(), Some(1));
}

#[test]
fn a_pattern_that_does_not_parse_and_an_unknown_language_are_told() {
    let rules = "rules:\n\
        \x20 - {id: torn, languages: [python], severity: ERROR, message: m, pattern: 'def ((('}\n\
        \x20 - {id: far, languages: [cobol], severity: ERROR, message: m, pattern: f(...)}\n";
    let project = project(&[("rules.yaml", rules), ("a.py", "def f(): pass\n")]);
    let shown = text(&tamis(project.path(), &["scan", "--config", "rules.yaml", "--json", "a.py"]));
    assert!(shown.contains("does not parse"), "{shown}");
    assert!(shown.contains("cobol"), "{shown}");
}

#[test]
fn standard_input_is_scanned_under_its_name() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tamis"))
        .args(["scan", "-", "--stdin-filename", "app.py", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(APP.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
}

#[test]
fn comments_accept_findings() {
    let accepted = APP.replace("])\n", "])  # tamis: ignore[python.command.injection] checked\n");
    let project = project(&[("app.py", &accepted)]);
    assert_eq!(tamis(project.path(), &["scan", "app.py", "--quiet"]).status.code(), Some(0));
    assert_eq!(
        tamis(project.path(), &["scan", "app.py", "--no-suppressions"]).status.code(),
        Some(1)
    );
}

#[test]
fn errors_name_the_thing_and_say_what_to_do() {
    let project = project(&[]);
    for (arguments, words) in [
        (vec!["scan", "nope"], "no such file"),
        (vec!["scan", "--config", "nope"], "packs: "),
        (vec!["scan", "--format", "xml"], "formats: "),
        (vec!["explain", "nope"], "no rule"),
    ] {
        let output = tamis(project.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
}

#[test]
fn sizes_have_units() {
    let project = project(&[("app.py", APP)]);
    let scan = |size: &str| tamis(project.path(), &["scan", ".", "--max-file-size", size]).status;
    assert_eq!(scan("1KiB").code(), Some(1));
    assert_eq!(scan("20").code(), Some(0), "the file is larger");
    assert_eq!(scan("many").code(), Some(2));
}

#[test]
fn lists_and_explanations_are_printed() {
    assert!(text(&tamis(root(), &["languages"])).contains("python"));
    assert!(text(&tamis(root(), &["rules"])).contains("rules ("));
    let shown = text(&tamis(root(), &["explain", "python.lang.os-system-injection"]));
    assert!(shown.contains("CWE-78"), "{shown}");
}

#[test]
fn the_graph_of_a_folder_is_shown_with_the_way_values_came() {
    let main = "variable \"acl\" {\n  default = \"private\"\n}\n\nresource \"aws_s3_bucket\" \"logs\" {\n  acl = var.acl\n}\n\nresource \"aws_s3_bucket_policy\" \"p\" {\n  bucket = aws_s3_bucket.logs.id\n}\n";
    let project = project(&[("infra/main.tf", main), ("prod.tfvars", "acl = \"public-read\"\n")]);
    let shown = text(&tamis(project.path(), &["dump", "graph", "infra"]));
    for words in [
        "Terraform: 2 resources",
        "aws_s3_bucket aws_s3_bucket.logs  infra/main.tf:5",
        "acl = private  (infra/main.tf:6, default of 'acl' infra/main.tf:2)",
        "bucket -> aws_s3_bucket aws_s3_bucket.logs (id)",
    ] {
        assert!(shown.contains(words), "{words} in:\n{shown}");
    }
    let given = ["dump", "graph", "infra", "--var-file", "prod.tfvars"];
    let shown = text(&tamis(project.path(), &given));
    assert!(shown.contains("acl = public-read  (infra/main.tf:6, set in"), "{shown}");
    let scanned = tamis(project.path(), &["scan", "--json", "--var-file", "prod.tfvars"]);
    let found = findings(&scanned);
    assert!(found.iter().any(|(rule, _)| rule.contains("public-acl")), "{found:?}");
    let absent = tamis(project.path(), &["scan", "--var-file", "none.tfvars"]);
    assert_eq!(absent.status.code(), Some(2));
}

#[test]
fn an_unchanged_project_is_not_looked_at_again() {
    let padding = "# nothing to see here\n".repeat(60_000);
    let project = project(&[("src/app.py", APP), ("src/padding.py", &padding)]);
    let scan = |more: &[&str]| {
        let flags = [&["scan", "src", "--cache-dir", "kept", "-c", "audit"], more].concat();
        let output = tamis(project.path(), &flags);
        assert_eq!(output.status.code(), Some(1));
        text(&output)
    };
    let unchanged = "unchanged since an earlier scan";
    let first = scan(&[]);
    let second = scan(&[]);
    assert!(!first.contains(unchanged) && second.contains(unchanged), "{second}");
    let without_end =
        |text: &str| text.lines().rev().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(without_end(&first), without_end(&second));
    assert!(!scan(&["--no-cache"]).contains(unchanged));

    let cache = |more: &[&str]| {
        let output = tamis(project.path(), &[&["cache", "--cache-dir", "kept"], more].concat());
        text(&output)
    };
    assert!(cache(&[]).contains("results of 1 scan, 0.0 MB"), "{}", cache(&[]));
    assert!(cache(&["--clear"]).contains("results of 1 scan deleted"));
    assert!(cache(&[]).contains("results of 0 scans"));
}
