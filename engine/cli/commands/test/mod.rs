//! `tamis test`: rules against the annotated files beside them.
//!
//! `annotations` reads what comments announce, `targets` finds the files; here they are compared with what the rules
//! find and, where there is a `.fixed` file, what their fixes make of the text.

mod annotations;
mod result;
mod targets;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use miette::{Report, miette};
use similar::TextDiff;
use tamis_finding::ScanReport;
use tamis_rule::{Mode, PathFilter, Rule, parse_rules};
use tamis_scan::{Input, Progress, RuleSet, ScanOptions, WalkOptions, plan_fixes, relative};

use self::annotations::Annotations;
use self::result::{Check, Example, FileResult, FixCheck, Results};
use self::targets::{Pair, apart, beside, fixed_file};
use super::print;
use crate::args::Test;
use crate::packs;

pub(crate) fn run(args: &Test) -> Result<u8, Report> {
    for path in args.paths.iter().chain(&args.config) {
        if !path.exists() {
            return Err(miette!("'{}' is not there", path.display()));
        }
    }
    let pairs = match &args.config {
        Some(config) => apart(config, &args.paths),
        None => beside(&args.paths),
    };
    let results =
        Results { files: pairs.iter().map(|pair| rule_file(pair, args.strict_todo)).collect() };
    if results.is_empty() {
        return Err(miette!(
            help = "a test stands beside its rule: x.yaml, x.test.py",
            "no rule tests found"
        ));
    }
    print(&if args.json { results.json() } else { results.text(args.config.as_deref()) })?;
    Ok(results.exit_code())
}

fn rule_file(pair: &Pair, strict: bool) -> FileResult {
    let mut result = FileResult { rules: pair.rules.clone(), ..FileResult::default() };
    let text = fs::read_to_string(&pair.rules).unwrap_or_default();
    let parsed = parse_rules(&pair.rules.display().to_string(), &text);
    result.errors.extend(parsed.errors.iter().map(ToString::to_string));
    for rule in &parsed.rules {
        examples(rule, &mut result);
    }
    let has_fix = parsed.rules.iter().any(|rule| rule.fix.is_some() || rule.fix_regex.is_some());
    if parsed.rules.is_empty() {
        return result;
    }
    if pair.tests.is_empty() {
        result.missing_test = result.examples.is_empty();
        return result;
    }
    let all: Vec<String> = parsed.rules.iter().map(|rule| rule.id.clone()).collect();
    let mut rules = parsed.rules;
    for rule in &mut rules {
        // A test need not stand where the rule wants its files.
        rule.paths = PathFilter::default();
    }
    let mut set = RuleSet::new(rules, []);
    set.add_models(parsed.models, packs::models());
    result.notices.extend(set.notices.iter().map(|notice| notice.message.clone()));
    for entry in set.entries() {
        for (_, problem) in entry.check().err().into_iter().flatten() {
            result.errors.push(format!("{}: {}", entry.id, problem.message));
        }
    }
    // Rules for languages that are not there cannot pass; what is misspelt `tamis validate` finds.
    let (ids, left_out): (Vec<String>, Vec<String>) =
        all.into_iter().partition(|id| set.find(id).is_some());
    result.left_out = left_out.len();
    if ids.is_empty() {
        return result;
    }
    let report = report(&set, &pair.tests);
    for test in &pair.tests {
        let text = fs::read_to_string(test).unwrap_or_default();
        let notes = Annotations::read(&text);
        for id in &ids {
            result.checks.extend(check(test, &text, id, &notes, &report, strict));
        }
    }
    fixes(pair, &report, has_fix, &mut result);
    result
}

/// The examples of a secret rule, put together from their parts.
fn examples(rule: &Rule, result: &mut FileResult) {
    let Mode::Secret(spec) = &rule.mode else { return };
    let set = RuleSet::new(vec![rule.clone()], []);
    let options = ScanOptions { no_suppressions: true, ..ScanOptions::default() };
    for (example, number) in spec.examples.iter().zip(1..) {
        let name = example.file.clone().unwrap_or_else(|| "settings".to_owned());
        let input = Input::Text { name, bytes: example.text.clone().into_bytes() };
        let report =
            tamis_scan::scan(&set, &input, &options, &Progress::default()).unwrap_or_default();
        let found = !report.findings.is_empty();
        let (rule, passed) = (rule.id.clone(), found == example.found);
        result.examples.push(Example { rule, number, expected: example.found, passed });
    }
}

/// Everything found in the test files.
fn report(rules: &RuleSet, tests: &[PathBuf]) -> ScanReport {
    let roots = tests.to_vec();
    let input = Input::Paths(WalkOptions { roots, ..WalkOptions::default() });
    let options =
        ScanOptions { no_suppressions: true, show_secrets: true, ..ScanOptions::default() };
    tamis_scan::scan(rules, &input, &options, &Progress::default()).unwrap_or_default()
}

/// A rule on a file; `None` where no comment names it and it finds nothing.
fn check(
    test: &Path,
    text: &str,
    id: &str,
    notes: &Annotations,
    report: &ScanReport,
    strict: bool,
) -> Option<Check> {
    let shown = relative(test, Path::new(""));
    let lines = notes.of(id, strict);
    let reported: BTreeSet<u32> = report
        .findings
        .iter()
        .filter(|finding| finding.rule == id && finding.location.path == shown)
        .map(|finding| finding.location.start.line)
        .filter(|line| !lines.free.contains(line))
        .collect();
    if !lines.named && reported.is_empty() {
        return None;
    }
    let differing = lines.expected.symmetric_difference(&reported);
    let code = differing.map(|line| (*line, nth_line(text, *line))).collect();
    Some(Check {
        rule: id.to_owned(),
        test: test.to_owned(),
        expected: lines.expected,
        reported,
        gaps: lines.gaps,
        code,
    })
}

fn nth_line(text: &str, number: u32) -> String {
    let line = text.lines().nth(number.saturating_sub(1) as usize).unwrap_or("").trim();
    line.chars().take(100).collect()
}

/// What the fixes of all rules of the file make of each test file, against its `.fixed` file.
fn fixes(pair: &Pair, report: &ScanReport, has_fix: bool, result: &mut FileResult) {
    let patches = if has_fix { plan_fixes(report, true) } else { Vec::new() };
    for test in &pair.tests {
        let (shown, fixed) = (relative(test, Path::new("")), fixed_file(test));
        let Some(fixed) = fixed else {
            result.missing_fixtest |= has_fix;
            continue;
        };
        if !has_fix {
            let message = format!("'{}' is there, but no rule has a fix", fixed.display());
            result.notices.push(message);
            continue;
        }
        let expected = fs::read_to_string(&fixed).unwrap_or_default();
        let patch = patches.iter().find(|patch| patch.path == shown);
        let got = match patch {
            Some(patch) => patch.after.clone(),
            None => fs::read_to_string(test).unwrap_or_default(),
        };
        let refused = patch.map_or(0, |patch| patch.refused.len());
        let diff = (got != expected).then(|| {
            let diff = TextDiff::from_lines(expected.as_str(), got.as_str());
            let (old, new) = (fixed.display().to_string(), format!("{shown} with its fixes"));
            diff.unified_diff().context_radius(2).header(&old, &new).to_string()
        });
        result.fixes.push(FixCheck { test: test.clone(), refused, diff });
    }
}
