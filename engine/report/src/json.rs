//! Everything the scan found, in our own versioned JSON (docs/output-json.md describes it for readers of it).
//!
//! The types here are the wire form and nothing else: a field keeps its name and meaning as long as [`VERSION`] stays;
//! new fields may come. Absent means none: there are no nulls. No timings, so that same input gives same bytes.
//! Read [`Document`] first.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use tamis_finding::{
    Binding, FileCounts, Finding, Fix, Location, Newness, Notice, RuleInfo, ScanReport, Severity,
    SkipReason, Skipped, Step, Suppression,
};
use tamis_syntax::{Position, Span};

use crate::RenderOptions;
use crate::texts::{Text, Texts};

/// Rises when a field changes its name or meaning, or goes.
const VERSION: u32 = 1;
/// Longer matches are cut to this many bytes, and say so.
const LONGEST_CODE: usize = 4096;

/// Writes the report.
pub(crate) fn write(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let texts = Texts::new(report);
    serde_json::to_writer_pretty(&mut *out, &document(report, &texts))?;
    writeln!(out)
}

/// The whole file.
#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: Tool,
    summary: Summary,
    findings: Vec<WireFinding<'r>>,
    /// The rules that have findings, by id.
    rules: BTreeMap<&'r str, WireRule<'r>>,
    notices: Vec<WireNotice<'r>>,
    skipped: Vec<WireSkipped<'r>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Summary {
    /// Not suppressed.
    findings: usize,
    suppressed: usize,
    /// Of those not suppressed; every severity is there.
    by_severity: BySeverity,
    files: Files,
    rules_run: usize,
}

#[derive(Serialize, Default)]
struct BySeverity {
    critical: usize,
    high: usize,
    medium: usize,
    low: usize,
    info: usize,
}

#[derive(Serialize)]
struct Files {
    scanned: usize,
    parsed: usize,
    skipped: usize,
    bytes: u64,
}

#[derive(Serialize)]
pub(crate) struct WireFinding<'r> {
    rule: &'r str,
    severity: &'static str,
    confidence: &'static str,
    message: &'r str,
    path: &'r str,
    start: Place,
    end: Place,
    /// The matched text.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'r str>,
    /// Set where `code` was cut.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    code_cut: bool,
    /// `CWE-78`, the exact one first.
    cwe: Vec<String>,
    owasp: &'r [String],
    metavariables: BTreeMap<&'r str, WireBinding<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<WireFix<'r>>,
    fingerprint: String,
    /// `new` or `known`, against a baseline or an earlier commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<WireStep<'r>>,
    /// First the source, last the sink.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trace: Vec<WireStep<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppression: Option<WireSuppression<'r>>,
    /// The commit that brought it, in scans of a history.
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<WireHistory<'r>>,
    /// Clauses of the rule that held, by their path in the rule file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clauses: Vec<WireClause<'r>>,
}

#[derive(Serialize)]
struct WireHistory<'r> {
    commit: &'r str,
    /// `2026-01-31`.
    date: &'r str,
    /// Whether the value still stands at HEAD.
    at_head: bool,
}

/// A place: line and column from 1 (columns in UTF-16 code units), byte from 0 in the decoded text.
#[derive(Serialize)]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    byte: u32,
}

#[derive(Serialize)]
struct WireBinding<'r> {
    text: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'r str>,
}

#[derive(Serialize)]
struct WireFix<'r> {
    start: Place,
    end: Place,
    replacement: &'r str,
    /// Whether the rule says that it may be applied unseen.
    safe: bool,
}

#[derive(Serialize)]
struct WireStep<'r> {
    path: &'r str,
    start: Place,
    end: Place,
    note: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'r str>,
}

#[derive(Serialize)]
struct WireSuppression<'r> {
    form: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Place>,
}

#[derive(Serialize)]
struct WireClause<'r> {
    clause: &'r str,
    start: Place,
    end: Place,
}

#[derive(Serialize)]
pub(crate) struct WireRule<'r> {
    message: &'r str,
    severity: &'static str,
    confidence: &'static str,
    cwe: Vec<String>,
    /// Parallel to `cwe`; empty where the rule gives none.
    cwe_titles: &'r [String],
    owasp: &'r [String],
    references: &'r [String],
    equivalents: &'r [String],
    tags: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'r str>,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'r str>,
}

#[derive(Serialize)]
pub(crate) struct WireNotice<'r> {
    kind: &'static str,
    message: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'r str>,
}

#[derive(Serialize)]
pub(crate) struct WireSkipped<'r> {
    path: &'r str,
    reason: &'static str,
    /// What ignored or excluded it, the words found, the system's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'r str>,
    /// Size in bytes, or the mean line length where the reason is `minified`.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
}

