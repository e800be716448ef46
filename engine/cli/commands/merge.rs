//! `tamis merge`: reports of other tools under one gate and in one report.

use std::fs;

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_finding::ScanReport;
use tamis_report::import_sarif;
use tamis_scan::{Date, apply_config};

use super::output::Plan;
use super::scan::{baseline, compare, conclude, exit_code};
use crate::args::{Choice, Files, Merge};
use crate::git::Git;
use crate::settings::{Flags, Settings, configs, place};

pub(crate) fn run(args: &Merge) -> Result<u8, Report> {
    if args.known.diff.is_some() || args.known.baseline_commit.is_some() {
        return Err(miette!(
            help =
                "use --baseline with a file that 'tamis baseline' wrote, or --diff when scanning",
            "reports of other tools cannot be compared with a commit"
        ));
    }
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let place = place(&cwd, std::slice::from_ref(&cwd));
    let mut configs = configs(&args.project, &place)?;
    let flags = Flags {
        choice: &Choice::default(),
        files: &Files::default(),
        known: &args.known,
        gate: &args.gate,
        output: &args.output,
        jobs: None,
    };
    let settings = Settings::new(flags, &configs, &place)?;
    let plan = Plan::new(&args.output, &settings.outputs.value)?;
    let baseline = baseline(&settings, &args.known)?;
    let mut report = ScanReport::default();
    for file in &args.files {
        let name = file.display().to_string();
        let text =
            fs::read_to_string(file).into_diagnostic().wrap_err_with(|| format!("'{name}'"))?;
        let read = |path: &str| fs::read_to_string(place.base.join(path)).ok();
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
    report.trend = super::scan::trend(&args.output.earlier)?;
    report.working_folder.clone_from(&place.working);
    report.category.clone_from(&args.output.category);
    report.azure = super::scan::azure(args.output.category.as_deref());
    if place.repository && plan.has_machine_output() {
        report.provenance = Git::new(&place.base).provenance();
    }
    apply_config(&mut report, &mut configs, Date::today()).map_err(Report::new)?;
    if let Some(baseline) = baseline {
        compare(&baseline, &mut report);
    }
    conclude(&mut report, &settings);
    plan.write(&report)?;
    Ok(exit_code(&report, false, args.gate.exit_zero))
}
