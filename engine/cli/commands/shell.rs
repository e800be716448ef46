//! `tamis completions` and `tamis man`.

use std::fs;

use clap::CommandFactory as _;
use miette::{IntoDiagnostic as _, Report, WrapErr as _};

use super::print;
use crate::args::{Args, Completions, Man};

pub(crate) fn completions(args: &Completions) -> Result<u8, Report> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "tamis", &mut out);
    print(&String::from_utf8_lossy(&out))
}

pub(crate) fn man(args: &Man) -> Result<u8, Report> {
    let command = Args::command();
    let Some(folder) = &args.folder else {
        let mut out = Vec::new();
        clap_mangen::Man::new(command).render(&mut out).into_diagnostic()?;
        return print(&String::from_utf8_lossy(&out));
    };
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(command, folder))
        .into_diagnostic()
        .wrap_err_with(|| format!("'{}'", folder.display()))?;
    Ok(0)
}
