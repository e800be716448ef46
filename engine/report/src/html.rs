//! One HTML page for people: no network, no other file; light and dark as the system is.
//!
//! The page is a template with the data as JSON in it; `html/page.js` draws it. Scanned text becomes text nodes only,
//! and a content security policy forbids everything the page does not bring itself.

use std::io;

use serde::Serialize;
use tamis_finding::{Finding, Location, Newness, RuleInfo, ScanReport, Severity, Step};

use crate::RenderOptions;
use crate::texts::Texts;
use crate::words::{clip, count, first_sentence, notice_noun, xml};

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// Lines of code shown around a place.
const CONTEXT: u32 = 2;
/// Lines of a place shown at most.
const MOST_LINES: u32 = 24;
/// Longer lines are cut: minified code.
const LONGEST_LINE: usize = 400;
/// Notices listed.
const MOST_NOTICES: usize = 200;

#[derive(Serialize)]
struct Data<'r> {
    rules: std::collections::BTreeMap<&'r str, PageRule<'r>>,
    findings: Vec<PageFinding<'r>>,
    /// Path and lines of all scanned files.
    sizes: Vec<(&'r str, u32)>,
    /// Open findings, the most severe first.
    counts: [usize; 5],
    trend: Vec<PagePoint<'r>>,
}

#[derive(Serialize)]
struct PagePoint<'r> {
    label: &'r str,
    counts: [usize; 5],
}

#[derive(Serialize)]
struct PageRule<'r> {
    family: &'static str,
    cwe: Vec<String>,
    cwe_titles: &'r [String],
    owasp: &'r [String],
    references: &'r [String],
}

#[derive(Serialize)]
struct PageFinding<'r> {
    rule: &'r str,
    severity: &'static str,
    confidence: &'static str,
    title: String,
    message: &'r str,
    path: &'r str,
    line: u32,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Accepted<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<Vec<PageStep<'r>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Vec<PageStep<'r>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'r str>,
    safe: bool,
}

#[derive(Serialize)]
struct Accepted<'r> {
    form: &'r str,
    reason: Option<&'r str>,
    owner: Option<&'r str>,
    until: Option<&'r str>,
}

#[derive(Serialize)]
struct PageStep<'r> {
    note: &'r str,
    path: &'r str,
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
}

/// Lines around a place; columns are UTF-16 code units, which is what scripts count.
#[derive(Serialize)]
struct Code {
    first: u32,
    lines: Vec<String>,
    start: (u32, u32),
    end: (u32, u32),
}

