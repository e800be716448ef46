//! One file per output format, and the table that lists them.
//!
//! For: turning a [`ScanReport`] into bytes for people or machines.
//! Not for: deciding what is a finding, reading files, colours' detection (the command line decides and says so in
//! [`RenderOptions`]). Nothing here looks at the clock or the environment.
//! Read [`FORMATS`] first: a new format is one file and one row there.

mod csv;
mod github;
mod gitlab;
mod html;
mod import;
mod json;
mod jsonl;
mod junit;
mod line_hash;
mod markdown;
mod privacy;
mod rdjson;
mod sarif;
mod semgrep;
mod terminal;
#[cfg(test)]
mod testing;
mod texts;
mod words;

use std::io;

pub use import::{ImportError, import_sarif};
pub use privacy::{Inventory, Kind, Site, Start, Summary, Way};

use tamis_finding::ScanReport;

/// An output format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// The word the command line takes (`sarif`).
    pub name: &'static str,
    /// One line of help.
    pub description: &'static str,
    /// Usual ending of a file in this format, without the dot.
    pub extension: &'static str,
    /// Writes the whole report.
    pub write: fn(&ScanReport, &RenderOptions, &mut dyn io::Write) -> io::Result<()>,
}

/// All formats, the default first.
pub const FORMATS: [Format; 13] = [
    Format {
        name: "terminal",
        description: "code frames for people",
        extension: "txt",
        write: terminal::write,
    },
    Format {
        name: "sarif",
        description: "SARIF 2.1.0 for code scanning services and editors",
        extension: "sarif",
        write: sarif::write,
    },
    Format {
        name: "json",
        description: "everything the scan found, in tamis' own versioned form",
        extension: "json",
        write: json::write,
    },
    Format {
        name: "jsonl",
        description: "the same, one object a line",
        extension: "jsonl",
        write: jsonl::write,
    },
    Format {
        name: "html",
        description: "one page for people, without network",
        extension: "html",
        write: html::write,
    },
    Format {
        name: "markdown",
        description: "a summary for a job or a comment",
        extension: "md",
        write: markdown::write,
    },
    Format {
        name: "github",
        description: "annotations of GitHub Actions",
        extension: "txt",
        write: github::write,
    },
    Format {
        name: "gitlab-sast",
        description: "GitLab's security report",
        extension: "json",
        write: gitlab::sast,
    },
    Format {
        name: "gitlab-quality",
        description: "GitLab's Code Quality report",
        extension: "json",
        write: gitlab::quality,
    },
    Format {
        name: "junit",
        description: "JUnit XML for build servers",
        extension: "xml",
        write: junit::write,
    },
    Format {
        name: "rdjson",
        description: "reviewdog's form, for comments on any forge",
        extension: "json",
        write: rdjson::write,
    },
    Format {
        name: "semgrep",
        description: "JSON in Semgrep's form",
        extension: "json",
        write: semgrep::write,
    },
    Format {
        name: "csv",
        description: "a row per finding, for spreadsheets",
        extension: "csv",
        write: csv::write,
    },
];

/// The format called `name`, as written in [`FORMATS`].
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Writes `report` as `format` to `out`, buffered, and flushes.
///
/// Same report and options, same bytes; only the terminal format shows timings.
pub fn write(
    format: &Format,
    report: &ScanReport,
    options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    (format.write)(report, options, &mut out)?;
    io::Write::flush(&mut out)
}

/// How to show a report. All but `suppressed` concern the terminal only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    /// ANSI colours.
    pub color: bool,
    /// Box drawing characters; else ASCII.
    pub unicode: bool,
    /// Frames and underlines; else prose that a screen reader can read aloud.
    pub graphics: bool,
    /// Columns of the terminal; below 40 counts as 40.
    pub width: usize,
    /// 1 and above: list notices and skipped files, whole traces, fingerprints.
    pub verbose: u8,
    /// Findings only: no summary, no notices, no hints.
    pub quiet: bool,
    /// Whether SARIF holds suppressed findings, marked. Off by default because GitHub code scanning does not read the
    /// marks and opens an alert for each. JSON always holds them; the terminal only counts them.
    pub suppressed: bool,
    /// Most results of a SARIF file, the most severe ones; `None` for all. 25,000 by default: GitHub rejects more.
    pub most_results: Option<usize>,
}

impl Default for RenderOptions {
    fn default() -> Self {
        RenderOptions {
            color: false,
            unicode: true,
            graphics: true,
            width: 100,
            verbose: 0,
            quiet: false,
            suppressed: false,
            most_results: Some(sarif::MOST_RESULTS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{render, sample};
    use tamis_finding::{Fix, Location, Severity, Step, Suppression, Trace};
    use tamis_syntax::{Position, Span};

    #[test]
    fn formats_are_found_by_name_and_names_are_unique() {
        for row in &FORMATS {
            assert_eq!(format(row.name).map(|found| found.extension), Some(row.extension));
        }
        assert!(format("yaml").is_none());
    }

    #[test]
    fn machine_formats_have_the_same_bytes_whatever_the_timings() {
        let (mut one, other) = (sample(), sample());
        one.timings.total = 7.5;
        for row in FORMATS.iter().filter(|row| row.name != "terminal") {
            let options = RenderOptions::default();
            let name = row.name;
            assert_eq!(render(name, &one, &options), render(name, &other, &options), "{name}");
        }
    }

    #[test]
    fn spans_and_positions_that_make_no_sense_do_not_panic() {
        let text = "é\u{1b}\tx\r\n🔑\r(\n\n";
        let end = text.len() as u32 + 2;
        let mut report = sample();
        report.sources = vec![testing::source("a", text)];
        report.findings.clear();
        for (start, end) in (0..end).flat_map(|start| (start..end).map(move |end| (start, end))) {
            let span = Span::new(start, end);
            let position = |n: u32| Position { line: n.wrapping_mul(0x4000_0001), column: n };
            let (start, end) = (position(start), position(end));
            let at = Location { path: "a".to_owned(), span, start, end };
            let mut found = testing::finding("r", Severity::Low, "", at.clone());
            found.fix = Some(Fix { span, replacement: "\u{0}".to_owned(), safe: false });
            found.trace = Some(Trace { steps: vec![Step { location: at, note: String::new() }] });
            found.suppression = (start.column % 2 == 0).then(|| Suppression {
                form: String::new(),
                reason: None,
                span: Some(span),
                owner: None,
                until: None,
            });
            report.findings.push(found);
        }
        for row in &FORMATS {
            for width in [0, 41, usize::MAX] {
                for (graphics, suppressed) in [(true, true), (false, false)] {
                    let options =
                        RenderOptions { width, graphics, suppressed, ..Default::default() };
                    assert!(render(row.name, &report, &options).len() > 1000);
                }
            }
        }
    }

    #[test]
    fn a_writer_that_fails_is_an_error_and_not_a_panic() {
        struct Full;
        impl io::Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for row in &FORMATS {
            let error = write(row, &sample(), &RenderOptions::default(), &mut Full).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{}", row.name);
        }
    }
}
