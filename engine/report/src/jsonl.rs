//! JSON lines: one object a line, in the words of our JSON (docs/output-json.md).
//!
//! For: readers that take findings one by one and need not hold the whole report. Each line has a `type`: `rule`,
//! `finding`, `notice`, `skipped`, and last `summary`. Lines are written as they are made; the order is that of the
//! report, so the first line comes when the scan has ended.

use std::io;

use serde::Serialize;
use tamis_finding::ScanReport;

use crate::RenderOptions;
use crate::json;
use crate::texts::Texts;

#[derive(Serialize)]
struct Line<'a, T> {
    r#type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(flatten)]
    value: T,
}

/// Writes the report.
pub(crate) fn write(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let texts = Texts::new(report);
    for rule in &report.rules {
        line(out, "rule", Some(&rule.id), json::wire_rule(rule))?;
    }
    for finding in &report.findings {
        line(
            out,
            "finding",
            None,
            json::wire_finding(finding, report.rule(&finding.rule), &texts),
        )?;
    }
    for notice in &report.notices {
        line(out, "notice", None, json::wire_notice(notice))?;
    }
    for skipped in &report.skipped {
        line(out, "skipped", None, json::wire_skipped(skipped))?;
    }
    line(out, "summary", None, json::summary(report))
}

fn line<T: Serialize>(
    out: &mut dyn io::Write,
    kind: &str,
    id: Option<&str>,
    value: T,
) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Line { r#type: kind, id, value })?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use crate::RenderOptions;
    use crate::testing::{render, sample};

    #[test]
    fn every_line_is_an_object_of_a_known_type_and_the_summary_is_last() {
        let text = render("jsonl", &sample(), &RenderOptions::default());
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).count();
        let report = sample();
        assert_eq!(of("finding"), report.findings.len());
        assert_eq!((of("rule"), of("notice")), (report.rules.len(), report.notices.len()));
        assert_eq!(lines.last().unwrap()["type"], "summary");
        assert!(lines.iter().any(|line| line["id"] == "python.lang.os-system"));
    }
}
