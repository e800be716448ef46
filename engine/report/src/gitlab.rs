//! GitLab's two reports: SAST (`gl-sast-report.json`) and Code Quality.
//!
//! The SAST form follows version 15 of GitLab's schema. Accepted findings are left out: GitLab would open each.

use std::io;

use serde_json::{Value, json};
use tamis_finding::{Finding, RuleInfo, ScanReport, Severity};

use crate::RenderOptions;
use crate::words::{clip, first_sentence, utc};

const SCHEMA_VERSION: &str = "15.1.4";
const LONGEST_NAME: usize = 255;

/// Writes a SAST report.
pub(crate) fn sast(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let tool = json!({
        "id": "tamis",
        "name": "tamis",
        "url": env!("CARGO_PKG_REPOSITORY"),
        "vendor": { "name": "tamis" },
        "version": env!("CARGO_PKG_VERSION"),
    });
    let vulnerabilities: Vec<Value> =
        report.open().map(|finding| vulnerability(finding, report.rule(&finding.rule))).collect();
    let (started, ended) = report.clock.unwrap_or_default();
    let document = json!({
        "version": SCHEMA_VERSION,
        "scan": {
            "analyzer": tool,
            "scanner": tool,
            "type": "sast",
            "start_time": utc(started),
            "end_time": utc(ended),
            "status": "success",
        },
        "vulnerabilities": vulnerabilities,
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn vulnerability(finding: &Finding, rule: Option<&RuleInfo>) -> Value {
    let at = &finding.location;
    let title = first_sentence(&finding.message);
    let title = if title.is_empty() { finding.rule.as_str() } else { title };
    let mut value = json!({
        "id": uuid(finding.fingerprint.0),
        "category": "sast",
        "name": clip(title, LONGEST_NAME, "…"),
        "description": finding.message,
        "severity": sast_severity(finding.severity),
        "scanner": { "id": "tamis", "name": "tamis" },
        "location": { "file": at.path, "start_line": at.start.line.max(1), "end_line": at.end.line.max(at.start.line).max(1) },
        "identifiers": identifiers(finding, rule),
        "tracking": {
            "type": "source",
            "items": [{
                "file": at.path,
                "start_line": at.start.line.max(1),
                "end_line": at.end.line.max(at.start.line).max(1),
                "signatures": [{ "algorithm": "scope_offset", "value": finding.fingerprint.to_string() }],
            }],
        },
    });
    if let Some(fix) = &finding.fix {
        value["solution"] = json!(format!("Replace the code by: {}", fix.replacement));
    }
    let links: Vec<Value> = rule
        .iter()
        .flat_map(|rule| &rule.references)
        .filter(|link| link.starts_with("https://") || link.starts_with("http://"))
        .map(|link| json!({ "url": link }))
        .collect();
    if !links.is_empty() {
        value["links"] = json!(links);
    }
    value
}

/// The rule, then its weaknesses; never empty.
fn identifiers(finding: &Finding, rule: Option<&RuleInfo>) -> Vec<Value> {
    let own = json!({ "type": "tamis_rule_id", "name": finding.rule, "value": finding.rule });
    let cwe = rule.into_iter().flat_map(|rule| &rule.cwe).map(|number| {
        json!({
            "type": "cwe",
            "name": format!("CWE-{number}"),
            "value": number.to_string(),
            "url": format!("https://cwe.mitre.org/data/definitions/{number}.html"),
        })
    });
    let owasp = rule.into_iter().flat_map(|rule| &rule.owasp).map(|class| {
        json!({ "type": "owasp", "name": class, "value": class.split_whitespace().next().unwrap_or(class) })
    });
    [own].into_iter().chain(cwe).chain(owasp).collect()
}

fn sast_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "Critical",
        Severity::High => "High",
        Severity::Medium => "Medium",
        Severity::Low => "Low",
        Severity::Info => "Info",
    }
}

/// The fingerprint in the form of a UUID, with the version (8: made by the tool) and variant bits set.
fn uuid(fingerprint: u128) -> String {
    let bits = fingerprint & !(0xF << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Writes a Code Quality report (a subset of Code Climate's form).
pub(crate) fn quality(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let entry = |finding: &Finding| {
        json!({
            "type": "issue",
            "description": finding.message,
            "check_name": finding.rule,
            "categories": ["Security"],
            "fingerprint": finding.fingerprint.to_string(),
            "severity": quality_severity(finding.severity),
            "location": {
                "path": finding.location.path,
                "lines": {
                    "begin": finding.location.start.line.max(1),
                    "end": finding.location.end.line.max(finding.location.start.line).max(1),
                },
            },
        })
    };
    let entries: Vec<Value> = report.open().map(entry).collect();
    serde_json::to_writer_pretty(&mut *out, &entries)?;
    writeln!(out)
}

fn quality_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "blocker",
        Severity::High => "critical",
        Severity::Medium => "major",
        Severity::Low => "minor",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{render, sample};

    fn json_of(name: &str) -> Value {
        serde_json::from_str(&render(name, &sample(), &RenderOptions::default())).unwrap()
    }

    #[test]
    fn a_sast_report_has_what_gitlab_requires_and_no_accepted_finding() {
        let report = json_of("gitlab-sast");
        assert_eq!(report["scan"]["start_time"], "2026-11-24T08:00:00");
        let list = report["vulnerabilities"].as_array().unwrap();
        assert_eq!(list.len(), sample().open().count());
        for found in list {
            for key in ["id", "category", "name", "severity", "scanner", "location"] {
                assert!(found.get(key).is_some(), "{key} in {found}");
            }
            assert!(!found["identifiers"][0]["name"].as_str().unwrap().is_empty());
            assert!(found["location"]["start_line"].as_u64().unwrap() >= 1);
        }
        let command =
            list.iter().find(|found| found["identifiers"][0]["value"] == "python.lang.os-system");
        assert_eq!(command.unwrap()["identifiers"][1]["name"], "CWE-78");
    }

    #[test]
    fn ids_are_uuids() {
        assert_eq!(uuid(u128::MAX), "ffffffff-ffff-8fff-bfff-ffffffffffff");
        assert_eq!(uuid(1), "00000000-0000-8000-8000-000000000001");
    }

    #[test]
    fn code_quality_has_its_five_fields() {
        let report = json_of("gitlab-quality");
        let first = &report[0];
        assert_eq!(first["location"]["path"], "app/größe & views.py");
        for key in ["description", "check_name", "fingerprint", "severity"] {
            assert!(first[key].is_string(), "{key}");
        }
    }
}
