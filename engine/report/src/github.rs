//! Workflow commands of GitHub Actions: findings as annotations of a pull request's files.
//!
//! GitHub shows ten of each level for a step, so the most severe come first. Accepted findings are left out.

use std::cmp::Reverse;
use std::io;

use tamis_finding::{Finding, ScanReport, Severity};

use crate::RenderOptions;
use crate::words::{clip, first_sentence};

const LONGEST_MESSAGE: usize = 4000;

/// Writes the report.
pub(crate) fn write(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut findings: Vec<&Finding> = report.open().collect();
    findings.sort_by_key(|finding| (Reverse(finding.severity), Reverse(finding.confidence)));
    for finding in findings {
        let at = &finding.location;
        let level = match finding.severity {
            Severity::Critical | Severity::High => "error",
            Severity::Medium => "warning",
            Severity::Low | Severity::Info => "notice",
        };
        let title = format!("{} ({})", first_sentence(&finding.message), finding.severity.name());
        let message =
            format!("{} [{}]", clip(&finding.message, LONGEST_MESSAGE, "…"), finding.rule);
        // Columns count only where a finding is on one line.
        let columns = if at.start.line == at.end.line {
            format!(",col={},endColumn={}", at.start.column, at.end.column)
        } else {
            String::new()
        };
        writeln!(
            out,
            "::{level} file={},line={},endLine={}{columns},title={}::{}",
            property(&at.path),
            at.start.line,
            at.end.line,
            property(&clip(&title, 200, "…")),
            data(&message)
        )?;
    }
    Ok(())
}

/// As the runner's own toolkit escapes messages.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::RenderOptions;
    use crate::testing::{render, sample};

    #[test]
    fn one_line_per_open_finding_the_most_severe_first() {
        let mut report = sample();
        report.findings[0].message = "a\n::error::b, 100%".to_owned();
        report.findings[0].location.path = "x,y:z.py".to_owned();
        let text = render("github", &report, &RenderOptions::default());
        assert_eq!(text.lines().count(), 4);
        assert!(
            text.starts_with("::error file=app/größe & views.py,line=9,endLine=9,col="),
            "{text}"
        );
        assert!(text.contains("file=x%2Cy%3Az.py"), "{text}");
        assert!(text.contains("::a%0A::error::b, 100%25 ["), "{text}");
    }
}
