//! JUnit XML: each finding is a failed test case, so that any build server shows it.

use std::fmt::Write as _;
use std::io;

use tamis_finding::{Finding, ScanReport};

use crate::RenderOptions;
use crate::words::{first_sentence, xml};

/// Writes the report: one suite per file, a case per finding; accepted findings are skipped cases.
pub(crate) fn write(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let failures = report.open().count();
    let accepted = report.findings.len() - failures;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"tamis\" tests=\"{}\" failures=\"{failures}\" skipped=\"{accepted}\" errors=\"0\">",
        report.findings.len().max(1)
    )?;
    if report.findings.is_empty() {
        // Servers take a report without cases for a broken one.
        writeln!(
            out,
            "  <testsuite name=\"tamis\" tests=\"1\" failures=\"0\" skipped=\"0\" errors=\"0\">"
        )?;
        writeln!(out, "    <testcase classname=\"tamis\" name=\"no findings\"/>\n  </testsuite>")?;
    }
    for file in report.findings.chunk_by(|a, b| a.location.path == b.location.path) {
        suite(out, file)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(out: &mut dyn io::Write, findings: &[Finding]) -> io::Result<()> {
    let failures = findings.iter().filter(|finding| finding.suppression.is_none()).count();
    let path = findings.first().map_or("", |finding| finding.location.path.as_str());
    let path = xml(path);
    writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" skipped=\"{}\" errors=\"0\">",
        findings.len(),
        findings.len() - failures
    )?;
    for finding in findings {
        let at = &finding.location;
        let name = xml(&finding.rule);
        write!(
            out,
            "    <testcase classname=\"{path}\" name=\"{name}:{}\" file=\"{path}\" line=\"{}\">",
            at.start.line, at.start.line
        )?;
        let mut body = String::new();
        // Writing to a String does not fail.
        let _ = match &finding.suppression {
            Some(found) => write!(
                body,
                "<skipped message=\"{}\"/>",
                xml(found.reason.as_deref().unwrap_or(&found.form))
            ),
            None => write!(
                body,
                "<failure type=\"{}\" message=\"{}\">{}:{}:{}: {}</failure>",
                finding.severity.name(),
                xml(first_sentence(&finding.message)),
                path,
                at.start.line,
                at.start.column,
                xml(&finding.message)
            ),
        };
        writeln!(out, "{body}</testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

#[cfg(test)]
mod tests {
    use crate::RenderOptions;
    use crate::testing::{render, sample};
    use tamis_finding::ScanReport;

    #[test]
    fn findings_are_failures_and_accepted_ones_are_skipped() {
        let text = render("junit", &sample(), &RenderOptions::default());
        assert_eq!(text.matches("<failure ").count(), 4);
        assert_eq!(text.matches("<skipped ").count(), 1);
        assert_eq!(text.matches("<testcase ").count(), text.matches("</testcase>").count());
        assert!(text.contains("classname=\"app/größe &amp; views.py\""), "{text}");
    }

    #[test]
    fn nothing_breaks_out_of_the_markup() {
        let mut report = sample();
        report.findings[0].message = "a\u{0}<b> & \"c\" ]]> \u{1b}".to_owned();
        let text = render("junit", &report, &RenderOptions::default());
        assert!(text.contains("a&lt;b&gt; &amp; &quot;c&quot; ]]&gt; "), "{text}");
        assert!(!text.contains(['\u{0}', '\u{1b}']));
    }

    #[test]
    fn a_clean_scan_is_one_passed_case() {
        let text = render("junit", &ScanReport::default(), &RenderOptions::default());
        assert!(text.contains("name=\"no findings\""));
    }
}
