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
    /// Exit codes: 0 nothing to report, 1 the gate fails (by default: any finding shown), 2 an error in arguments, in
    /// the configuration or in rule files, 3 a bug in tamis.
    Scan(Box<Scan>),
    /// Run rules against the test files beside them.
    ///
    /// A comment `ruleid: ID` announces a finding on the next line, `ok: ID` says there must be none; `todoruleid:` and
    /// `todook:` mark known gaps. Where `x.fixed.py` stands beside `x.py`, it is what the fixes must make of it. Exit
    /// codes: 0 all pass, 1 a test fails, 2 a rule file is wrong.
    Test(Test),
    /// Check rule files, models of libraries and policies of Checkov, without scanning.
    ///
    /// Says what is wrong and where: keys, languages, patterns that do not parse, regular expressions, metavariables
    /// that nothing binds, ids that are not unique, keys without effect. Exit codes: 0 no error (warnings may be), 2 an
    /// error.
    Validate(Validate),
    /// Show what a rule is about; or why it reports a place in a file, or does not.
    ///
    /// With FILE or FILE:LINE: the tree of the rule's clauses, which hold there and which take a match away, with what
    /// is bound. For rules of data flow: sources and sinks, the ways between them, and what stops data on others.
    Explain(Explain),
    /// List the rules a scan would run.
    Rules(Rules),
    /// List the languages tamis reads.
    Languages,
    /// Show how tamis sees a file or a pattern, for writing rules.
    Dump(Dump),
    /// Serve an editor: findings while typing, over the language server protocol on standard input and output.
    Lsp(Box<Lsp>),
    /// Scan and write the findings to a file, for `--baseline` to accept.
    Baseline(Box<Baseline>),
    /// List the personal data code handles, where it enters and where it goes: logs, files, other companies.
    ///
    /// Exit code 1 where --diff finds flows that are new.
    Privacy(Privacy),
    /// Put reports of other tools (SARIF) together, for one gate and one report.
    Merge(Box<Merge>),
    /// Send SARIF to a code scanning service.
    Upload(Upload),
    /// Build, look at and update the advisories that dependencies are held against.
    Db(Db),
    /// Look at the packages in an image of a container: of its distribution, and what was installed beside them.
    ///
    /// Exit codes are those of `scan`.
    Image(Box<Image>),
    /// List the packages a project uses, as its lockfiles name them, or those in an image of a container.
    Sbom(Sbom),
    /// Compare versions: lines of ecosystem, version and version on standard input, apart by tabs. For test suites.
    #[command(hide = true)]
    Vercmp,
    /// Write a `.tamis.toml` with comments.
    Init(Init),
    /// Show the configuration that holds, and where each part comes from.
    Config(Config),
    /// Show how much scans have kept for later ones, and where; or delete it.
    Cache(Cache),
    /// List the output formats.
    Formats,
    /// Print the JSON schema of rule files, of `.tamis.toml`, or of the JSON report.
    Schema {
        /// Which.
        #[arg(value_parser = ["rules", "config", "report"])]
        what: String,
    },
    /// Print a completion script for a shell.
    Completions(Completions),
    /// Print the manual page, or write those of all commands to a folder.
    Man(Man),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Scan {
    /// Files and folders; `-` reads standard input. Files named here are always scanned.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: Choice,
    #[command(flatten)]
    pub(crate) files: Files,
    #[command(flatten)]
    pub(crate) values: Values,
    #[command(flatten)]
    pub(crate) project: Project,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) gate: Gate,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Advisories for dependencies: a file of 'tamis db build', a zip or a folder of OSV records.
    #[arg(long, value_name = "FILE", env = "TAMIS_DB")]
    pub(crate) db: Option<PathBuf>,
    /// Accept what this OpenVEX document says is fixed or of no effect (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) vex: Vec<PathBuf>,
    /// Report findings that a comment accepts.
    #[arg(long)]
    pub(crate) no_suppressions: bool,
    /// Secrets in all versions of files that the commits of a range hold (`v1..main`; without one, all that any
    /// reference leads to), whether they still stand or not. PATHS is one folder in the repository, or a bare one.
    #[arg(long, value_name = "RANGE", num_args = 0..=1, conflicts_with_all = ["fix", "changed", "diff", "baseline_commit"])]
    pub(crate) history: Option<Option<String>>,
    /// Show secrets in full; by default every output hides all but their first characters.
    #[arg(long)]
    pub(crate) show_secrets: bool,
    /// Put the fixes of rules that call theirs safe into the files.
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix: also fixes of rules that do not call theirs safe.
    #[arg(long, requires = "fix")]
    pub(crate) unsafe_fixes: bool,
    /// With --fix: write no file, print the changes as a diff.
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    /// Threads; 0 for one per core [default: 0].
    #[arg(long, short, value_name = "N", env = "TAMIS_JOBS")]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) kept: Kept,
    /// Go on when a rule file has errors; they are notices then.
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Name of what `-` reads, which decides its language.
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// Say on standard error where the time went: by phase, and by rule for the slowest.
    #[arg(long)]
    pub(crate) timings: bool,
    /// List the places of personal data (for `tamis privacy`).
    #[arg(long, hide = true)]
    pub(crate) inventory: bool,
    /// Try every rule on every file of its language (for measuring).
    #[arg(long, hide = true)]
    pub(crate) no_prefilter: bool,
}

