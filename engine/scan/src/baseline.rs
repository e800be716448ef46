//! Findings that were known before: a file of fingerprints, or those of an earlier commit.
//!
//! For: telling old findings from new ones. Not for: getting at an earlier commit (the binary asks git).
//! Read [`Baseline`]. The file is JSON, one finding a line, sorted, so that merges of branches stay small; it holds no
//! lines and no code, so it changes only when findings do.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use tamis_finding::{Finding, Fingerprint, Newness, ScanReport, Suppression};

use crate::fingerprint::fingerprint;

/// Rises when a field changes its name or meaning.
const VERSION: u32 = 1;

/// What was known.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// What a finding that is known is said to be accepted by.
    pub name: String,
    known: FxHashSet<Fingerprint>,
    /// By what is the same in a file of another name: how many, and the paths they had.
    moved: BTreeMap<Fingerprint, Vec<String>>,
}

/// Why a file is no baseline.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// Not our JSON.
    #[error("it is no baseline of tamis: {0}")]
    Form(String),
    /// Of a later version of tamis.
    #[error(
        "it has version {0}, and this tamis reads version {VERSION}; write it anew with 'tamis baseline'"
    )]
    Version(u32),
}

#[derive(Deserialize)]
struct WireFile {
    version: u32,
    findings: Vec<WireEntry>,
}

#[derive(Deserialize)]
struct WireEntry {
    fingerprint: String,
    /// The same finding wherever its file lies.
    #[serde(default)]
    content: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    rule: String,
}

impl Baseline {
    /// Reads a file; `name` is what accepted findings are said to be accepted by.
    pub fn read(name: &str, text: &str) -> Result<Baseline, BaselineError> {
        let file: WireFile = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| BaselineError::Form(error.to_string()))?;
        if file.version != VERSION {
            return Err(BaselineError::Version(file.version));
        }
        let mut baseline = Baseline { name: name.to_owned(), ..Baseline::default() };
        for entry in file.findings {
            let known = parse(&entry.fingerprint).ok_or_else(|| {
                BaselineError::Form(format!("'{}' is no fingerprint", entry.fingerprint))
            })?;
            baseline.known.insert(known);
            if let Some(content) = parse(&entry.content) {
                baseline.moved.entry(content).or_default().push(entry.path);
            }
        }
        Ok(baseline)
    }

    /// What a report found, but for what a comment or an exception accepts.
    pub fn of(name: &str, report: &ScanReport) -> Baseline {
        let mut baseline = Baseline { name: name.to_owned(), ..Baseline::default() };
        for finding in report.open() {
            baseline.known.insert(finding.fingerprint);
            let content = content(report, finding);
            baseline.moved.entry(content).or_default().push(finding.location.path.clone());
        }
        baseline
    }

    /// Number of findings.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Marks each finding as new or known; known ones are accepted and do not count. Returns how many of the baseline
    /// were not found again.
    ///
    /// A finding is known by its fingerprint, or, where the baseline has one with the same rule and code in a file
    /// that has no findings any more (it was moved), by that; each such entry serves one finding.
    pub fn apply(&self, report: &mut ScanReport) -> usize {
        let paths: FxHashSet<String> =
            report.findings.iter().map(|finding| finding.location.path.clone()).collect();
        self.apply_to_part(report, |path| !paths.contains(path))
    }

    /// The same for a report that holds the findings of some files only: `is_lost` tells which files have none any more.
    pub fn apply_to_part(&self, report: &mut ScanReport, is_lost: impl Fn(&str) -> bool) -> usize {
        let mut gone: FxHashMap<Fingerprint, usize> = FxHashMap::default();
        for (content, old) in &self.moved {
            let lost = old.iter().filter(|path| is_lost(path)).count();
            gone.insert(*content, lost);
        }
        let mut found = 0;
        let contents: Vec<Fingerprint> =
            report.findings.iter().map(|finding| content(report, finding)).collect();
        for (finding, content) in report.findings.iter_mut().zip(contents) {
            let is_known = self.known.contains(&finding.fingerprint) || {
                let left = gone.get_mut(&content).filter(|left| **left > 0);
                left.map(|left| *left -= 1).is_some()
            };
            found += usize::from(is_known);
            finding.newness = Some(if is_known { Newness::Known } else { Newness::New });
            if is_known && finding.suppression.is_none() {
                finding.suppression = Some(Suppression {
                    form: self.name.clone(),
                    reason: None,
                    span: None,
                    owner: None,
                    until: None,
                });
            }
        }
        self.known.len().saturating_sub(found)
    }
}

/// The file for what a report found and nothing accepts.
pub fn write_baseline(report: &ScanReport) -> String {
    written(report.open().map(|finding| line(report, finding)).collect())
}

/// The baseline `text` with the open findings of `report` added.
pub fn add_to_baseline(text: &str, report: &ScanReport) -> Result<String, BaselineError> {
    let known = Baseline::read("", text)?;
    let file: WireFile = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| BaselineError::Form(error.to_string()))?;
    let mut lines: Lines = BTreeMap::new();
    for entry in file.findings {
        let json = serde_json::json!({
            "fingerprint": entry.fingerprint,
            "content": entry.content,
            "rule": entry.rule,
            "path": entry.path,
        });
        lines.insert((entry.path, entry.rule, entry.fingerprint), json.to_string());
    }
    let new = report.open().filter(|finding| !known.known.contains(&finding.fingerprint));
    lines.extend(new.map(|finding| line(report, finding)));
    Ok(written(lines))
}

