//! Reviewdog's Diagnostic Format, for comments on pull requests of any forge.
//!
//! Columns are UTF-8 bytes from 1, as the format has it. Accepted findings are left out.

use std::io;

use serde_json::{Value, json};
use tamis_finding::{Finding, Location, ScanReport, Severity};
use tamis_syntax::Span;

use crate::RenderOptions;
use crate::texts::Texts;

/// Writes the report.
pub(crate) fn write(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let texts = Texts::new(report);
    let diagnostics: Vec<Value> =
        report.open().map(|finding| diagnostic(report, finding, &texts)).collect();
    let document = json!({
        "source": { "name": "tamis", "url": env!("CARGO_PKG_REPOSITORY") },
        "diagnostics": diagnostics,
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn diagnostic(report: &ScanReport, finding: &Finding, texts: &Texts<'_>) -> Value {
    let mut code = json!({ "value": finding.rule });
    let link = report.rule(&finding.rule).and_then(|rule| rule.link.as_deref());
    if let Some(link) = link.filter(|link| link.starts_with("http")) {
        code["url"] = json!(link);
    }
    let mut value = json!({
        "message": finding.message,
        "location": location(&finding.location, texts),
        "severity": match finding.severity {
            Severity::Critical | Severity::High => "ERROR",
            Severity::Medium => "WARNING",
            Severity::Low | Severity::Info => "INFO",
        },
        "code": code,
    });
    if let Some(fix) = &finding.fix
        && let Some(range) = range(fix.span, &finding.location.path, texts)
    {
        value["suggestions"] = json!([{ "range": range, "text": fix.replacement }]);
    }
    let steps = finding.trace.iter().flat_map(|trace| &trace.steps).chain(&finding.related);
    let related: Vec<Value> = steps
        .map(|step| json!({ "message": step.note, "location": location(&step.location, texts) }))
        .collect();
    if !related.is_empty() {
        value["related_locations"] = json!(related);
    }
    value
}

fn location(at: &Location, texts: &Texts<'_>) -> Value {
    let lines = json!({ "start": { "line": at.start.line }, "end": { "line": at.end.line } });
    json!({ "path": at.path, "range": range(at.span, &at.path, texts).unwrap_or(lines) })
}

fn range(span: Span, path: &str, texts: &Texts<'_>) -> Option<Value> {
    let text = texts.get(path)?;
    let (start, end) = text.positions(span)?;
    let place = |line: u32, offset| json!({ "line": line, "column": text.byte_column(offset) });
    Some(json!({ "start": place(start.line, span.start), "end": place(end.line, span.end) }))
}

#[cfg(test)]
mod tests {
    use crate::RenderOptions;
    use crate::testing::{render, sample};

    #[test]
    fn columns_are_bytes_and_fixes_are_suggestions() {
        let text = render("rdjson", &sample(), &RenderOptions::default());
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let list = document["diagnostics"].as_array().unwrap();
        assert_eq!(list.len(), 4);
        let of = |rule: &str| list.iter().find(|d| d["code"]["value"] == rule).unwrap();
        let source = &of("python.lang.os-system")["related_locations"][0];
        let start = &source["location"]["range"]["start"];
        assert_eq!(start["column"], "    größe = ".len() + 1);
        assert_eq!(of("python.lang.os-system")["suggestions"][0]["text"], "[\"ls\", cmd]");
        assert!(!of("python.lang.os-system")["related_locations"].as_array().unwrap().is_empty());
    }
}
