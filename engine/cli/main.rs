//! The command line.

use std::process::ExitCode;

use clap::Parser;

mod args;
mod commands;
mod git;
mod packs;
mod select;
mod settings;

#[global_allocator]
static HEAP: tamis_grammars::MiMalloc = tamis_grammars::MiMalloc;

fn main() -> ExitCode {
    tamis_grammars::route_heap();
    let args = args::Args::parse();
    match commands::run(args) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            say(&error);
            ExitCode::from(2)
        }
    }
}

/// Prints an error of our user's to standard error.
#[expect(clippy::print_stderr, reason = "this is where errors go")]
fn say(error: &miette::Report) {
    eprintln!("{error:?}");
}
