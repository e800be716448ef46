//! `tamis image`: what an image of a container holds.

use std::path::Path;

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_scan::{Date, ImageError, ImageOptions, ScanOptions, relative, scan_image};

use super::desk::Desk;
use super::scan::clean;
use crate::args::Image;

pub(crate) fn run(args: &Image) -> Result<u8, Report> {
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let desk = Desk::open(&args.reporting, &cwd, "images")?;
    let mut deps = super::db::options_of_all(args.db.as_deref(), &desk.configs, &desk.place)?;
    deps.vex = super::db::statements(&args.vex)?;
    let options =
        ScanOptions { today: Some(Date::today()), deps: Some(deps), ..ScanOptions::default() };
    let of_image = ImageOptions { platform: args.platform.clone(), base: args.base.clone() };
    let started = super::scan::seconds();
    let shown = relative(&clean(&cwd.join(&args.file)), &desk.place.base);
    let mut report =
        scan_image(&args.file, &shown, &of_image, &options).map_err(|error| wrong(&error))?;
    report.clock = Some((started, super::scan::seconds()));
    desk.close(report)
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
