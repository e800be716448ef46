//! Writing a report: to standard output and to files, in any of the formats.

use std::fs::{self, File};
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_finding::ScanReport;
use tamis_report::{FORMATS, Format, RenderOptions, format, write};

use crate::args::Output;

/// What is written where, checked before the scan so that a typing error costs no time.
pub(crate) struct Plan {
    /// On standard output.
    pub(crate) shown: &'static Format,
    files: Vec<(&'static Format, PathBuf)>,
    options: RenderOptions,
}

impl Plan {
    /// `more` are outputs of the settings, `FORMAT=FILE`.
    pub(crate) fn new(args: &Output, more: &[String]) -> Result<Plan, Report> {
        let name = match (args.sarif, args.json) {
            (true, _) => "sarif",
            (_, true) => "json",
            _ => args.format.as_deref().unwrap_or("terminal"),
        };
        let mut files = Vec::new();
        for word in more {
            let Some((name, path)) = word.split_once('=').filter(|(_, path)| !path.is_empty())
            else {
                return Err(miette!(
                    help = "write it as 'sarif=report.sarif'",
                    "'{word}' is no output: it lacks the file"
                ));
            };
            files.push((known(name)?, PathBuf::from(path)));
        }
        for (name, path) in [("sarif", &args.sarif_output), ("json", &args.json_output)] {
            if let Some(path) = path {
                files.push((known(name)?, path.clone()));
            }
        }
        let terminal = io::stdout().is_terminal();
        let options = RenderOptions {
            color: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
            width: width(),
            verbose: args.verbose,
            quiet: args.quiet,
            suppressed: args.suppressed,
            most_results: Some(args.sarif_limit).filter(|limit| *limit > 0),
            ..RenderOptions::default()
        };
        Ok(Plan { shown: known(name)?, files, options })
    }

    /// Whether some output is for machines, which want to know the commit.
    pub(crate) fn has_machine_output(&self) -> bool {
        self.shown.name != "terminal" || !self.files.is_empty()
    }

    /// Writes all of it.
    pub(crate) fn write(&self, report: &ScanReport) -> Result<(), Report> {
        match write(self.shown, report, &self.options, &mut io::stdout().lock()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                return Err(miette!("standard output: {error}"));
            }
            _ => {}
        }
        self.files.iter().try_for_each(|(format, path)| {
            save(format, path, report, &self.options)
                .into_diagnostic()
                .wrap_err_with(|| format!("'{}'", path.display()))
        })
    }
}

fn save(
    format: &Format,
    path: &Path,
    report: &ScanReport,
    options: &RenderOptions,
) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let options = RenderOptions { color: false, ..*options };
    write(format, report, &options, &mut File::create(path)?)
}

fn known(name: &str) -> Result<&'static Format, Report> {
    format(name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        miette!(help = format!("formats: {}", names.join(", ")), "'{name}' is no output format")
    })
}

fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).unwrap_or(100)
}
