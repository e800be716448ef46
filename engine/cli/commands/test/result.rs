//! What tests gave, for people and as JSON in the form of `semgrep test --json`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// A rule on a test file.
pub(super) struct Check {
    pub(super) rule: String,
    pub(super) test: PathBuf,
    pub(super) expected: BTreeSet<u32>,
    pub(super) reported: BTreeSet<u32>,
    /// Known gaps.
    pub(super) gaps: usize,
    /// The lines that differ.
    pub(super) code: BTreeMap<u32, String>,
}

impl Check {
    fn passed(&self) -> bool {
        self.expected == self.reported
    }
}

/// Fixes against a `.fixed` file.
pub(super) struct FixCheck {
    pub(super) test: PathBuf,
    /// Fixes that could not be applied with the others.
    pub(super) refused: usize,
    /// `None` where the texts are the same.
    pub(super) diff: Option<String>,
}

/// An example in a secret rule.
pub(super) struct Example {
    pub(super) rule: String,
    /// 1-based.
    pub(super) number: usize,
    pub(super) expected: bool,
    pub(super) passed: bool,
}

/// All of one rule file.
#[derive(Default)]
pub(super) struct FileResult {
    pub(super) rules: PathBuf,
    pub(super) checks: Vec<Check>,
    pub(super) fixes: Vec<FixCheck>,
    pub(super) examples: Vec<Example>,
    /// What is wrong with the file itself.
    pub(super) errors: Vec<String>,
    pub(super) notices: Vec<String>,
    /// Rules that do not run.
    pub(super) left_out: usize,
    pub(super) missing_test: bool,
    pub(super) missing_fixtest: bool,
}

pub(super) struct Results {
    pub(super) files: Vec<FileResult>,
}

impl Results {
    fn checks(&self) -> impl Iterator<Item = &Check> {
        self.files.iter().flat_map(|file| &file.checks)
    }

    fn fixes(&self) -> impl Iterator<Item = &FixCheck> {
        self.files.iter().flat_map(|file| &file.fixes)
    }

    fn examples(&self) -> impl Iterator<Item = &Example> {
        self.files.iter().flat_map(|file| &file.examples)
    }

