//! `tamis merge`: reports of other tools under one gate and in one report.

use std::fs;

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_finding::ScanReport;
use tamis_report::import_sarif;

use super::desk::Desk;
use crate::args::Merge;
use crate::git::Git;

pub(crate) fn run(args: &Merge) -> Result<u8, Report> {
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let desk = Desk::open(&args.reporting, &cwd, "reports of other tools")?;
    let mut report = ScanReport::default();
    for file in &args.files {
        let name = file.display().to_string();
        let text =
            fs::read_to_string(file).into_diagnostic().wrap_err_with(|| format!("'{name}'"))?;
        let read = |path: &str| fs::read_to_string(desk.place.base.join(path)).ok();
        import_sarif(&mut report, &name, &text, &read).map_err(|why| {
            miette!(
                code = "tamis::merge::wrong",
                help = "tamis merge reads SARIF 2.1.0",
                "'{name}' cannot be used: {why}"
            )
        })?;
    }
    let now = super::scan::seconds();
    report.clock = Some((now, now));
    if desk.place.repository && desk.writes_for_machines() {
        report.provenance = Git::new(&desk.place.base).provenance();
    }
    desk.close(report)
}
