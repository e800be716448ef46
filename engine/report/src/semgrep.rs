//! JSON in the form Semgrep prints, for scripts that read that.
//!
//! Columns and offsets are bytes, as Semgrep's are. Accepted findings are in it, marked (`is_ignored`).

use std::io;

use serde_json::{Map, Value, json};
use tamis_finding::{Finding, Location, NoticeKind, ScanReport, Severity, Step};

use crate::RenderOptions;
use crate::texts::Texts;

/// Writes the report.
pub(crate) fn write(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let texts = Texts::new(report);
    let results: Vec<Value> =
        report.findings.iter().map(|finding| result(report, finding, &texts)).collect();
    let errors: Vec<Value> = report
        .notices
        .iter()
        .filter(|notice| {
            notice.kind > NoticeKind::Unsupported || notice.kind == NoticeKind::SyntaxError
        })
        .map(|notice| {
            let level = if notice.kind >= NoticeKind::RuleError { "error" } else { "warn" };
            let code = if notice.kind == NoticeKind::SyntaxError { 3 } else { 2 };
            let mut error = json!({
                "code": code,
                "level": level,
                "type": notice.kind.id(),
                "message": notice.message,
            });
            if let Some(path) = &notice.path {
                error["path"] = json!(path);
            }
            if let Some(rule) = &notice.rule {
                error["rule_id"] = json!(rule);
            }
            error
        })
        .collect();
    let skipped: Vec<Value> = report
        .skipped
        .iter()
        .map(|skipped| json!({ "path": skipped.path, "reason": skipped.reason.id() }))
        .collect();
    let document = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "results": results,
        "errors": errors,
        "paths": { "scanned": report.sizes.iter().map(|(path, _)| path).collect::<Vec<_>>(), "skipped": skipped },
        "skipped_rules": [],
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn result(report: &ScanReport, finding: &Finding, texts: &Texts<'_>) -> Value {
    let (start, end) = places(&finding.location, texts);
    let mut metadata = Map::new();
    metadata.insert("confidence".to_owned(), json!(finding.confidence.name().to_uppercase()));
    if let Some(rule) = report.rule(&finding.rule) {
        let cwe: Vec<String> = rule
            .cwe
            .iter()
            .zip(rule.cwe_titles.iter().map(String::as_str).chain(std::iter::repeat("")))
            .map(|(number, title)| match title {
                "" => format!("CWE-{number}"),
                title => format!("CWE-{number}: {title}"),
            })
            .collect();
        metadata.insert("cwe".to_owned(), json!(cwe));
        metadata.insert("owasp".to_owned(), json!(rule.owasp));
        metadata.insert("references".to_owned(), json!(rule.references));
        metadata
            .insert("category".to_owned(), json!(rule.tags.first().map_or("security", |tag| tag)));
        metadata.insert("family".to_owned(), json!(rule.family.name()));
    }
    let mut extra = json!({
        "message": finding.message,
        "severity": severity(finding.severity),
        "metadata": metadata,
        "fingerprint": finding.fingerprint.to_string(),
        "lines": lines(&finding.location, texts),
        "metavars": metavars(finding),
        "is_ignored": finding.suppression.is_some(),
        "validation_state": "NO_VALIDATOR",
        "engine_kind": "OSS",
    });
    if let Some(fix) = &finding.fix {
        extra["fix"] = json!(fix.replacement);
    }
    if let Some(trace) = finding.trace.as_ref().and_then(|trace| trace_of(&trace.steps, texts)) {
        extra["dataflow_trace"] = trace;
    }
    json!({
        "check_id": finding.rule,
        "path": finding.location.path,
        "start": start,
        "end": end,
        "extra": extra,
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "ERROR",
        Severity::Medium => "WARNING",
        Severity::Low | Severity::Info => "INFO",
    }
}

fn places(at: &Location, texts: &Texts<'_>) -> (Value, Value) {
    let place = |position: tamis_syntax::Position, offset: u32| {
        let text = texts.get(&at.path);
        let column = text.and_then(|text| text.byte_column(offset)).unwrap_or(position.column);
        json!({ "line": position.line, "col": column, "offset": offset })
    };
    (place(at.start, at.span.start), place(at.end, at.span.end))
}

/// The whole lines of a place.
fn lines(at: &Location, texts: &Texts<'_>) -> String {
    let Some(text) = texts.get(&at.path) else { return String::new() };
    let last = at.end.line.min(at.start.line.saturating_add(50));
    let lines = (at.start.line..=last).map(|line| text.index().line_text(text.text, line));
    lines.collect::<Vec<_>>().join("\n")
}

fn metavars(finding: &Finding) -> Value {
    let of = |binding: &tamis_finding::Binding| {
        let mut value = json!({ "abstract_content": binding.text });
        if let Some(propagated) = &binding.value {
            value["propagated_value"] = json!({ "svalue_abstract_content": propagated });
        }
        (binding.metavariable.clone(), value)
    };
    Value::Object(finding.bindings.iter().map(of).collect())
}

/// Source, steps between, sink.
fn trace_of(steps: &[Step], texts: &Texts<'_>) -> Option<Value> {
    let (source, sink) = (steps.first()?, steps.last()?);
    let code = |step: &Step| {
        let text = texts.get(&step.location.path);
        text.and_then(|text| text.slice(step.location.span)).unwrap_or_default().to_owned()
    };
    let location = |step: &Step| {
        let (start, end) = places(&step.location, texts);
        json!({ "path": step.location.path, "start": start, "end": end })
    };
    let between = steps.get(1..steps.len().saturating_sub(1)).unwrap_or_default();
    let between: Vec<Value> = between
        .iter()
        .map(|step| json!({ "location": location(step), "content": code(step) }))
        .collect();
    Some(json!({
        "taint_source": ["CliLoc", [location(source), code(source)]],
        "intermediate_vars": between,
        "taint_sink": ["CliLoc", [location(sink), code(sink)]],
    }))
}

#[cfg(test)]
mod tests {
    use crate::RenderOptions;
    use crate::testing::{render, sample};

    #[test]
    fn a_result_has_what_scripts_read() {
        let text = render("semgrep", &sample(), &RenderOptions::default());
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let of = |rule: &str| {
            let results = document["results"].as_array().unwrap();
            results.iter().find(|result| result["check_id"] == rule).unwrap().clone()
        };
        let result = of("python.lang.os-system");
        assert_eq!(result["start"]["line"], 9);
        assert_eq!(result["extra"]["severity"], "ERROR");
        assert_eq!(result["extra"]["metadata"]["cwe"][0], "CWE-78: OS command injection");
        assert_eq!(result["extra"]["dataflow_trace"]["taint_source"][0], "CliLoc");
        assert_eq!(result["extra"]["lines"], "\tos.system(\"ls \" + cmd)");
        // Behind 'größe' columns are bytes.
        let before = "    größe = ".len() + 1;
        let source = &result["extra"]["dataflow_trace"]["taint_source"][1][0];
        assert_eq!(source["start"]["col"], before);
        assert_eq!(
            document["results"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|r| r["extra"]["is_ignored"] == true)
                .count(),
            1
        );
    }
}
