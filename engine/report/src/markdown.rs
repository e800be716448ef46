//! Markdown for a job summary or a comment: counts, the gate, and the most severe findings in a table.

use std::cmp::Reverse;
use std::io;

use tamis_finding::{Family, Finding, Newness, ScanReport, Severity};

use crate::RenderOptions;
use crate::words::{clip, count, first_sentence};

/// Rows of the table; a summary is to be read.
const MOST_ROWS: usize = 100;

/// Writes the report.
pub(crate) fn write(
    report: &ScanReport,
    _options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let open: Vec<&Finding> = report.open().collect();
    let accepted = report.findings.len() - open.len();
    writeln!(out, "## tamis: {}\n", count(open.len(), "finding"))?;
    gate(out, report)?;
    if !open.is_empty() {
        severities(out, report, &open)?;
        table(out, &open)?;
    }
    let scanned = count(report.files.scanned, "file");
    let rules = count(report.rules_run, "rule");
    writeln!(
        out,
        "Scanned {scanned} with {rules}; {accepted} accepted; {}.",
        count(report.notices.len(), "notice")
    )
}

fn gate(out: &mut dyn io::Write, report: &ScanReport) -> io::Result<()> {
    let Some(verdict) = &report.verdict else { return Ok(()) };
    writeln!(out, "**Gate {}**\n", if verdict.failed { "failed" } else { "passed" })?;
    for policy in &verdict.policies {
        let mark = if policy.is_broken() { "❌" } else { "✅" };
        let allowed = if policy.allowed > 0 {
            format!(", {} may pass", policy.allowed)
        } else {
            String::new()
        };
        writeln!(
            out,
            "- {mark} {}: {}{allowed}",
            escaped(&policy.name),
            count(policy.count, "finding")
        )?;
    }
    writeln!(out)
}

fn severities(out: &mut dyn io::Write, report: &ScanReport, open: &[&Finding]) -> io::Result<()> {
    writeln!(out, "| severity | total | {} |", Family::ALL.map(Family::name).join(" | "))?;
    writeln!(out, "|---|--:|{}", "--:|".repeat(Family::ALL.len()))?;
    for severity in Severity::ALL.iter().rev() {
        let of = |family: Option<Family>| {
            let fits = |finding: &&&Finding| {
                let own = report.rule(&finding.rule).map(|rule| rule.family);
                finding.severity == *severity && (family.is_none() || own == family)
            };
            open.iter().filter(fits).count()
        };
        if of(None) > 0 {
            let families = Family::ALL.map(|family| of(Some(family)).to_string());
            writeln!(out, "| {} | {} | {} |", severity.name(), of(None), families.join(" | "))?;
        }
    }
    writeln!(out)
}

fn table(out: &mut dyn io::Write, open: &[&Finding]) -> io::Result<()> {
    let mut sorted = open.to_vec();
    sorted.sort_by_key(|finding| {
        (
            finding.newness == Some(Newness::Known),
            Reverse(finding.severity),
            Reverse(finding.confidence),
        )
    });
    writeln!(out, "| severity | place | finding | rule |\n|---|---|---|---|")?;
    for finding in sorted.iter().take(MOST_ROWS) {
        let at = &finding.location;
        let new = if finding.newness == Some(Newness::New) { " (new)" } else { "" };
        writeln!(
            out,
            "| {}{new} | {} | {} | {} |",
            finding.severity.name(),
            code(&format!("{}:{}", at.path, at.start.line)),
            escaped(&clip(first_sentence(&finding.message), 200, "…")),
            code(&finding.rule)
        )?;
    }
    if sorted.len() > MOST_ROWS {
        writeln!(out, "\nand {} more, less severe ones.", sorted.len() - MOST_ROWS)?;
    }
    writeln!(out)
}

/// Text that is neither markup nor HTML nor the end of a cell.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '@' | '!' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A code span in a cell.
fn code(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("`{}`", text.replace('`', "'").replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{render, sample};
    use tamis_finding::{PolicyResult, Verdict};

    #[test]
    fn the_summary_has_counts_the_gate_and_a_table() {
        let mut report = sample();
        let policy = PolicyResult {
            name: "high and above".to_owned(),
            count: 2,
            allowed: 0,
            findings: vec![],
        };
        report.verdict = Some(Verdict { failed: true, implied: false, policies: vec![policy] });
        let text = render("markdown", &report, &RenderOptions::default());
        for words in [
            "## tamis: 4 findings",
            "**Gate failed**",
            "- ❌ high and above: 2 findings",
            "| critical | 1 |",
            "`python.lang.os-system`",
            "1 accepted",
        ] {
            assert!(text.contains(words), "{words} in:\n{text}");
        }
    }

    #[test]
    fn nothing_of_the_input_is_markup() {
        assert_eq!(escaped("a|b <img> [x](y)\n`c`"), "a\\|b &lt;img&gt; \\[x\\](y) \\`c\\`");
        assert_eq!(code("a`|\nb"), "`a'\\|b`");
    }
}
