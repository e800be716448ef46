//! `tamis vercmp`: the orders of versions, for test suites of others to try.

use std::fmt::Write as _;
use std::io::BufRead as _;

use miette::{IntoDiagnostic as _, Report};
use tamis_deps::{Ecosystem, version};

/// Prints -1, 0 or 1 for each line, `err` where it is none or of an unknown ecosystem.
pub(crate) fn run() -> Result<u8, Report> {
    let mut out = String::new();
    for line in std::io::stdin().lock().lines() {
        let line = line.into_diagnostic()?;
        match compare(&line) {
            Some(order) => writeln!(out, "{order}").into_diagnostic()?,
            None => out.push_str("err\n"),
        }
    }
    super::print(&out)
}

fn compare(line: &str) -> Option<i8> {
    let mut parts = line.split('\t');
    let (name, a, b) = (parts.next()?, parts.next()?, parts.next()?);
    // Test suites name the order itself where several ecosystems share it.
    let ecosystem = if name == "semver" { Ecosystem::Cargo } else { Ecosystem::parse(name)? };
    Some(version::compare(ecosystem, a, b) as i8)
}