/// Which files.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Files")]
pub(crate) struct Files {
    /// Only files that match this glob (repeatable).
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// No file that matches this glob (repeatable).
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Leave out files above this size: bytes, or with a unit (5MB, 512KiB).
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(crate) max_file_size: Option<u64>,
    /// Scan what ignore files exclude, and vendored, minified and generated code.
    #[arg(long)]
    pub(crate) no_ignore: bool,
    /// Only files that differ from the last commit, and new ones (asks git).
    #[arg(long)]
    pub(crate) changed: bool,
}

/// Values of infrastructure.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Infrastructure as code")]
pub(crate) struct Values {
    /// Values for the variables of Terraform's root modules, as terraform takes them (repeatable, later ones win).
    #[arg(long, value_name = "FILE")]
    pub(crate) var_file: Vec<PathBuf>,
    /// Values for Helm charts, as helm takes them (repeatable, later ones win).
    #[arg(long, value_name = "FILE")]
    pub(crate) values: Vec<PathBuf>,
}

/// Which configuration.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Project {
    /// Read this file in place of every `.tamis.toml`.
    #[arg(long, value_name = "FILE", env = "TAMIS_PROJECT_CONFIG")]
    pub(crate) project_config: Option<PathBuf>,
    /// Read no `.tamis.toml`: what the scanned code says of itself does not count.
    #[arg(long, conflicts_with = "project_config")]
    pub(crate) no_project_config: bool,
}

/// What was known before.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Known findings")]
pub(crate) struct Known {
    /// Accept the findings of this file, which `tamis baseline` writes.
    #[arg(long, value_name = "FILE", env = "TAMIS_BASELINE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Accept the findings that this commit has: it is scanned, too (asks git).
    #[arg(long, value_name = "COMMIT", conflicts_with_all = ["baseline", "diff"])]
    pub(crate) baseline_commit: Option<String>,
    /// Accept the findings that touch no line changed since the current branch left this one, neither with their
    /// place nor with a step of their trace (asks git).
    #[arg(long, value_name = "COMMIT", conflicts_with = "baseline")]
    pub(crate) diff: Option<String>,
}