fn document<'r>(report: &'r ScanReport, texts: &'r Texts<'r>) -> Document<'r> {
    let finding = |finding| wire_finding(finding, report.rule(&finding.rule), texts);
    Document {
        version: VERSION,
        tool: Tool { name: "tamis", version: env!("CARGO_PKG_VERSION") },
        summary: summary(report),
        findings: report.findings.iter().map(finding).collect(),
        rules: report.rules.iter().map(|rule| (rule.id.as_str(), wire_rule(rule))).collect(),
        notices: report.notices.iter().map(wire_notice).collect(),
        skipped: report.skipped.iter().map(wire_skipped).collect(),
    }
}

pub(crate) fn summary(report: &ScanReport) -> Summary {
    let mut by_severity = BySeverity::default();
    for finding in report.open() {
        *match finding.severity {
            Severity::Critical => &mut by_severity.critical,
            Severity::High => &mut by_severity.high,
            Severity::Medium => &mut by_severity.medium,
            Severity::Low => &mut by_severity.low,
            Severity::Info => &mut by_severity.info,
        } += 1;
    }
    let findings = report.open().count();
    let FileCounts { scanned, parsed, skipped, bytes } = report.files;
    Summary {
        findings,
        suppressed: report.findings.len() - findings,
        by_severity,
        files: Files { scanned, parsed, skipped, bytes },
        rules_run: report.rules_run,
    }
}

pub(crate) fn wire_finding<'r>(
    finding: &'r Finding,
    rule: Option<&'r RuleInfo>,
    texts: &'r Texts<'r>,
) -> WireFinding<'r> {
    let text = texts.get(&finding.location.path);
    let code = text.and_then(|text| text.slice(finding.location.span));
    let kept = code.map(|code| &code[..code.floor_char_boundary(LONGEST_CODE)]);
    let (start, end) = ends(&finding.location);
    let step = |step| wire_step(step, texts);
    let binding = |b: &'r Binding| (b.metavariable.as_str(), wire_binding(b, text));
    WireFinding {
        rule: &finding.rule,
        severity: finding.severity.name(),
        confidence: finding.confidence.name(),
        message: &finding.message,
        path: &finding.location.path,
        start,
        end,
        code: kept,
        code_cut: kept != code,
        cwe: rule.map(cwe).unwrap_or_default(),
        owasp: rule.map(|rule| rule.owasp.as_slice()).unwrap_or_default(),
        metavariables: finding.bindings.iter().map(binding).collect(),
        fix: finding.fix.as_ref().map(|fix| wire_fix(fix, text)),
        fingerprint: finding.fingerprint.to_string(),
        state: finding.newness.map(|newness| match newness {
            Newness::New => "new",
            Newness::Known => "known",
        }),
        related: finding.related.iter().map(step).collect(),
        trace: finding.trace.iter().flat_map(|trace| &trace.steps).map(step).collect(),
        suppression: finding.suppression.as_ref().map(|found| wire_suppression(found, text)),
        history: finding.history.as_ref().map(|it| WireHistory {
            commit: &it.commit,
            date: &it.date,
            at_head: it.at_head,
        }),
        clauses: finding
            .evidence
            .clauses
            .iter()
            .map(|(clause, span)| {
                let (start, end) = places(*span, text);
                WireClause { clause, start, end }
            })
            .collect(),
    }
}

fn wire_binding<'r>(binding: &'r Binding, text: Option<Text<'r>>) -> WireBinding<'r> {
    let (start, end) = binding.span.map(|span| places(span, text)).unzip();
    WireBinding { text: &binding.text, start, end, value: binding.value.as_deref() }
}

fn wire_fix<'r>(fix: &'r Fix, text: Option<Text<'r>>) -> WireFix<'r> {
    let (start, end) = places(fix.span, text);
    WireFix { start, end, replacement: &fix.replacement, safe: fix.safe }
}

fn wire_step<'r>(step: &'r Step, texts: &'r Texts<'r>) -> WireStep<'r> {
    let (start, end) = ends(&step.location);
    let code = texts.get(&step.location.path).and_then(|text| text.slice(step.location.span));
    let code = code.filter(|code| code.len() <= LONGEST_CODE);
    WireStep { path: &step.location.path, start, end, note: &step.note, code }
}

fn wire_suppression<'r>(found: &'r Suppression, text: Option<Text<'r>>) -> WireSuppression<'r> {
    let (start, end) = found.span.map(|span| places(span, text)).unzip();
    WireSuppression {
        form: &found.form,
        reason: found.reason.as_deref(),
        owner: found.owner.as_deref(),
        until: found.until.as_deref(),
        start,
        end,
    }
}