    /// Whether nothing was tested and nothing was wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.checks().next().is_none()
            && self.fixes().next().is_none()
            && self.examples().next().is_none()
            && self.files.iter().all(|file| file.errors.is_empty())
    }

    /// 2 where a rule file is wrong, 1 where a test failed.
    pub(super) fn exit_code(&self) -> u8 {
        let failed = self.checks().any(|check| !check.passed())
            || self.fixes().any(|fix| fix.diff.is_some())
            || self.examples().any(|example| !example.passed);
        match self.files.iter().all(|file| file.errors.is_empty()) {
            true => u8::from(failed),
            false => 2,
        }
    }

    /// Failures with the lines concerned, then counts.
    pub(super) fn text(&self, config: Option<&Path>) -> String {
        let mut out = String::new();
        for file in &self.files {
            file_text(file, config, &mut out);
        }
        let count = |results: &mut dyn Iterator<Item = bool>| -> (usize, usize) {
            results.fold((0, 0), |(good, bad), passed| match passed {
                true => (good + 1, bad),
                false => (good, bad + 1),
            })
        };
        let (mut passed, mut failed) = count(&mut self.checks().map(Check::passed));
        let (good, bad) = count(&mut self.examples().map(|example| example.passed));
        (passed, failed) = (passed + good, failed + bad);
        failed += self.files.iter().map(|file| file.errors.len()).sum::<usize>();
        let gaps: usize = self.checks().map(|check| check.gaps).sum();
        let _ = writeln!(out, "{passed} passed, {failed} failed; {gaps} known gaps");
        let (good, bad) = count(&mut self.fixes().map(|fix| fix.diff.is_none()));
        if good + bad > 0 {
            let _ = writeln!(out, "fixes: {good} passed, {bad} failed");
        }
        let left_out: usize = self.files.iter().map(|file| file.left_out).sum();
        if left_out > 0 {
            let _ = writeln!(out, "{left_out} rules do not run, their tests were left out");
        }
        let untested = self.files.iter().filter(|file| file.missing_test).count();
        if untested > 0 {
            let _ = writeln!(out, "{untested} rule files without a test");
        }
        out
    }

    /// The form of `semgrep test --json`, and `known_gaps` and `examples` beside it.
    pub(super) fn json(&self) -> String {
        let mut results = Map::new();
        for file in &self.files {
            let mut checks: Map<String, Value> = Map::new();
            for check in &file.checks {
                let name = check.test.display().to_string();
                let entry = checks.entry(check.rule.clone()).or_insert_with(
                    || json!({"passed": true, "matches": {}, "errors": [], "known_gaps": 0}),
                );
                let passed = entry["passed"] == json!(true) && check.passed();
                entry["passed"] = json!(passed);
                entry["known_gaps"] =
                    json!(entry["known_gaps"].as_u64().unwrap_or(0) + check.gaps as u64);
                entry["matches"][name] = json!({
                    "expected_lines": check.expected,
                    "reported_lines": check.reported,
                });
            }
            for example in &file.examples {
                let entry = checks.entry(example.rule.clone()).or_insert_with(
                    || json!({"passed": true, "matches": {}, "errors": [], "known_gaps": 0}),
                );
                if !example.passed {
                    entry["passed"] = json!(false);
                    let words = example_words(example);
                    if let Some(errors) = entry["errors"].as_array_mut() {
                        errors.push(json!(words));
                    }
                }
            }
            if !checks.is_empty() {
                let name = file.rules.display().to_string();
                results.insert(name, json!({ "checks": checks }));
            }
        }
        let fixes: Map<String, Value> = self
            .fixes()
            .map(|fix| {
                let mut value = json!({"passed": fix.diff.is_none()});
                if let Some(diff) = &fix.diff {
                    value["diff"] = json!(diff);
                }
                (fix.test.display().to_string(), value)
            })
            .collect();
        let names = |wanted: fn(&FileResult) -> bool| -> Vec<String> {
            let files = self.files.iter().filter(|file| wanted(file));
            files.map(|file| file.rules.display().to_string()).collect()
        };
        let errors: Vec<Value> = self
            .files
            .iter()
            .filter(|file| !file.errors.is_empty())
            .map(|file| json!({"filename": file.rules.display().to_string(), "error": file.errors}))
            .collect();
        let all = json!({
            "results": results,
            "fixtest_results": fixes,
            "config_missing_tests": names(|file| file.missing_test),
            "config_missing_fixtests": names(|file| file.missing_fixtest),
            "config_with_errors": errors,
        });
        format!("{all:#}\n")
    }
}

fn file_text(file: &FileResult, config: Option<&Path>, out: &mut String) {
    let name = file.rules.display();
    for error in &file.errors {
        let _ = writeln!(out, "{name}: {error}");
    }
    for notice in &file.notices {
        let _ = writeln!(out, "{name}: {notice}");
    }
    for example in file.examples.iter().filter(|example| !example.passed) {
        let _ = writeln!(out, "{name}: {} {}", example.rule, example_words(example));
    }
    for check in file.checks.iter().filter(|check| !check.passed()) {
        check_text(file, check, config, out);
    }
    for fix in &file.fixes {
        let Some(diff) = &fix.diff else { continue };
        let _ = writeln!(out, "\nfixes of {name} on {}:", fix.test.display());
        if fix.refused > 0 {
            let _ = writeln!(out, "  {} fixes overlap others or break the syntax", fix.refused);
        }
        out.push_str(diff);
    }
}

/// Lines that differ, as a diff: `-` should be reported and is not, `+` is and should not.
fn check_text(file: &FileResult, check: &Check, config: Option<&Path>, out: &mut String) {
    let (rules, test) = (file.rules.display(), check.test.display());
    let _ = writeln!(out, "\n{rules}: {} on {test}", check.rule);
    for (line, code) in &check.code {
        let (mark, words) = match check.expected.contains(line) {
            true => ("-", "expected, not reported"),
            false => ("+", "reported, not expected"),
        };
        let _ = writeln!(out, "{mark} {line:>5} | {code}    ({words})");
    }
    if let Some((line, _)) = check.code.first_key_value() {
        let rules = config.filter(|config| config.is_file()).unwrap_or(&file.rules).display();
        let _ = writeln!(out, "  why: tamis explain {} {test}:{line} -c {rules}", check.rule);
    }
}

fn example_words(example: &Example) -> String {
    let what = if example.expected { "found nothing in" } else { "found something in" };
    format!("{what} example {}", example.number)
}
