//! `tamis test`: rules against the annotated files beside them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use miette::{Report, miette};
use tamis_rule::{Mode, Rule, parse_rules};
use tamis_scan::{Input, Progress, RuleSet, ScanOptions, WalkOptions};

use super::print;
use crate::args::Test;
use crate::packs;
use crate::select::rule_files;

/// Comment starts an annotation may stand behind, with their ends.
const COMMENTS: [(&str, &str); 8] = [
    ("#", ""),
    ("//", ""),
    ("<!--", "-->"),
    ("(*", "*)"),
    ("/*", "*/"),
    ("{/*", "*/}"),
    (";;", ""),
    ("'", ""),
];

/// What the annotations of a file say, by kind: (rule id, line).
#[derive(Default)]
struct Annotations {
    ruleid: BTreeSet<(String, u32)>,
    ok: BTreeSet<(String, u32)>,
    todoruleid: BTreeSet<(String, u32)>,
    todook: BTreeSet<(String, u32)>,
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    todo: usize,
    out: String,
}

pub(crate) fn run(args: &Test) -> Result<u8, Report> {
    let mut tally = Tally::default();
    for path in &args.paths {
        if !path.exists() {
            return Err(miette!("'{}' is not there", path.display()));
        }
        for file in rule_files(path) {
            rule_file(&file, args.strict_todo, &mut tally);
        }
    }
    let Tally { passed, failed, todo, mut out } = tally;
    if passed + failed == 0 {
        return Err(miette!(
            help = "a test stands beside its rule: x.yaml, x.test.py",
            "no rule tests found"
        ));
    }
    let _ = writeln!(out, "{passed} passed, {failed} failed; {todo} known gaps");
    print(&out)?;
    Ok(u8::from(failed > 0))
}

/// Test files of a rule file: `<stem>.<ext>`, `<stem>.test.<ext>` beside it, and files in the folder `<stem>`.
fn test_files(rule_file: &Path) -> Vec<PathBuf> {
    let stem = |path: &Path| {
        path.file_name()
            .and_then(|name| name.to_str())
            .and_then(|name| name.split('.').next())
            .unwrap_or("")
            .to_owned()
    };
    let own = stem(rule_file);
    let mut files: Vec<PathBuf> = Vec::new();
    let folder = rule_file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let list = |folder: &Path| {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
    };
    for path in list(folder) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        let yaml_rule =
            (name.ends_with(".yaml") || name.ends_with(".yml")) && !name.contains(".test.");
        if path.is_file() && stem(&path) == own && !yaml_rule && !name.contains(".fixed") {
            files.push(path);
        } else if path.is_dir() && name == own {
            files.extend(list(&path).filter(|path| path.is_file()));
        }
    }
    files.sort();
    files
}

fn rule_file(file: &Path, strict: bool, tally: &mut Tally) {
    let tests = test_files(file);
    let text = fs::read_to_string(file).unwrap_or_default();
    let parsed = parse_rules(&file.display().to_string(), &text);
    for error in &parsed.errors {
        tally.failed += 1;
        let _ = writeln!(tally.out, "{}: {error}", file.display());
    }
    for rule in &parsed.rules {
        examples(file, rule, tally);
    }
    if tests.is_empty() || parsed.rules.is_empty() {
        return;
    }
    let ids: Vec<String> = parsed.rules.iter().map(|rule| rule.id.clone()).collect();
    let mut rules = parsed.rules;
    for rule in &mut rules {
        rule.paths = tamis_rule::PathFilter::default();
    }
    let mut set = RuleSet::new(rules, []);
    set.add_models(parsed.models, packs::models());
    for notice in &set.notices {
        let _ = writeln!(tally.out, "{}: {}", file.display(), notice.message);
    }
    for entry in set.entries() {
        for (_, problem) in entry.check().err().into_iter().flatten() {
            let _ = writeln!(tally.out, "{}: {}: {}", file.display(), entry.id, problem.message);
        }
    }
    let found = findings(&set, &tests);
    for test in &tests {
        let notes = annotations(&fs::read_to_string(test).unwrap_or_default());
        for id in &ids {
            compare(file, test, id, &notes, &found, strict, tally);
        }
    }
}

