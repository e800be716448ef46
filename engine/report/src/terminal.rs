//! Findings as code frames for people, then what the scan could not do and one line that sums up.
//!
//! Not for: machines (its form may change); they read `json` or `sarif`.
//! Source, paths and messages are hostile input here: whatever a terminal would obey is written out instead.

mod finding;
mod frame;
mod paint;
mod summary;

use std::io;

use tamis_finding::{Finding, ScanReport};

use crate::RenderOptions;
use crate::texts::Texts;
use crate::words::{count, local, plain};
use finding::Painter;
use paint::Paint;

/// Narrower terminals are treated as this wide.
const NARROWEST: usize = 40;

/// Writes the report.
pub(crate) fn write(
    report: &ScanReport,
    options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let options = RenderOptions { width: options.width.max(NARROWEST), ..*options };
    let paint = Paint::new(&options);
    let texts = Texts::new(report);
    let painter = Painter::new(&texts, &options, paint, &report.working_folder);
    let open: Vec<&Finding> = report.open().collect();
    let mut buffer = String::new();
    for in_file in open.chunk_by(|one, next| one.location.path == next.location.path) {
        let path = local(&in_file[0].location.path, &report.working_folder);
        let path = plain(&path);
        let head = paint.strong(&format!("{path}: {}", count(in_file.len(), "finding")));
        writeln!(out, "{head}\n")?;
        for finding in in_file {
            buffer.clear();
            painter
                .finding(&mut buffer, finding, report.rule(&finding.rule))
                .map_err(|_| io::Error::other("a finding could not be drawn"))?;
            write_trimmed(&buffer, out)?;
            writeln!(out)?;
        }
    }
    if !options.quiet {
        buffer.clear();
        summary::summary(&mut buffer, report, &options, paint).map_err(io::Error::other)?;
        write_trimmed(&buffer, out)?;
    }
    Ok(())
}

