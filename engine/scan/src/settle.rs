//! What the configuration and a baseline say of findings that a scan made.
//!
//! For: rules off or of another severity in a path, exceptions. Not for: comments (`suppress`), which the scan reads.
//! Read [`apply_config`].

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tamis_finding::{
    Confidence, Evidence, Family, Finding, Location, Notice, NoticeKind, RuleInfo, ScanReport,
    Severity, Source, Suppression,
};
use tamis_syntax::{LineIndex, Span};

use crate::config::{ConfigError, ConfigFile, Configs, Exception, Setting};
use crate::date::Date;
use crate::fingerprint::fingerprint;

/// The rule that reports exceptions and comments whose last day has passed.
pub const EXPIRED: &str = "tamis.suppression.expired";
/// The rule that reports comments that accept nothing.
pub const UNUSED: &str = "tamis.suppression.unused";

/// Applies settings and exceptions of all configuration files to their findings, reading those of inner folders.
/// Exceptions that have expired accept nothing and become findings themselves.
pub fn apply_config(
    report: &mut ScanReport,
    configs: &mut Configs,
    today: Date,
) -> Result<(), ConfigError> {
    let paths: FxHashSet<String> =
        report.findings.iter().map(|finding| finding.location.path.clone()).collect();
    let mut paths: Vec<String> = paths.into_iter().collect();
    paths.sort_unstable();
    for path in &paths {
        configs.load_for(path)?;
    }
    let configs = &*configs;
    report.findings.retain_mut(|finding| {
        let files = configs.for_path(&finding.location.path);
        let enabled = settle(finding, &files);
        if enabled && finding.suppression.is_none() {
            finding.suppression = accepted(finding, &files, today);
        }
        enabled
    });
    for file in configs.all() {
        expired(report, file, today);
        out_of_place(report, configs, file);
    }
    finish(report);
    Ok(())
}

/// Applies settings; the later one wins. Whether the rule is on there.
fn settle(finding: &mut Finding, files: &[&ConfigFile]) -> bool {
    let mut enabled = true;
    for file in files {
        let path = file.local(&finding.location.path);
        let speaks = |setting: &&Setting| setting.speaks_of(&finding.rule, path);
        for setting in file.settings.iter().filter(speaks) {
            enabled = setting.enabled.unwrap_or(enabled);
            finding.severity = setting.severity.unwrap_or(finding.severity);
        }
    }
    enabled
}

fn accepted(finding: &Finding, files: &[&ConfigFile], today: Date) -> Option<Suppression> {
    let fingerprint = finding.fingerprint.to_string();
    files.iter().rev().find_map(|file| {
        let path = file.local(&finding.location.path);
        let accepts = |exception: &&Exception| {
            !exception.is_expired(today) && exception.accepts(&finding.rule, path, &fingerprint)
        };
        let exception = file.exceptions.iter().find(accepts)?;
        Some(Suppression {
            form: format!("exception in {}", file.name),
            reason: Some(exception.reason.clone()),
            span: None,
            owner: exception.owner.clone(),
            until: exception.until.map(|date| date.to_string()),
        })
    })
}

fn expired(report: &mut ScanReport, file: &ConfigFile, today: Date) {
    for exception in file.exceptions.iter().filter(|exception| exception.is_expired(today)) {
        let until = exception.until.map(|date| date.to_string()).unwrap_or_default();
        let what = match (&exception.written[..], &exception.fingerprint) {
            ([], Some(fingerprint)) => fingerprint.clone(),
            ([], None) => "a path".to_owned(),
            (ids, _) => ids.join(", "),
        };
        let owner = exception.owner.as_ref().map(|owner| format!(" (owner: {owner})"));
        let message = format!(
            "The exception for {what} ended on {until}{}, so its findings count again. Fix them, or set a later day \
             with a reason.",
            owner.unwrap_or_default()
        );
        let found = meta(EXPIRED, &file.name, &file.text, exception.span, message);
        report.findings.push(found);
        report.sources.push(Source {
            path: file.name.clone(),
            text: Arc::clone(&file.text),
            masked: Vec::new(),
        });
    }
}

