//! `tamis validate` and `tamis test` as people who write rules meet them.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::{root, tamis, text};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// A rule file of one rule, from the keys that matter.
fn rule(id: &str, language: &str, body: &str) -> String {
    let mut text =
        format!("rules:\n  - id: {id}\n    languages: [{language}]\n    severity: HIGH\n");
    if !body.contains("message:") {
        text.push_str("    message: m\n");
    }
    for line in body.lines() {
        text.push_str(&format!("    {line}\n"));
    }
    text
}

/// (severity, code, line) of everything said of one rule file.
fn problems(content: &str) -> Vec<(String, String, u64)> {
    let folder = folder(&[("rule.yaml", content)]);
    let output = tamis(folder.path(), &["validate", "--json", "rule.yaml"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = report["problems"].as_array().unwrap();
    let errors = list.iter().any(|problem| problem["severity"] == "error");
    assert_eq!(output.status.code(), Some(if errors { 2 } else { 0 }), "{report:#}");
    let word = |value: &Value| value.as_str().unwrap().rsplit("::").next().unwrap().to_owned();
    list.iter()
        .map(|it| {
            (word(&it["severity"]), word(&it["code"]), it["start"]["line"].as_u64().unwrap_or(0))
        })
        .collect()
}

fn check(content: &str, expected: &[(&str, &str, u64)]) {
    let found = problems(content);
    let found: Vec<(&str, &str, u64)> =
        found.iter().map(|(severity, code, line)| (&**severity, &**code, *line)).collect();
    assert_eq!(found, expected, "{content}");
}

#[test]
fn a_good_rule_has_no_problem() {
    check(&rule("a", "python", "message: $X goes\npattern: f($X)"), &[]);
}

#[test]
fn keys_and_languages_get_suggestions() {
    let text = rule("a", "pyhton", "patern: f(...)");
    let folder = folder(&[("rule.yaml", &text)]);
    let said = self::text(&tamis(folder.path(), &["validate", "rule.yaml"]));
    assert!(said.contains("did you mean 'pattern'?"), "{said}");
    let text = rule("a", "pyhton", "pattern: f(...)");
    fs::write(folder.path().join("rule.yaml"), &text).unwrap();
    let said = self::text(&tamis(folder.path(), &["validate", "rule.yaml"]));
    assert!(said.contains("did you mean 'python'?"), "{said}");
    check(&text, &[("error", "unknown_language", 3)]);
    // Semgrep knows it, so it is no slip.
    check(&rule("a", "swift", "pattern: f(...)"), &[("warning", "unknown_language", 3)]);
}

#[test]
fn patterns_and_expressions_are_compiled() {
    check(&rule("a", "python", "pattern: def f((("), &[("error", "bad_pattern", 6)]);
    check(&rule("a", "python", "pattern-regex: a(b"), &[("error", "bad_regex", 6)]);
    let slow = "pattern-regex: (?!x)(a|a)*b";
    check(&rule("a", "generic", slow), &[("warning", "slow_regex", 6)]);
    // Without look-around it is run in linear time.
    check(&rule("a", "generic", "pattern-regex: (a|a)*b"), &[]);
    let fix = "pattern: f(...)\nfix-regex: {regex: '(a)', replacement: '\\2'}";
    check(&rule("a", "python", fix), &[("error", "bad_regex", 7)]);
}

#[test]
fn names_that_nothing_binds_are_told() {
    let condition =
        "patterns:\n  - pattern: f($X)\n  - metavariable-regex: {metavariable: $Y, regex: a}";
    check(&rule("a", "python", condition), &[("error", "unbound_metavariable", 8)]);
    let focus = "patterns:\n  - pattern: f($X)\n  - focus-metavariable: $Y";
    check(&rule("a", "python", focus), &[("error", "unbound_metavariable", 8)]);
    let message = "message: $Y is bad\npattern: f($X)";
    check(&rule("a", "python", message), &[("warning", "unbound_in_message", 5)]);
    let fix = "pattern: f($X)\nfix: g($Y)";
    check(&rule("a", "python", fix), &[("warning", "unbound_in_fix", 7)]);
    // Bound by a condition, by a group, inside, or in one branch of several.
    for fine in [
        "message: $Y\npatterns:\n  - pattern: f($X)\n  - metavariable-pattern: {metavariable: $X, pattern: g($Y)}",
        "message: $1 $NAME\npattern-regex: (a)(?P<NAME>b)",
        "message: $Y\npatterns:\n  - pattern: f($X)\n  - pattern-inside: |\n      def $Y(): ...",
        "message: $XY\npattern-either: [{pattern: f($X)}, {pattern: g(...)}]",
    ] {
        let found = problems(&rule("a", "python", fine));
        assert!(found.iter().all(|(severity, ..)| severity != "error"), "{fine}: {found:?}");
        let told = found.iter().any(|(_, code, _)| code == "unbound_in_message");
        assert!(!told || fine.contains("metavariable-pattern"), "{fine}: {found:?}");
    }
}

#[test]
fn labels_and_kinds_of_taint_rules_are_looked_up() {
    let label = "mode: taint\npattern-sources: [{pattern: s(), label: A}]\npattern-sinks: [{pattern: k($X), requires: A and B}]";
    check(&rule("a", "python", label), &[("warning", "unknown_label", 8)]);
    let kinds = "mode: taint\nsources: [htp-request]\nsinks: [sql]";
    check(&rule("a", "python", kinds), &[("error", "unknown_kind", 7)]);
    check(&rule("a", "python", "mode: taint\nsources: [http-request]\nsinks: [sql]"), &[]);
}

#[test]
fn ids_keys_and_resources_are_checked() {
    let two = rule("a", "python", "pattern: f()")
        + "  - {id: a, languages: [python], severity: LOW, message: m, pattern: g()}\n";
    check(&two, &[("error", "duplicate_id", 7)]);
    let noted = rule("a", "python", "pattern: f()\nvalidators: []");
    check(&noted, &[("warning", "no_effect", 7)]);
    let strict = folder(&[("rule.yaml", &noted)]);
    assert_eq!(tamis(strict.path(), &["validate", "--strict"]).status.code(), Some(2));
    let config =
        "rules:\n  - {id: a, mode: config, severity: LOW, message: m, resource: asw_s3_bucket}\n";
    let found = problems(config);
    assert!(found.is_empty() || found[0].1 == "unknown_resource", "{found:?}");
}

#[test]
fn models_and_policies_are_read() {
    let model = "models:\n  - {id: m, languages: [pythn], sinks: [{kind: sql, calls: [a.b]}]}\n";
    check(model, &[("error", "unknown_language", 2)]);
    let policy = "metadata: {id: CKV2_X_1, name: n, severity: LOW}\ndefinition:\n  cond_type: attribute\n  resource_types: [aws_s3_bucket]\n  attribute: acl\n  operator: equals\n  value: private\n";
    let folder = folder(&[("p/policy.yaml", policy), ("p/other.yaml", "a: 1\n")]);
    let said = text(&tamis(folder.path(), &["validate", "p"]));
    assert!(said.contains("1 rules in 1 files: 0 errors"), "{said}");
}

#[test]
fn bad_input_is_an_error_that_says_so() {
    let folder = folder(&[("not.yaml", "rules: [\n"), ("empty/a.txt", "")]);
    assert_eq!(tamis(folder.path(), &["validate", "not.yaml"]).status.code(), Some(2));
    for path in ["nowhere", "empty"] {
        assert_eq!(tamis(folder.path(), &["validate", path]).status.code(), Some(2), "{path}");
    }
}

#[test]
fn rules_with_one_id_in_different_files_all_run() {
    let folder = folder(&[
        ("r/x/a.yaml", &rule("same", "python", "pattern: f()")),
        ("r/y/b.yaml", &rule("same", "python", "pattern: g()")),
        ("app.py", "f()\ng()\nf()  # nosemgrep: same\n"),
    ]);
    let output = tamis(folder.path(), &["scan", "-c", "r", "--json", "app.py"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = report["findings"].as_array().unwrap();
    let open: Vec<&str> = list
        .iter()
        .filter(|it| it["suppression"].is_null())
        .map(|it| it["rule"].as_str().unwrap())
        .collect();
    assert_eq!(open, ["x.a.same", "y.b.same"]);
}

#[test]
fn the_packed_rules_have_no_errors() {
    let output = tamis(root(), &["validate", "rules", "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
}

const EVAL: &str = "pattern: eval($X)\nfix: literal_eval($X)";

#[test]
fn a_test_passes_and_fails_with_the_lines() {
    let code = "# ruleid: r\neval(a)\n# ok: r\nf(a)\n# ruleid: r\nf(b)\neval(c)\n";
    let folder = folder(&[("r.yaml", &rule("r", "python", "pattern: eval($X)")), ("r.py", code)]);
    let output = tamis(folder.path(), &["test", "."]);
    let said = text(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("-     6 | f(b)    (expected, not reported)"), "{said}");
    assert!(said.contains("+     7 | eval(c)    (reported, not expected)"), "{said}");
    fs::write(folder.path().join("r.py"), &code[..34]).unwrap();
    assert_eq!(tamis(folder.path(), &["test", "."]).status.code(), Some(0));
}

#[test]
fn fixes_are_compared_with_the_fixed_file() {
    let code = "# ruleid: r\neval(a)\n";
    let good = "# ruleid: r\nliteral_eval(a)\n";
    let folder = folder(&[
        ("r.yaml", &rule("r", "python", EVAL)),
        ("r.test.py", code),
        ("r.fixed.test.py", good),
    ]);
    let output = tamis(folder.path(), &["test", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).contains("fixes: 1 passed, 0 failed"));
    fs::write(folder.path().join("r.fixed.test.py"), code).unwrap();
    let output = tamis(folder.path(), &["test", "."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("+literal_eval(a)"), "{}", text(&output));
}

#[test]
fn yaml_targets_and_rules_that_stand_apart() {
    let yaml = rule("y", "yaml", "pattern: 'privileged: true'");
    let folder = folder(&[
        ("a/y.yaml", &yaml),
        ("a/y.test.yaml", "# ruleid: y\nprivileged: true\n"),
        ("rules/in/r.yaml", &rule("r", "python", "pattern: eval($X)")),
        ("tests/in/r.py", "# ruleid: r\neval(a)\n"),
        ("other.py", "# ruleid: r\neval(a)\n"),
    ]);
    for arguments in [
        &["test", "a"][..],
        &["test", "--config", "rules", "tests"],
        &["test", "--config", "rules/in/r.yaml", "other.py"],
    ] {
        let output = tamis(folder.path(), arguments);
        let said = text(&output);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(said.contains("1 passed, 0 failed"), "{said}");
    }
}

#[test]
fn results_are_written_as_semgrep_writes_them() {
    let folder = folder(&[
        ("r.yaml", &rule("r", "python", EVAL)),
        ("r.py", "# ruleid: r\neval(a)\n# todook: r\neval(b)\n"),
        ("untested.yaml", &rule("u", "python", "pattern: f()")),
    ]);
    let output = tamis(folder.path(), &["test", ".", "--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let check = &report["results"]["./r.yaml"]["checks"]["r"];
    assert_eq!(check["passed"], true, "{report:#}");
    assert_eq!(check["matches"]["./r.py"]["reported_lines"], serde_json::json!([2]));
    assert_eq!(check["matches"]["./r.py"]["expected_lines"], serde_json::json!([2]));
    assert_eq!(report["config_missing_tests"], serde_json::json!(["./untested.yaml"]));
    assert_eq!(report["config_missing_fixtests"], serde_json::json!(["./r.yaml"]));
    let strict = tamis(folder.path(), &["test", ".", "--strict-todo"]);
    assert_eq!(strict.status.code(), Some(0), "{}", text(&strict));
}

#[test]
fn a_wrong_rule_file_is_told_apart_from_a_failed_test() {
    let folder = folder(&[("r.yaml", &rule("r", "python", "patern: f()")), ("r.py", "f()\n")]);
    assert_eq!(tamis(folder.path(), &["test", "."]).status.code(), Some(2));
}
