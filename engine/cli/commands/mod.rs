//! One file per command.

mod baseline;
mod cache;
mod config;
mod db;
mod desk;
mod dump;
mod explain;
mod fix;
mod graph;
mod image;
mod init;
mod list;
mod lsp;
mod merge;
mod output;
mod privacy;
mod sbom;
mod scan;
mod shell;
mod test;
mod upload;
mod validate;
mod vercmp;

use miette::Report;

use crate::args::{Args, Command};

/// Runs a command; the exit code.
pub(crate) fn run(args: Args) -> Result<u8, Report> {
    match args.command {
        Command::Scan(scan) => scan::run(&scan),
        Command::Test(test) => test::run(&test),
        Command::Validate(args) => validate::run(&args),
        Command::Explain(explain) => explain::run(&explain),
        Command::Rules(rules) => list::rules(&rules),
        Command::Languages => list::languages(),
        Command::Dump(dump) => dump::run(&dump),
        Command::Lsp(args) => lsp::run(*args),
        Command::Baseline(args) => baseline::run(&args),
        Command::Privacy(args) => privacy::run(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Upload(args) => upload::run(&args),
        Command::Db(args) => db::run(&args),
        Command::Image(args) => image::run(&args),
        Command::Sbom(args) => sbom::run(&args),
        Command::Vercmp => vercmp::run(),
        Command::Init(args) => init::run(&args),
        Command::Config(args) => config::run(&args),
        Command::Schema { what } => list::schema(&what),
        Command::Cache(args) => cache::run(&args),
        Command::Formats => list::formats(),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::man(&args),
    }
}

/// Writes to standard output; a reader that went away is no error.
pub(crate) fn print(text: &str) -> Result<u8, Report> {
    use std::io::Write as _;
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(miette::miette!("standard output: {error}"))
        }
        _ => Ok(0),
    }
}
