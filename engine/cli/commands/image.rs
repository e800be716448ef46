//! `tamis image`: what an image of a container holds.

use std::path::Path;

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_scan::{Date, ImageError, ImageOptions, ScanOptions, apply_config, relative, scan_image};

use super::output::Plan;
use super::scan::{baseline, clean, compare, conclude, exit_code};
use crate::args::{Choice, Files, Image};
use crate::settings::{Flags, Settings, configs, place};

pub(crate) fn run(args: &Image) -> Result<u8, Report> {
    if args.known.diff.is_some() || args.known.baseline_commit.is_some() {
        return Err(miette!(
            help = "use --baseline with a file that 'tamis baseline' wrote",
            "images cannot be compared with a commit"
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
    let mut deps = super::db::options_of_all(args.db.as_deref(), &configs, &place)?;
    deps.vex = super::db::statements(&args.vex)?;
    let options =
        ScanOptions { today: Some(Date::today()), deps: Some(deps), ..ScanOptions::default() };
    let of_image = ImageOptions { platform: args.platform.clone(), base: args.base.clone() };
    let started = super::scan::seconds();
    let shown = relative(&clean(&cwd.join(&args.file)), &place.base);
    let mut report =
        scan_image(&args.file, &shown, &of_image, &options).map_err(|error| wrong(&error))?;
    report.clock = Some((started, super::scan::seconds()));
    report.trend = super::scan::trend(&args.output.earlier)?;
    report.working_folder.clone_from(&place.working);
    report.category.clone_from(&args.output.category);
    report.azure = super::scan::azure(args.output.category.as_deref());
    apply_config(&mut report, &mut configs, Date::today()).map_err(Report::new)?;
    if let Some(baseline) = baseline {
        compare(&baseline, &mut report);
    }
    conclude(&mut report, &settings);
    plan.write(&report)?;
    Ok(exit_code(&report, false, args.gate.exit_zero))
}

/// An image that cannot be read, with what helps.
pub(crate) fn wrong(error: &ImageError) -> Report {
    miette!(
        code = "tamis::image::unreadable",
        help = "'docker save NAME -o FILE' and 'skopeo copy docker://NAME oci:FOLDER' write what tamis reads",
        "{error}"
    )
}

/// Whether a path named as an argument is an image. By its name first: listing a tar takes its time.
pub(crate) fn looks_like_image(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let is_tar = [".tar", ".tar.gz", ".tgz", ".tar.zst"].iter().any(|end| name.ends_with(end));
    (path.is_dir() || is_tar) && tamis_scan::is_image(path)
}
