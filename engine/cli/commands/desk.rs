//! Where a report goes that no scan of files made: configuration, baseline, gate and outputs, as for a scan.

use std::path::Path;

use miette::{Report, miette};
use tamis_finding::ScanReport;
use tamis_scan::{Baseline, Configs, Date, apply_config};

use super::output::Plan;
use super::scan::{azure, baseline, compare, conclude, exit_code, trend};
use crate::args::{Choice, Files, Reporting};
use crate::settings::{Flags, Place, Settings, configs, place};

/// All that a report waits for.
pub(crate) struct Desk<'a> {
    args: &'a Reporting,
    pub(crate) place: Place,
    pub(crate) configs: Configs,
    settings: Settings,
    plan: Plan,
    baseline: Option<Baseline>,
}

impl<'a> Desk<'a> {
    /// Reads what the report will be judged by. `what` cannot be compared with a commit: asked for that, it is an error.
    pub(crate) fn open(args: &'a Reporting, cwd: &Path, what: &str) -> Result<Self, Report> {
        if args.known.diff.is_some() || args.known.baseline_commit.is_some() {
            return Err(miette!(
                help = "use --baseline with a file that 'tamis baseline' wrote",
                "{what} cannot be compared with a commit"
            ));
        }
        let place = place(cwd, &[cwd.to_owned()]);
        let configs = configs(&args.project, &place)?;
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
        Ok(Desk { args, place, configs, settings, plan, baseline })
    }

    /// Whether an output is for a program.
    pub(crate) fn writes_for_machines(&self) -> bool {
        self.plan.has_machine_output()
    }

    /// Judges and writes; the exit code.
    pub(crate) fn close(mut self, mut report: ScanReport) -> Result<u8, Report> {
        let output = &self.args.output;
        report.trend = trend(&output.earlier)?;
        report.working_folder.clone_from(&self.place.working);
        report.category.clone_from(&output.category);
        report.azure = azure(output.category.as_deref());
        apply_config(&mut report, &mut self.configs, Date::today()).map_err(Report::new)?;
        if let Some(baseline) = self.baseline {
            compare(&baseline, &mut report);
        }
        conclude(&mut report, &self.settings);
        self.plan.write(&report)?;
        Ok(exit_code(&report, false, self.args.gate.exit_zero))
    }
}