/// The examples of a secret rule, put together from their parts.
fn examples(file: &Path, rule: &Rule, tally: &mut Tally) {
    let Mode::Secret(spec) = &rule.mode else { return };
    let set = RuleSet::new(vec![rule.clone()], []);
    let options = ScanOptions { no_suppressions: true, ..ScanOptions::default() };
    for (number, example) in spec.examples.iter().enumerate() {
        let name = example.file.clone().unwrap_or_else(|| "settings".to_owned());
        let input = Input::Text { name, bytes: example.text.clone().into_bytes() };
        let report =
            tamis_scan::scan(&set, &input, &options, &Progress::default()).unwrap_or_default();
        if report.findings.is_empty() != example.found {
            tally.passed += 1;
            continue;
        }
        tally.failed += 1;
        let what = if example.found { "found nothing in" } else { "found something in" };
        let number = number + 1;
        let _ = writeln!(tally.out, "{}: {} {what} example {number}", file.display(), rule.id);
    }
}

/// (rule, file, line) of everything reported.
fn findings(rules: &RuleSet, tests: &[PathBuf]) -> BTreeSet<(String, String, u32)> {
    let roots = tests.to_vec();
    let input = Input::Paths(WalkOptions { roots, ..WalkOptions::default() });
    let options = ScanOptions { no_suppressions: true, ..ScanOptions::default() };
    let report =
        tamis_scan::scan(rules, &input, &options, &Progress::default()).unwrap_or_default();
    let place = |finding: tamis_finding::Finding| {
        (finding.rule, finding.location.path, finding.location.start.line)
    };
    report.findings.into_iter().map(place).collect()
}

fn annotations(text: &str) -> Annotations {
    let mut all = Annotations::default();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let body =
            COMMENTS.iter().find_map(|(start, end)| line.strip_prefix(start)?.strip_suffix(end));
        let Some((kind, ids)) = body.and_then(|body| body.trim().split_once(':')) else { continue };
        let target = match kind {
            "ruleid" => &mut all.ruleid,
            "ok" => &mut all.ok,
            "todoruleid" => &mut all.todoruleid,
            "todook" => &mut all.todook,
            _ => continue,
        };
        for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            target.insert((id.to_owned(), number as u32 + 2));
        }
    }
    all
}

fn compare(
    file: &Path,
    test: &Path,
    id: &str,
    notes: &Annotations,
    found: &BTreeSet<(String, String, u32)>,
    strict: bool,
    tally: &mut Tally,
) {
    let shown = tamis_scan::relative(test, Path::new(""));
    let of = |list: &BTreeSet<(String, u32)>| -> BTreeSet<u32> {
        list.iter().filter(|(rule, _)| rule == id).map(|(_, line)| *line).collect()
    };
    let (mut expected, ok, todo, todook) =
        (of(&notes.ruleid), of(&notes.ok), of(&notes.todoruleid), of(&notes.todook));
    if expected.is_empty() && ok.is_empty() && todo.is_empty() && todook.is_empty() {
        return;
    }
    let mut got: BTreeSet<u32> = found
        .iter()
        .filter(|(rule, path, _)| rule == id && *path == shown)
        .map(|(.., line)| *line)
        .collect();
    tally.todo += todo.len() + todook.len();
    if strict {
        expected.extend(&todook);
    } else {
        got.retain(|line| {
            expected.contains(line) || (!todo.contains(line) && !todook.contains(line))
        });
    }
    let missed: Vec<u32> = expected.difference(&got).copied().collect();
    let extra: Vec<u32> = got.difference(&expected).copied().collect();
    if missed.is_empty() && extra.is_empty() {
        tally.passed += 1;
    } else {
        tally.failed += 1;
        let _ = writeln!(
            tally.out,
            "{}: {id} on {shown}: not reported at lines {missed:?}, reported at lines {extra:?}",
            file.display()
        );
    }
}