/// Sections of a run in a folder that the run is not in.
fn out_of_place(report: &mut ScanReport, configs: &Configs, file: &ConfigFile) {
    if configs.is_of_run(file) {
        return;
    }
    let gate = file.gate.policies.is_some() || file.gate.baseline.is_some();
    let scan =
        file.scan.rules.is_some() || file.scan.include.is_some() || file.scan.exclude.is_some();
    let shown = file.report.severity.is_some() || file.report.output.is_some();
    for (section, is_there) in [("scan", scan), ("report", shown), ("gate", gate)] {
        if is_there {
            report.notices.push(Notice {
                kind: NoticeKind::Unsupported,
                path: Some(file.name.clone()),
                span: None,
                start: None,
                rule: None,
                message: format!(
                    "'[{section}]' has no effect in this run: it counts where tamis runs in or below that folder"
                ),
            });
        }
    }
}

/// A finding about a comment or an exception.
pub(crate) fn meta(rule: &str, path: &str, text: &str, span: Span, message: String) -> Finding {
    let index = LineIndex::new(text);
    let at = |offset| index.position(text, offset);
    let code = text.get(span.range()).unwrap_or_default();
    Finding {
        rule: rule.to_owned(),
        severity: info(rule).severity,
        confidence: Confidence::High,
        message,
        location: Location {
            path: path.to_owned(),
            span,
            start: at(span.start),
            end: at(span.end),
        },
        related: Vec::new(),
        trace: None,
        fix: None,
        fingerprint: fingerprint(rule, path, code, 0),
        suppression: None,
        newness: None,
        bindings: Vec::new(),
        evidence: Evidence::default(),
    }
}

/// What outputs say of the two rules about acceptance.
pub(crate) fn info(rule: &str) -> RuleInfo {
    let (message, severity, help) = match rule {
        EXPIRED => (
            "What accepts a finding has passed its last day, so the finding counts again.",
            Severity::Medium,
            "A comment `tamis: ignore[ID] reason until 2027-01-31` and an exception in `.tamis.toml` with `until` \
             hold up to and including that day. Fix the finding, or set a later day and say why.",
        ),
        _ => (
            "A comment that accepts findings accepts none.",
            Severity::Info,
            "The code below or beside a `tamis: ignore` comment has no finding of the rules it names. Remove the \
             comment: it would hide the next fault of that kind.",
        ),
    };
    RuleInfo {
        id: rule.to_owned(),
        message: message.to_owned(),
        severity,
        confidence: Confidence::High,
        cwe: Vec::new(),
        cwe_titles: Vec::new(),
        owasp: Vec::new(),
        references: Vec::new(),
        equivalents: Vec::new(),
        help: Some(help.to_owned()),
        tags: vec!["maintainability".to_owned()],
        family: Family::Code,
        link: None,
    }
}

/// Order, and only rules and sources that findings name.
fn finish(report: &mut ScanReport) {
    report.findings.sort_by(|a, b| {
        (&a.location.path, a.location.span, &a.rule).cmp(&(
            &b.location.path,
            b.location.span,
            &b.rule,
        ))
    });
    report.sources.sort_by(|a, b| a.path.cmp(&b.path));
    report.sources.dedup_by(|a, b| a.path == b.path);
    for rule in [EXPIRED, UNUSED] {
        let is_named = report.findings.iter().any(|finding| finding.rule == rule);
        if is_named && report.rule(rule).is_none() {
            let at = report.rules.partition_point(|known| known.id.as_str() < rule);
            report.rules.insert(at, info(rule));
        }
    }
    let named: FxHashSet<&str> =
        report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    report.rules.retain(|rule| named.contains(rule.id.as_str()));
    report.notices.sort();
    report.notices.dedup();
}
