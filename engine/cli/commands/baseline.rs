//! `tamis baseline`: the findings of today, accepted.

use std::fs;

use miette::{IntoDiagnostic as _, Report, WrapErr as _};
use tamis_scan::write_baseline;

use super::{print, scan};
use crate::args::Baseline;

pub(crate) fn run(args: &Baseline) -> Result<u8, Report> {
    // What an older baseline holds is to stand in the new one, too, if it is still there.
    let made = scan::make_afresh(&args.scan)?;
    let text = write_baseline(&made.report);
    let path = args.write.display().to_string();
    fs::write(&args.write, text).into_diagnostic().wrap_err_with(|| format!("'{path}'"))?;
    let count = made.report.open().count();
    let code = scan::exit_code(&made.report, made.broken && !args.scan.keep_going, true);
    print(&format!(
        "{count} findings accepted in '{path}'; 'tamis scan --baseline {path}' reports only others\n"
    ))?;
    Ok(code)
}