/// What fails.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Gate")]
pub(crate) struct Gate {
    /// Exit with 1 where a finding meets this (repeatable; every finding shown by default).
    ///
    /// Conditions between commas, all of which must hold: a severity (`high` is high and above), `confidence=medium`,
    /// a family (`secrets`, `iac`, `privacy`, `deps`, `code`), `rule=GLOB`, `path=GLOB`, `new`, `scope=all`, `reach=reachable`, `max=N` for how many may
    /// pass; or `none`.
    #[arg(long, value_name = "CONDITIONS", env = "TAMIS_FAIL_ON")]
    pub(crate) fail_on: Vec<String>,
    /// Exit with 0 whatever is found; errors still have their codes.
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

/// What is written where.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// Format on standard output [default: terminal]; `tamis formats` lists all.
    #[arg(long, short, value_name = "FORMAT", env = "TAMIS_FORMAT")]
    pub(crate) format: Option<String>,
    /// Short for `--format sarif`.
    #[arg(long, conflicts_with_all = ["format", "json"])]
    pub(crate) sarif: bool,
    /// Short for `--format json`.
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
    /// Also write this format to this file (repeatable).
    #[arg(long, short, value_name = "FORMAT=FILE")]
    pub(crate) output: Vec<String>,
    /// Also write SARIF to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) sarif_output: Option<PathBuf>,
    /// Also write JSON to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) json_output: Option<PathBuf>,
    /// Show this severity and above: info, low, medium, high, critical [default: info].
    #[arg(long, value_name = "LEVEL", env = "TAMIS_SEVERITY")]
    pub(crate) severity: Option<String>,
    /// Show this confidence and above: low, medium, high [default: low].
    #[arg(long, value_name = "LEVEL", env = "TAMIS_CONFIDENCE")]
    pub(crate) confidence: Option<String>,
    /// Put accepted findings into SARIF, marked. GitHub opens an alert for each all the same.
    #[arg(long)]
    pub(crate) suppressed: bool,
    /// Most results of a SARIF file, the most severe first; 0 for all. GitHub accepts no more than the default.
    #[arg(long, value_name = "N", default_value_t = 25_000)]
    pub(crate) sarif_limit: usize,
    /// Name that keeps this analysis apart from others of the same commit, in SARIF.
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Option<String>,
    /// Earlier reports in tamis' JSON, the oldest first, for the trend in HTML (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) earlier: Vec<PathBuf>,
    /// Findings only: no summary, no notices, no progress.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// List every notice and skipped file.
    #[arg(long, short, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
}

