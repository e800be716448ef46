//! `tamis sbom`.

use std::path::PathBuf;

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_deps::sbom::{Bill, Statement, Status, Vulnerability, cyclonedx, spdx, write_vex};
use tamis_scan::{
    DepsOptions, ImageOptions, WalkOptions, image_contents, lockfiles, vulnerabilities,
};

use super::image::{looks_like_image, wrong};
use super::scan::{clean, seconds};
use crate::args::Sbom;
use crate::settings::place;

pub(crate) fn run(args: &Sbom) -> Result<u8, Report> {
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let absolute =
        |path: &PathBuf| if path.is_absolute() { path.clone() } else { clean(&cwd.join(path)) };
    let roots: Vec<PathBuf> = args.paths.iter().map(absolute).collect();
    let name = roots.first().and_then(|root| root.file_name());
    let name = name.map_or("project".to_owned(), |name| name.to_string_lossy().into_owned());
    let base = place(&cwd, &roots).base;
    let options = WalkOptions {
        roots,
        base,
        include: args.files.include.clone(),
        exclude: args.files.exclude.clone(),
        no_ignore: args.files.no_ignore,
        max_file_size: args.files.max_file_size,
        ..WalkOptions::default()
    };
    let (found, notices) = match &args.paths[..] {
        [image] if looks_like_image(image) => {
            let shown = image.display().to_string();
            let all = image_contents(image, &shown, &ImageOptions::default())
                .map_err(|error| wrong(&error))?;
            all.into_iter().fold((Vec::new(), Vec::new()), |mut sum, image| {
                sum.0.extend(image.lockfiles);
                sum.1.extend(image.notices);
                sum
            })
        }
        _ => lockfiles(&options).map_err(|error| miette!("{error}"))?,
    };
    say(&notices);
    let database = args.db.as_deref().map(super::db::database).transpose()?;
    if args.format == "openvex" && database.is_none() {
        return Err(miette!(
            code = "tamis::vex::no_database",
            help = "give advisories with --db",
            "without advisories there are no vulnerabilities to speak of"
        ));
    }
    let deps =
        DepsOptions { database, vex: super::db::statements(&args.vex)?, ..DepsOptions::default() };
    let bill = Bill {
        name,
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        time: seconds(),
        lockfiles: found.iter().map(|it| (it.path.as_str(), &it.inventory)).collect(),
        vulnerabilities: vulnerabilities(&found, &deps),
    };
    let document = match args.format.as_str() {
        "spdx" => spdx(&bill),
        "openvex" => draft(&bill),
        _ => cyclonedx(&bill),
    };
    let mut text = serde_json::to_string_pretty(&document).into_diagnostic()?;
    text.push('\n');
    match &args.output {
        Some(path) => {
            std::fs::write(path, text)
                .into_diagnostic()
                .wrap_err_with(|| format!("'{}' cannot be written", path.display()))?;
            Ok(0)
        }
        None => super::print(&text),
    }
}

/// A statement for each vulnerability: what was said of it, else that it is under investigation.
fn draft(bill: &Bill<'_>) -> serde_json::Value {
    let statement = |it: &Vulnerability| {
        let (status, reason) = it.analysis.clone().unwrap_or((Status::Investigated, String::new()));
        let ids = std::iter::once(&it.id).chain(&it.aliases).cloned().collect();
        Statement { ids, purls: it.affects.clone(), status, reason }
    };
    let statements: Vec<Statement> = bill.vulnerabilities.iter().map(statement).collect();
    write_vex(&statements, &bill.tool_version, bill.time, &bill.name)
}

/// Notices on standard error; the bill stands on standard output.
#[expect(clippy::print_stderr, reason = "standard output is the bill's")]
pub(crate) fn say(notices: &[tamis_finding::Notice]) {
    for notice in notices {
        let path = notice.path.as_deref().unwrap_or_default();
        let line = notice.start.map(|start| format!(":{}", start.line)).unwrap_or_default();
        eprintln!("{path}{line}: {}", notice.message);
    }
}
