//! Comma-separated values, one finding a row (RFC 4180), for spreadsheets.

use std::borrow::Cow;
use std::io;

use tamis_finding::{Finding, Newness, ScanReport};

use crate::RenderOptions;

const HEAD: &str = "rule,family,severity,confidence,path,line,column,end_line,end_column,message,cwe,owasp,fingerprint,\
    state,accepted_by,reason,owner,until";

/// Writes the report; accepted findings are in it, with who accepts them.
pub(crate) fn write(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    write!(out, "{HEAD}\r\n")?;
    for finding in &report.findings {
        let row = row(report, finding);
        let fields: Vec<Cow<'_, str>> = row.iter().map(|field| quoted(field)).collect();
        write!(out, "{}\r\n", fields.join(","))?;
    }
    Ok(())
}

fn row(report: &ScanReport, finding: &Finding) -> Vec<String> {
    let rule = report.rule(&finding.rule);
    let cwe = rule.into_iter().flat_map(|rule| &rule.cwe).map(|number| format!("CWE-{number}"));
    let at = &finding.location;
    let accepted = finding.suppression.as_ref();
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    vec![
        finding.rule.clone(),
        rule.map(|rule| rule.family.name().to_owned()).unwrap_or_default(),
        finding.severity.name().to_owned(),
        finding.confidence.name().to_owned(),
        at.path.clone(),
        at.start.line.to_string(),
        at.start.column.to_string(),
        at.end.line.to_string(),
        at.end.column.to_string(),
        finding.message.clone(),
        cwe.collect::<Vec<_>>().join(" "),
        rule.map(|rule| rule.owasp.join("; ")).unwrap_or_default(),
        finding.fingerprint.to_string(),
        match finding.newness {
            Some(Newness::New) => "new",
            Some(Newness::Known) => "known",
            None => "",
        }
        .to_owned(),
        text(accepted.map(|found| &found.form)),
        text(accepted.and_then(|found| found.reason.as_ref())),
        text(accepted.and_then(|found| found.owner.as_ref())),
        text(accepted.and_then(|found| found.until.as_ref())),
    ]
}

/// A field as it stands in a row. What a spreadsheet would take for a formula gets an apostrophe before it.
fn quoted(field: &str) -> Cow<'_, str> {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let special = field.contains([',', '"', '\n', '\r']);
    match (formula, special) {
        (false, false) => Cow::Borrowed(field),
        (true, false) => Cow::Owned(format!("'{field}")),
        (formula, true) => {
            let mark = if formula { "'" } else { "" };
            Cow::Owned(format!("\"{mark}{}\"", field.replace('"', "\"\"")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{render, sample};

    #[test]
    fn fields_are_quoted_and_no_formula_runs() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
        assert_eq!(quoted("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(quoted("@a,b"), "\"'@a,b\"");
    }

    #[test]
    fn every_row_has_all_columns() {
        let text = render("csv", &sample(), &RenderOptions::default());
        let columns = HEAD.split(',').count();
        assert_eq!(columns, row(&sample(), &sample().findings[0]).len());
        assert_eq!(text.matches("\r\n").count(), 1 + sample().findings.len());
        assert!(text.contains("trusted constant"), "the reason is there:\n{text}");
    }
}