/// Which rules.
#[derive(Debug, Default, Clone, ClapArgs)]
pub(crate) struct Choice {
    /// Rule file, folder of rule files, or the name of a pack: default, audit, secrets, privacy, iac, a language, a
    /// framework (repeatable) [default: default].
    #[arg(long, short, value_name = "WHAT", env = "TAMIS_RULES", value_delimiter = ',')]
    pub(crate) config: Vec<String>,
    /// Leave out this rule (repeatable).
    #[arg(long, value_name = "ID")]
    pub(crate) exclude_rule: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Test {
    /// Rule files or folders of them; with --config test files.
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Rule file, or folder of rule files, where PATHS are the test files, or a folder with the same places.
    #[arg(long, short, value_name = "RULES")]
    pub(crate) config: Option<PathBuf>,
    /// `todook` lines must be reported and `todoruleid` lines must not, as `semgrep test` has it.
    #[arg(long)]
    pub(crate) strict_todo: bool,
    /// Write JSON, in the form of `semgrep test --json`.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Validate {
    /// Rule files, or folders of them.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Warnings count as errors.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// No warnings, and no line at the end.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// Id of the rule.
    pub(crate) rule: String,
    /// A file to try it on, or a line of it.
    #[arg(value_name = "FILE[:LINE]")]
    pub(crate) file: Option<String>,
    /// Files and folders that data may go through as well (repeatable).
    #[arg(long, value_name = "PATH")]
    pub(crate) with: Vec<PathBuf>,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) choice: Choice,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Rules {
    #[command(flatten)]
    pub(crate) choice: Choice,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Lsp {
    /// What editors say to servers that can also use a socket; it changes nothing.
    #[arg(long)]
    pub(crate) stdio: bool,
    #[command(flatten)]
    pub(crate) choice: Choice,
    #[command(flatten)]
    pub(crate) project: Project,
    /// Accept the findings of this file.
    #[arg(long, value_name = "FILE", env = "TAMIS_BASELINE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Advisories for dependencies: a file of 'tamis db build', a zip or a folder of OSV records.
    #[arg(long, value_name = "FILE", env = "TAMIS_DB")]
    pub(crate) db: Option<PathBuf>,
    /// Show this severity and above [default: info].
    #[arg(long, value_name = "LEVEL", env = "TAMIS_SEVERITY")]
    pub(crate) severity: Option<String>,
    /// Show this confidence and above [default: low].
    #[arg(long, value_name = "LEVEL", env = "TAMIS_CONFIDENCE")]
    pub(crate) confidence: Option<String>,
    /// Threads; 0 for one per core [default: 0].
    #[arg(long, short, value_name = "N", env = "TAMIS_JOBS")]
    pub(crate) jobs: Option<usize>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Dump {
    /// `tree`, `pattern`, `ir`, `cfg` (blocks and where they go) or `summaries` (what calls do to data) of a file, the
    /// `graph` of resources of a folder, or the manifests of a `chart`.
    #[arg(value_parser = ["tree", "pattern", "ir", "cfg", "summaries", "graph", "chart"])]
    pub(crate) what: String,
    /// The file, or the folder.
    pub(crate) file: PathBuf,
    /// Language, where the file's name does not tell.
    #[arg(long, short)]
    pub(crate) language: Option<String>,
    /// With `cfg`: in the language of Graphviz, for `dot -Tsvg`.
    #[arg(long)]
    pub(crate) dot: bool,
    #[command(flatten)]
    pub(crate) values: Values,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Baseline {
    #[command(flatten)]
    pub(crate) scan: Scan,
    /// The file.
    #[arg(long, value_name = "FILE", default_value = ".tamis-baseline.json")]
    pub(crate) write: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Privacy {
    /// Files and folders.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Form of the inventory.
    #[arg(long, short, default_value = "terminal", value_parser = ["terminal", "json", "html"])]
    pub(crate) format: String,
    /// Write it to this file.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// List only the flows that this earlier inventory (JSON) does not have.
    #[arg(long, value_name = "OLD.json")]
    pub(crate) diff: Option<PathBuf>,
}

/// How a report is judged and written that no scan of files makes.
#[derive(Debug, ClapArgs)]
pub(crate) struct Reporting {
    #[command(flatten)]
    pub(crate) project: Project,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) gate: Gate,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Merge {
    /// SARIF files, of any tool; their paths are relative to the current folder's repository.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Upload {
    /// The SARIF file.
    pub(crate) file: PathBuf,
    /// `owner/name` [default: from GITHUB_REPOSITORY or the remote `origin`].
    #[arg(long, value_name = "OWNER/NAME", env = "GITHUB_REPOSITORY")]
    pub(crate) repository: Option<String>,
    /// The commit that was scanned [default: from GITHUB_SHA, CI_COMMIT_SHA or git].
    #[arg(long, value_name = "COMMIT")]
    pub(crate) commit: Option<String>,
    /// The full name of the branch (`refs/heads/main`) [default: from GITHUB_REF, CI_COMMIT_REF_NAME or git].
    #[arg(long, value_name = "REF")]
    pub(crate) r#ref: Option<String>,
    /// Address of the service's API.
    #[arg(
        long,
        value_name = "URL",
        env = "GITHUB_API_URL",
        default_value = "https://api.github.com"
    )]
    pub(crate) api: String,
    /// Name of the environment variable that holds the token.
    #[arg(long, value_name = "NAME", default_value = "GITHUB_TOKEN")]
    pub(crate) token_env: String,
    /// How often to try again when the service does not answer or is busy.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) retries: u32,
    /// Do not wait for the service to say whether it could read the report.
    #[arg(long)]
    pub(crate) no_wait: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Db {
    #[command(subcommand)]
    pub(crate) command: DbCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DbCommand {
    /// Put records together into one compact file.
    Build(DbBuild),
    /// Say what is in a database and how old it is.
    Info {
        /// The file.
        file: PathBuf,
    },
    /// Download the records of ecosystems and build a compact file of them (asks the network).
    Update(DbUpdate),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct DbBuild {
    /// Folders and zips of OSV records (JSON or YAML), compact files, Debian's tracker and Alpine's secdb (JSON).
    #[arg(required = true)]
    pub(crate) sources: Vec<PathBuf>,
    /// The file to write.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// CISA's catalogue of exploited vulnerabilities (JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) kev: Option<PathBuf>,
    /// FIRST's scores of how likely an attack is (CSV, also compressed with gzip).
    #[arg(long, value_name = "FILE")]
    pub(crate) epss: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct DbUpdate {
    /// Ecosystems by their names in OSV: npm, PyPI, crates.io, Go, Maven, NuGet, RubyGems, Packagist (repeatable).
    #[arg(long, short, value_name = "NAME", required = true, value_delimiter = ',')]
    pub(crate) ecosystem: Vec<String>,
    /// The file to write.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Folder for downloads, which an interrupted one is continued from [default: beside the file].
    #[arg(long, value_name = "FOLDER")]
    pub(crate) downloads: Option<PathBuf>,
    /// Where `NAME/all.zip` is.
    #[arg(
        long,
        value_name = "URL",
        default_value = "https://osv-vulnerabilities.storage.googleapis.com"
    )]
    pub(crate) from: String,
    /// Largest download in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 2_000_000_000)]
    pub(crate) max_size: u64,
    /// SHA-256 that a download must have: `NAME=HEX` (repeatable).
    #[arg(long, value_name = "NAME=HEX")]
    pub(crate) sha256: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Image {
    /// What `docker save` writes, or an OCI layout as a tar or a folder; compressed or not.
    pub(crate) file: PathBuf,
    /// Which one, where the file has images for several platforms (`linux/arm64`).
    #[arg(long, value_name = "OS/ARCH")]
    pub(crate) platform: Option<String>,
    /// The base image as a file: tells for certain which layers it brings. Without it the image's history is asked.
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<PathBuf>,
    /// Advisories: a file of 'tamis db build', a zip or a folder of OSV records, Debian's tracker or Alpine's secdb.
    #[arg(long, value_name = "FILE", env = "TAMIS_DB")]
    pub(crate) db: Option<PathBuf>,
    /// Accept what this OpenVEX document says is fixed or of no effect (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) vex: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Sbom {
    /// Files and folders, or one image of a container.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) files: Files,
    /// `cyclonedx` (1.6), `spdx` (2.3), or `openvex`: a draft with a statement for each vulnerability.
    #[arg(long, short, value_name = "FORMAT", default_value = "cyclonedx", value_parser = ["cyclonedx", "spdx", "openvex"])]
    pub(crate) format: String,
    /// Advisories, for the vulnerabilities of the packages.
    #[arg(long, value_name = "FILE", env = "TAMIS_DB")]
    pub(crate) db: Option<PathBuf>,
    /// What this OpenVEX document says of vulnerabilities goes into the bill (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) vex: Vec<PathBuf>,
    /// Write to this file.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What is kept for later scans.
#[derive(Debug, Default, ClapArgs)]
pub(crate) struct Kept {
    /// Look at every file, and keep nothing for later scans. By default a scan of the same files with the same rules
    /// gives what an earlier one found.
    #[arg(long, env = "TAMIS_NO_CACHE", value_parser = clap::builder::FalseyValueParser::new())]
    pub(crate) no_cache: bool,
    /// Where results are kept [default: tamis in the user's folder for caches].
    #[arg(long, value_name = "DIR", env = "TAMIS_CACHE_DIR")]
    pub(crate) cache_dir: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Cache {
    /// Delete what is kept.
    #[arg(long)]
    pub(crate) clear: bool,
    /// The folder [default: tamis in the user's folder for caches].
    #[arg(long, value_name = "DIR", env = "TAMIS_CACHE_DIR")]
    pub(crate) cache_dir: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    /// Replace a file that is there.
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Config {
    /// Show what holds for this file.
    pub(crate) path: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) project: Project,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// The shell.
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Man {
    /// Write one page per command into this folder.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

/// A size as people write it, in bytes.
fn size(text: &str) -> Result<u64, String> {
    parse_size::parse_size(text)
        .map_err(|_| "write bytes, or a number with a unit: 5MB, 512KiB".into())
}