/// Writes the report.
pub(crate) fn write(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let texts = Texts::new(report);
    // In a script element only `<` could end it or begin a comment.
    let json = serde_json::to_string(&data(report, &texts))?.replace('<', "\\u003c");
    let parts = [
        ("@@CSS@@", STYLE.to_owned()),
        ("@@TITLE@@", xml(&title(report))),
        ("@@SCANNED@@", xml(&scanned(report))),
        ("@@GATE@@", gate(report)),
        ("@@NOTICES@@", notices(report)),
        ("@@DATA@@", json),
        ("@@JS@@", SCRIPT.to_owned()),
    ];
    let mut rest = PAGE;
    for (mark, text) in &parts {
        let Some((before, after)) = rest.split_once(mark) else { continue };
        out.write_all(before.as_bytes())?;
        out.write_all(text.as_bytes())?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

fn title(report: &ScanReport) -> String {
    let counts = counts(report);
    let words: Vec<String> = Severity::ALL
        .iter()
        .rev()
        .zip(counts)
        .filter(|(_, n)| *n > 0)
        .map(|(severity, n)| format!("{n} {}", severity.name()))
        .collect();
    let total = count(report.open().count(), "finding");
    if words.is_empty() { total } else { format!("{total} ({})", words.join(", ")) }
}

fn scanned(report: &ScanReport) -> String {
    let accepted = report.findings.len() - report.open().count();
    let mut text = format!(
        "Scanned {} with {}; {accepted} accepted.",
        count(report.files.scanned, "file"),
        count(report.rules_run, "rule")
    );
    if let Some(provenance) = &report.provenance {
        let commit = provenance.revision.get(..12).unwrap_or(&provenance.revision);
        text.push_str(&format!(" Commit {commit}"));
        if let Some(branch) = &provenance.branch {
            text.push_str(&format!(" on {branch}"));
        }
        text.push('.');
    }
    text
}

fn gate(report: &ScanReport) -> String {
    let Some(verdict) = &report.verdict else { return String::new() };
    let (class, word) = if verdict.failed { (" failed", "failed") } else { ("", "passed") };
    let mut text = format!("<div class=\"gate{class}\"><strong>Gate {word}</strong><ul>");
    for policy in &verdict.policies {
        let mark = if policy.is_broken() { "✗" } else { "✓" };
        let allowed = match policy.allowed {
            0 => String::new(),
            n => format!(", {n} may pass"),
        };
        let found = count(policy.count, "finding");
        text.push_str(&format!("<li>{mark} {}: {found}{allowed}</li>", xml(&policy.name)));
    }
    text + "</ul></div>"
}

fn notices(report: &ScanReport) -> String {
    if report.notices.is_empty() {
        return String::new();
    }
    let total = report.notices.len();
    let mut text = format!("<details><summary>{}</summary><ul>", count(total, "notice"));
    for notice in report.notices.iter().take(MOST_NOTICES) {
        let path = notice.path.as_deref().map(|path| format!("{path}: ")).unwrap_or_default();
        let line = format!("{}: {path}{}", notice_noun(notice.kind), notice.message);
        text.push_str(&format!("<li>{}</li>", xml(&line)));
    }
    if total > MOST_NOTICES {
        text.push_str(&format!("<li>and {} more</li>", total - MOST_NOTICES));
    }
    text + "</ul></details>"
}

fn counts(report: &ScanReport) -> [usize; 5] {
    let mut counts = [0; 5];
    for finding in report.open() {
        counts[4 - finding.severity as usize] += 1;
    }
    counts
}

fn data<'r>(report: &'r ScanReport, texts: &Texts<'_>) -> Data<'r> {
    Data {
        rules: report.rules.iter().map(|rule| (rule.id.as_str(), page_rule(rule))).collect(),
        findings: report.findings.iter().map(|finding| page_finding(finding, texts)).collect(),
        sizes: sizes(report),
        counts: counts(report),
        trend: report
            .trend
            .iter()
            .map(|point| PagePoint { label: &point.label, counts: point.counts })
            .collect(),
    }
}

/// All files where the scan counted their lines, else those at hand.
fn sizes(report: &ScanReport) -> Vec<(&str, u32)> {
    if !report.sizes.is_empty() {
        return report.sizes.iter().map(|(path, lines)| (path.as_str(), *lines)).collect();
    }
    let lines = |text: &str| text.matches('\n').count() as u32 + 1;
    report.sources.iter().map(|source| (source.path.as_str(), lines(&source.text))).collect()
}

fn page_rule(rule: &RuleInfo) -> PageRule<'_> {
    PageRule {
        family: rule.family.name(),
        cwe: rule.cwe.iter().map(|number| format!("CWE-{number}")).collect(),
        cwe_titles: &rule.cwe_titles,
        owasp: &rule.owasp,
        references: &rule.references,
    }
}

fn page_finding<'r>(finding: &'r Finding, texts: &Texts<'_>) -> PageFinding<'r> {
    let steps = |steps: &'r [Step]| -> Option<Vec<PageStep<'r>>> {
        (!steps.is_empty()).then(|| steps.iter().map(|step| page_step(step, texts)).collect())
    };
    let title = first_sentence(&finding.message);
    PageFinding {
        rule: &finding.rule,
        severity: finding.severity.name(),
        confidence: finding.confidence.name(),
        title: clip(if title.is_empty() { &finding.rule } else { title }, 160, "…").into_owned(),
        message: &finding.message,
        path: &finding.location.path,
        line: finding.location.start.line,
        fingerprint: finding.fingerprint.to_string(),
        state: finding.newness.map(|newness| match newness {
            Newness::New => "new",
            Newness::Known => "known",
        }),
        accepted: finding.suppression.as_ref().map(|found| Accepted {
            form: &found.form,
            reason: found.reason.as_deref(),
            owner: found.owner.as_deref(),
            until: found.until.as_deref(),
        }),
        code: code(&finding.location, texts),
        trace: finding.trace.as_ref().and_then(|trace| steps(&trace.steps)),
        related: steps(&finding.related),
        fix: finding.fix.as_ref().map(|fix| fix.replacement.as_str()),
        safe: finding.fix.as_ref().is_some_and(|fix| fix.safe),
    }
}

fn page_step<'r>(step: &'r Step, texts: &Texts<'_>) -> PageStep<'r> {
    PageStep {
        note: &step.note,
        path: &step.location.path,
        line: step.location.start.line,
        code: code(&step.location, texts),
    }
}

fn code(at: &Location, texts: &Texts<'_>) -> Option<Code> {
    let text = texts.get(&at.path)?;
    let (start, end) = text.positions(at.span)?;
    let first = start.line.saturating_sub(CONTEXT).max(1);
    let last = (end.line + CONTEXT)
        .min(start.line + MOST_LINES)
        .min(text.index().line(text.text.len() as u32));
    let lines = (first..=last)
        .map(|line| clip(text.index().line_text(text.text, line), LONGEST_LINE, "…").into_owned())
        .collect();
    Some(Code { first, lines, start: (start.line, start.column), end: (end.line, end.column) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{render, sample};

    fn embedded(page: &str) -> serde_json::Value {
        let (_, rest) = page.split_once("id=\"data\">").unwrap();
        serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
    }

    #[test]
    fn the_page_holds_everything_and_asks_for_nothing() {
        let page = render("html", &sample(), &RenderOptions::default());
        let data = embedded(&page);
        assert_eq!(data["findings"].as_array().unwrap().len(), sample().findings.len());
        assert_eq!(data["counts"], serde_json::json!([1, 1, 1, 0, 1]));
        assert!(!page.contains("@@"), "a mark is left");
        for outside in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn nothing_of_the_input_ends_the_script() {
        let mut report = sample();
        let nasty = "</script><script>alert(1)</script><!--";
        report.findings[0].message = nasty.to_owned();
        report.notices[0].message = nasty.to_owned();
        let page = render("html", &report, &RenderOptions::default());
        assert_eq!(page.matches("</script>").count(), 2);
        assert_eq!(embedded(&page)["findings"][0]["message"], nasty);
    }

    #[test]
    fn a_place_is_shown_with_the_lines_around_it() {
        let data = embedded(&render("html", &sample(), &RenderOptions::default()));
        let findings = data["findings"].as_array().unwrap();
        let found = findings.iter().find(|f| f["rule"] == "python.lang.os-system").unwrap();
        assert_eq!(found["code"]["first"], 7);
        assert_eq!(found["code"]["start"], serde_json::json!([9, 2]));
        assert!(found["trace"].as_array().unwrap().len() > 1);
    }
}
