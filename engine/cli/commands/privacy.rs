//! `tamis privacy`.

use std::ffi::OsString;

use clap::Parser as _;
use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_report::Inventory;

use super::{print, scan};
use crate::args::{Args, Command, Privacy};

/// Scans with the rules for privacy, and writes what personal data there is and where it goes.
pub(crate) fn run(args: &Privacy) -> Result<u8, Report> {
    // The options of a scan, as its own parser sets them.
    let mut words: Vec<OsString> =
        ["tamis", "scan", "--config", "privacy", "--inventory", "--quiet"].map(Into::into).into();
    words.extend(args.paths.iter().map(|path| path.clone().into_os_string()));
    let Command::Scan(options) = Args::try_parse_from(words).into_diagnostic()?.command else {
        return Err(miette!("'tamis privacy' could not start a scan"));
    };
    let made = scan::make(&options)?;
    let mut inventory = Inventory::of(&made.report);
    if let Some(path) = &args.diff {
        let shown = path.display();
        let text = std::fs::read_to_string(path)
            .into_diagnostic()
            .wrap_err_with(|| format!("earlier report '{shown}'"))?;
        inventory = inventory.since(&text).ok_or_else(|| {
            miette!(
                help = "'tamis privacy --format json --output FILE' writes one",
                "'{shown}' is no inventory of tamis"
            )
        })?;
    }
    let text = match args.format.as_str() {
        "json" => inventory.json(),
        "html" => inventory.html(),
        _ => inventory.text(),
    };
    match &args.output {
        Some(path) => {
            std::fs::write(path, text)
                .into_diagnostic()
                .wrap_err_with(|| format!("'{}' cannot be written", path.display()))?;
        }
        None => {
            print(&text)?;
        }
    }
    let changed = args.diff.is_some() && inventory.summary.flows > 0;
    Ok(u8::from(changed))
}