pub(crate) fn wire_rule(rule: &RuleInfo) -> WireRule<'_> {
    WireRule {
        message: &rule.message,
        severity: rule.severity.name(),
        confidence: rule.confidence.name(),
        cwe: cwe(rule),
        cwe_titles: &rule.cwe_titles,
        owasp: &rule.owasp,
        references: &rule.references,
        equivalents: &rule.equivalents,
        tags: &rule.tags,
        link: rule.link.as_deref(),
        help: rule.help.as_deref(),
    }
}

pub(crate) fn wire_notice(notice: &Notice) -> WireNotice<'_> {
    let start = notice.span.map(|span| place(span.start, notice.start));
    WireNotice {
        kind: notice.kind.id(),
        message: &notice.message,
        path: notice.path.as_deref(),
        start,
        rule: notice.rule.as_deref(),
    }
}

pub(crate) fn wire_skipped(skipped: &Skipped) -> WireSkipped<'_> {
    let (detail, bytes) = match &skipped.reason {
        SkipReason::Ignored(detail)
        | SkipReason::Excluded(detail)
        | SkipReason::Vendored(detail)
        | SkipReason::Generated(detail)
        | SkipReason::Unreadable(detail) => (Some(detail.as_str()), None),
        SkipReason::Minified(n) | SkipReason::NoTree(n) | SkipReason::TooLarge(n) => {
            (None, Some(*n))
        }
        SkipReason::Binary
        | SkipReason::NoLanguage
        | SkipReason::SymlinkLoop
        | SkipReason::Special => (None, None),
    };
    let detail = detail.filter(|detail| !detail.is_empty());
    WireSkipped { path: &skipped.path, reason: skipped.reason.id(), detail, bytes }
}

fn cwe(rule: &RuleInfo) -> Vec<String> {
    rule.cwe.iter().map(|number| format!("CWE-{number}")).collect()
}

fn ends(location: &Location) -> (Place, Place) {
    let Location { span, start, end, .. } = location;
    (place(span.start, Some(*start)), place(span.end, Some(*end)))
}

/// Both ends of `span`, with lines where the text is at hand.
fn places(span: Span, text: Option<Text<'_>>) -> (Place, Place) {
    let (start, end) = text.and_then(|text| text.positions(span)).unzip();
    (place(span.start, start), place(span.end, end))
}

fn place(byte: u32, position: Option<Position>) -> Place {
    let (line, column) = position.map(|position| (position.line, position.column)).unzip();
    Place { line, column, byte }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{find, finding, location, render, sample, source};

    fn json(report: &ScanReport) -> serde_json::Value {
        serde_json::from_str(&render("json", report, &RenderOptions::default())).unwrap()
    }

    #[test]
    fn everything() {
        let written = render("json", &sample(), &RenderOptions::default());
        insta::assert_snapshot!(written.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    }

    #[test]
    fn an_empty_report_has_all_its_lists() {
        let document = json(&ScanReport::default());
        for list in ["findings", "notices", "skipped"] {
            assert_eq!(document[list], serde_json::json!([]), "{list}");
        }
        assert_eq!(document["rules"], serde_json::json!({}));
    }

    #[test]
    fn there_are_no_nulls() {
        fn nulls(value: &serde_json::Value) -> usize {
            match value {
                serde_json::Value::Null => 1,
                serde_json::Value::Array(list) => list.iter().map(nulls).sum(),
                serde_json::Value::Object(map) => map.values().map(nulls).sum(),
                _ => 0,
            }
        }
        assert_eq!(nulls(&json(&sample())), 0);
    }

    #[test]
    fn long_matches_are_cut_on_a_character_and_say_so() {
        let text = format!("x{}", "é".repeat(4000));
        let at = location("a", &text, Span::new(0, text.len() as u32));
        let report = ScanReport {
            findings: vec![finding("r", Severity::Low, "m", at)],
            sources: vec![source("a", &text)],
            ..ScanReport::default()
        };
        let found = &json(&report)["findings"][0];
        assert_eq!(found["code"].as_str().map(str::len), Some(4095));
        assert_eq!(found["code_cut"], serde_json::json!(true));
    }

    #[test]
    fn spans_that_do_not_fit_the_text_keep_their_bytes() {
        let mut at = location("a", "é", find("é", "é", 0));
        at.span = Span::new(1, 9);
        let mut found = finding("r", Severity::Low, "m", at);
        found.fix = Some(Fix { span: Span::new(5, 6), replacement: String::new(), safe: false });
        let report = ScanReport {
            findings: vec![found],
            sources: vec![source("a", "é")],
            ..ScanReport::default()
        };
        let found = &json(&report)["findings"][0];
        assert_eq!(found["fix"]["start"], serde_json::json!({"byte": 5}));
        assert!(found.get("code").is_none());
    }
}
