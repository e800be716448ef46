//! Tests of the whole: the binary as a user runs it, the rules with their tests, the state of the house.

mod cli;
mod deps;
mod embedded;
mod explain;
mod flow;
mod history;
mod hostile;
mod html;
mod hygiene;
mod noise;
mod pipeline;
mod privacy;
mod reach;
mod round_trip;
mod rules;
mod schemas;
mod secrets;
mod upload;
mod validate;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the checkout.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the binary in `folder`.
fn tamis(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tamis"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs")
}

/// Standard output as text.
fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Files below `folder`, sorted; hidden ones and build output left out.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name == "target" {
                continue;
            }
            if entry.path().is_dir() { open.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    found
}
