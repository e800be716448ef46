//! Arguments.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

/// Find security faults, secrets and misconfiguration in source code and infrastructure as code. Works offline.
#[derive(Debug, Parser)]
#[command(name = "tamis", version, propagate_version = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Scan files and folders.
    ///
    /// Exit codes: 0 nothing to report, 1 findings, 2 an error in arguments or rule files, 3 a bug in tamis.
    Scan(Box<Scan>),
    /// Run rules against the test files beside them.
    ///
    /// A comment `ruleid: ID` announces a finding on the next line, `ok: ID` says there must be none;
    /// `todoruleid:` and `todook:` mark known gaps.
    Test(Test),
    /// Show what a rule is about, or list the finding it makes in a file with its bindings.
    Explain(Explain),
    /// List the rules a scan would run.
    Rules(Rules),
    /// List the languages tamis reads.
    Languages,
    /// Show how tamis sees a file or a pattern, for writing rules.
    Dump(Dump),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Scan {
    /// Files and folders; `-` reads standard input. Files named here are always scanned.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// Format on standard output: terminal, sarif or json.
    #[arg(long, short, value_name = "FORMAT", default_value = "terminal")]
    pub(crate) format: String,
    /// Short for `--format sarif`.
    #[arg(long, conflicts_with_all = ["format", "json"])]
    pub(crate) sarif: bool,
    /// Short for `--format json`.
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
    /// Also write SARIF to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) sarif_output: Option<PathBuf>,
    /// Also write JSON to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) json_output: Option<PathBuf>,
    /// Findings only: no summary, no notices, no progress.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// List every notice and skipped file.
    #[arg(long, short, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Only files that match this glob (repeatable).
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// No file that matches this glob (repeatable).
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Report this severity and above: info, low, medium, high, critical.
    #[arg(long, value_name = "LEVEL", default_value = "info")]
    pub(crate) severity: String,
    /// Leave out files above this many bytes.
    #[arg(long, value_name = "BYTES")]
    pub(crate) max_file_size: Option<u64>,
    /// Scan what ignore files exclude, and vendored, minified and generated code.
    #[arg(long)]
    pub(crate) no_ignore: bool,
    /// Report findings that a comment accepts.
    #[arg(long)]
    pub(crate) no_suppressions: bool,
    /// Show secrets in full; by default every output hides all but their first characters.
    #[arg(long)]
    pub(crate) show_secrets: bool,
    /// Threads; 0 for one per core.
    #[arg(long, short, value_name = "N", default_value_t = 0)]
    pub(crate) jobs: usize,
    /// Go on when a rule file has errors; they are notices then.
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Name of what `-` reads, which decides its language.
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// Try every rule on every file of its language (for measuring).
    #[arg(long, hide = true)]
    pub(crate) no_prefilter: bool,
}

/// Which rules.
#[derive(Debug, ClapArgs)]
pub(crate) struct Choice {
    /// Rule file, folder of rule files, or the name of a pack: default, audit, secrets, privacy, iac, a language, a
    /// framework (repeatable).
    #[arg(long, short, value_name = "WHAT", default_value = "default")]
    pub(crate) config: Vec<String>,
    /// Leave out this rule (repeatable).
    #[arg(long, value_name = "ID")]
    pub(crate) exclude_rule: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Test {
    /// Rule files or folders of them.
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// `todook` lines must be reported and `todoruleid` lines must not, as `semgrep test` has it.
    #[arg(long)]
    pub(crate) strict_todo: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// Id of the rule.
    pub(crate) rule: String,
    /// A file to try it on.
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: Choice,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Rules {
    #[command(flatten)]
    pub(crate) choice: Choice,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Dump {
    /// `tree`, `pattern` or `ir`.
    #[arg(value_parser = ["tree", "pattern", "ir"])]
    pub(crate) what: String,
    /// The file.
    pub(crate) file: PathBuf,
    /// Language, where the file's name does not tell.
    #[arg(long, short)]
    pub(crate) language: Option<String>,
}