/// Lines of a file by path, rule and fingerprint.
type Lines = BTreeMap<(String, String, String), String>;

fn line(report: &ScanReport, finding: &Finding) -> ((String, String, String), String) {
    let fingerprint = finding.fingerprint.to_string();
    let entry = serde_json::json!({
        "fingerprint": fingerprint,
        "content": content(report, finding).to_string(),
        "rule": finding.rule,
        "path": finding.location.path,
    });
    let key = (finding.location.path.clone(), finding.rule.clone(), fingerprint);
    (key, entry.to_string())
}

fn written(lines: Lines) -> String {
    let mut text = format!("{{\n  \"version\": {VERSION},\n  \"findings\": [");
    for (n, line) in lines.values().enumerate() {
        // Writing to a String does not fail.
        let _ = write!(text, "{}\n    {line}", if n == 0 { "" } else { "," });
    }
    text.push_str(if lines.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    text
}

/// What a finding keeps where its file is renamed or moved.
fn content(report: &ScanReport, finding: &Finding) -> Fingerprint {
    let code = report
        .source(&finding.location.path)
        .and_then(|source| source.text.get(finding.location.span.range()))
        .unwrap_or_default();
    fingerprint(&finding.rule, "", code, 0)
}

fn parse(text: &str) -> Option<Fingerprint> {
    (text.len() == 32).then(|| u128::from_str_radix(text, 16).ok()).flatten().map(Fingerprint)
}

#[cfg(test)]
mod tests {
    use tamis_finding::{Confidence, Evidence, Location, Severity, Source};
    use tamis_syntax::{Position, Span};

    use super::*;

    /// A report with a finding on each text that is given as path, text of the file and code.
    fn report(places: &[(&str, &str, &str)]) -> ScanReport {
        let mut report = ScanReport::default();
        for (path, text, code) in places {
            let start = text.find(code).unwrap() as u32;
            let span = Span::new(start, start + code.len() as u32);
            let at = Position::default();
            report.findings.push(Finding {
                rule: "r".to_owned(),
                severity: Severity::High,
                confidence: Confidence::High,
                message: String::new(),
                location: Location { path: (*path).to_owned(), span, start: at, end: at },
                related: Vec::new(),
                trace: None,
                fix: None,
                fingerprint: fingerprint("r", path, code, 0),
                suppression: None,
                newness: None,
                bindings: Vec::new(),
                evidence: Evidence::default(),
            });
            report.sources.push(Source {
                path: (*path).to_owned(),
                text: (*text).into(),
                masked: Vec::new(),
            });
        }
        report.sources.sort_by(|a, b| a.path.cmp(&b.path));
        report
    }

    fn newness(report: &ScanReport) -> Vec<Newness> {
        report.findings.iter().filter_map(|finding| finding.newness).collect()
    }

    #[test]
    fn what_is_written_is_known_again_and_the_rest_is_new() {
        let text = write_baseline(&report(&[
            ("a.py", "eval(x)", "eval(x)"),
            ("b.py", "eval(y)", "eval(y)"),
        ]));
        let baseline = Baseline::read("baseline f", &text).unwrap();
        let mut now =
            report(&[("a.py", "\n\n  eval( x )", "eval( x )"), ("a2.py", "eval(z)", "eval(z)")]);
        assert_eq!(baseline.apply(&mut now), 1, "one of the baseline is gone");
        assert_eq!(newness(&now), [Newness::Known, Newness::New]);
        assert_eq!(now.findings[0].suppression.as_ref().unwrap().form, "baseline f");
        assert!(now.findings[1].suppression.is_none());
        assert_eq!(
            text,
            write_baseline(&report(&[
                ("b.py", "eval(y)", "eval(y)"),
                ("a.py", "eval(x)", "eval(x)")
            ]))
        );
    }

    #[test]
    fn a_finding_is_added_once_and_the_rest_stays_as_it_is() {
        let one = report(&[("a.py", "eval(x)", "eval(x)")]);
        let two = report(&[("b.py", "eval(y)", "eval(y)")]);
        let both = report(&[("a.py", "eval(x)", "eval(x)"), ("b.py", "eval(y)", "eval(y)")]);
        let text = add_to_baseline(&write_baseline(&two), &one).unwrap();
        assert_eq!(text, write_baseline(&both));
        assert_eq!(add_to_baseline(&text, &both).unwrap(), text);
        assert!(add_to_baseline("{", &one).is_err());
    }

    #[test]
    fn a_file_that_moved_takes_its_findings_along_but_a_copy_is_new() {
        let baseline = Baseline::of("b", &report(&[("a.py", "eval(x)", "eval(x)")]));
        let mut moved = report(&[("lib/a.py", "eval(x)", "eval(x)")]);
        baseline.apply(&mut moved);
        assert_eq!(newness(&moved), [Newness::Known]);
        let mut copied =
            report(&[("a.py", "eval(x)", "eval(x)"), ("lib/a.py", "eval(x)", "eval(x)")]);
        baseline.apply(&mut copied);
        assert_eq!(newness(&copied), [Newness::Known, Newness::New]);
    }

    #[test]
    fn what_is_no_baseline_is_told() {
        for (text, words) in [
            ("[]", "no baseline of tamis"),
            ("{\"version\": 9, \"findings\": []}", "version 9"),
            ("{\"version\": 1, \"findings\": [{\"fingerprint\": \"x\"}]}", "'x' is no fingerprint"),
        ] {
            let error = Baseline::read("b", text).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
        assert!(Baseline::read("b", &write_baseline(&ScanReport::default())).unwrap().is_empty());
    }
}