/// Writes `text` without the blanks miette leaves at the ends of lines.
fn write_trimmed(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{finding, location, render, sample, source};
    use tamis_finding::{FileCounts, Severity, SkipReason, Skipped, Timings};
    use tamis_syntax::Span;

    fn ascii() -> RenderOptions {
        RenderOptions { unicode: false, width: 80, ..RenderOptions::default() }
    }

    #[test]
    fn everything_in_unicode() {
        insta::assert_snapshot!(render("terminal", &sample(), &RenderOptions::default()));
    }

    #[test]
    fn everything_in_ascii_at_80_columns_and_verbose() {
        let options = RenderOptions { verbose: 1, ..ascii() };
        insta::assert_snapshot!(render("terminal", &sample(), &options));
    }

    #[test]
    fn everything_as_prose() {
        let options = RenderOptions { graphics: false, ..ascii() };
        insta::assert_snapshot!(render("terminal", &sample(), &options));
    }

    #[test]
    fn colours_only_add_ansi_codes() {
        let colored = render("terminal", &sample(), &RenderOptions { color: true, ..ascii() });
        let mut stripped = String::new();
        let mut rest = colored.as_str();
        while let Some(at) = rest.find("\u{1b}[") {
            stripped.push_str(&rest[..at]);
            rest = &rest[at + rest[at..].find('m').unwrap() + 1..];
        }
        stripped.push_str(rest);
        let trimmed: Vec<&str> = stripped.lines().map(str::trim_end).collect();
        assert!(colored.contains("\u{1b}[1;31mcritical\u{1b}[0m: User input"), "{colored}");
        assert_eq!(trimmed.join("\n") + "\n", render("terminal", &sample(), &ascii()));
    }

    #[test]
    fn no_control_character_of_the_input_reaches_the_terminal() {
        let mut report = sample();
        let nasty = "a\u{1b}]0;title\u{7}b\u{202e}";
        report.findings[0].rule = nasty.to_owned();
        report.notices[0].message = nasty.to_owned();
        report.skipped[0].path = nasty.to_owned();
        let text = format!("x = 1 # {nasty}\r{nasty}\n");
        report.sources[0] = source(nasty, &text);
        report.findings.truncate(2);
        for found in &mut report.findings {
            found.location = location(nasty, &text, Span::new(0, text.len() as u32));
        }
        for graphics in [true, false] {
            let options = RenderOptions { verbose: 1, graphics, ..ascii() };
            let shown = render("terminal", &report, &options);
            assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}', '\r']), "{shown}");
        }
    }

    #[test]
    fn no_frame_is_wider_than_the_terminal() {
        let text = format!("{}\n", "open(a, b); ".repeat(30));
        let at = |start| location("a.c", &text, Span::new(start, start + 10));
        let mut report = sample();
        report.sources.insert(0, source("a.c", &text));
        report.findings.extend((0..text.len() as u32 - 10).map(|start| {
            finding("c.a-rule-with-a-rather-long-name", Severity::Low, "Long.", at(start))
        }));
        for width in [40, 60, 80, 200] {
            for unicode in [false, true] {
                let options = RenderOptions { width, unicode, ..RenderOptions::default() };
                let shown = render("terminal", &report, &options);
                let drawn = |line: &&str| {
                    let rest = line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
                    rest.starts_with(['|', '│', ':', '·'])
                };
                assert!(shown.lines().filter(drawn).count() > 1000);
                for line in shown.lines().filter(drawn) {
                    assert!(line.chars().count() <= width, "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn a_clean_scan_is_one_line() {
        let report = ScanReport {
            files: FileCounts { scanned: 1, parsed: 1, skipped: 0, bytes: 10 },
            rules_run: 85,
            timings: Timings { total: 0.1234, ..Timings::default() },
            ..ScanReport::default()
        };
        insta::assert_snapshot!(
            render("terminal", &report, &ascii()),
            @"Clean: no findings; scanned 1 file, 85 rules, 0.12 s"
        );
        let quiet = RenderOptions { quiet: true, ..ascii() };
        assert_eq!(render("terminal", &report, &quiet), "");
    }

    #[test]
    fn nothing_scanned_says_why_and_what_to_do() {
        let skipped = |path: &str, reason| Skipped { path: path.to_owned(), reason };
        let ignored = || SkipReason::Ignored(String::new());
        let report = ScanReport {
            skipped: vec![
                skipped("a.py", ignored()),
                skipped("b.py", SkipReason::TooLarge(9_000_000)),
                skipped("c.py", ignored()),
            ],
            rules_run: 85,
            ..ScanReport::default()
        };
        insta::assert_snapshot!(render("terminal", &report, &ascii()), @r"
        3 files skipped: 2 ignored, 1 too large (-v lists them)
        Nothing was checked; scanned 0 files, 85 rules, 0.00 s
          hint: use --no-ignore to scan what ignore files name
          hint: raise --max-file-size
        ");
        insta::assert_snapshot!(render("terminal", &ScanReport::default(), &ascii()), @r"
        Nothing was checked; scanned 0 files, 0 rules, 0.00 s
          hint: no rule ran; check the rule files or packs that were asked for
          hint: no file matched; name a file, or a folder that holds code
        ");
    }

    #[test]
    fn a_finding_whose_text_is_missing_still_says_where() {
        let at = location("gone.py", "x = 1\ny = 2\n", Span::new(6, 7));
        let report = ScanReport {
            findings: vec![finding("a.b", Severity::Low, "No text.", at)],
            ..sample()
        };
        let quiet = RenderOptions { quiet: true, ..ascii() };
        insta::assert_snapshot!(render("terminal", &report, &quiet), @r"
        gone.py: 1 finding

          > low: No text.
          at gone.py:2:1
          rule: a.b (confidence: medium)
        ");
    }

    #[test]
    fn many_findings_in_a_large_file_are_drawn_quickly() {
        let text = "eval(x);\n".repeat(200_000) + &"eval(y);".repeat(200_000);
        let spans = (0..400_000u32).step_by(200).map(|n| {
            let start = if n < 200_000 { n * 9 } else { 1_800_000 + (n - 200_000) * 8 };
            Span::new(start, start + 4)
        });
        let index = tamis_syntax::LineIndex::new(&text);
        let at = |span: Span| tamis_finding::Location {
            path: "big.js".to_owned(),
            span,
            start: index.position(&text[..span.start as usize], 0),
            end: index.position(&text[..span.start as usize], 0),
        };
        let findings =
            spans.map(|span| finding("a.eval", Severity::High, "Eval.", at(span))).collect();
        let report = ScanReport {
            findings,
            sources: vec![source("big.js", &text)],
            ..ScanReport::default()
        };
        let shown = render("terminal", &report, &ascii());
        assert_eq!(shown.matches("high: Eval.").count(), 2000);
        assert!(shown.len() < 2000 * 600, "{} bytes", shown.len());
    }
}
