//! The whole run.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::{Confidence, Family, Finding, Notice, Severity};

/// Everything a run has to say. Independent of thread count; `timings` alone differ between runs.
#[derive(Debug, Clone, Default)]
pub struct ScanReport {
    /// Sorted by path, span start, span end, rule id. Suppressed ones are in here, marked.
    pub findings: Vec<Finding>,
    /// Sorted by path, then kind, then message.
    pub notices: Vec<Notice>,
    /// Files passed over, sorted by path.
    pub skipped: Vec<Skipped>,
    /// The rules that have findings, sorted by id.
    pub rules: Vec<RuleInfo>,
    /// Decoded text of the files that have findings (also on a trace), sorted by path.
    pub sources: Vec<Source>,
    /// What was looked at.
    pub files: FileCounts,
    /// How many rules ran.
    pub rules_run: usize,
    /// Where time went.
    pub timings: Timings,
    /// Whether an earlier run over the same files with the same rules found this.
    pub reused: bool,
    /// The folder the command ran in, relative to the one paths start from; empty where they are the same. The
    /// terminal shows paths from there, for people to open.
    pub working_folder: String,
    /// Which state of which repository this is, if it is one.
    pub provenance: Option<Provenance>,
    /// Places of personal data, sorted; only where the run lists them.
    pub data: Vec<DataSite>,
    /// Lines of every scanned file, sorted by path.
    pub sizes: Vec<(String, u32)>,
    /// Earlier reports, the oldest first.
    pub trend: Vec<TrendPoint>,
    /// When the run began and ended, in seconds since 1970; for outputs that must say so, and only the command line sets it.
    pub clock: Option<(u64, u64)>,
    /// Name under which a code scanning service keeps this analysis apart from others of the same commit.
    pub category: Option<String>,
    /// The pipeline of Azure DevOps that runs this, if one does.
    pub azure: Option<AzurePipeline>,
    /// What the gate says; `None` where none was asked.
    pub verdict: Option<Verdict>,
}

impl ScanReport {
    /// The text of `path`, if the report holds it. Logarithmic.
    pub fn source(&self, path: &str) -> Option<&Source> {
        let at = self.sources.binary_search_by(|source| source.path.as_str().cmp(path)).ok()?;
        self.sources.get(at)
    }

    /// The description of a rule that has findings. Logarithmic.
    pub fn rule(&self, id: &str) -> Option<&RuleInfo> {
        let at = self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()?;
        self.rules.get(at)
    }

    /// Findings that nothing accepts.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppression.is_none())
    }
}

/// A state of a repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Its address on the web, without credentials; empty where there is none.
    pub repository: String,
    /// The commit, in hexadecimal.
    pub revision: String,
    /// The branch, if on one.
    pub branch: Option<String>,
}

/// An earlier report in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendPoint {
    /// What it is called (a file name).
    pub label: String,
    /// Findings that nothing accepted, the most severe first.
    pub counts: [usize; 5],
}

/// A pipeline of Azure DevOps, whose code scanning refuses a report that does not say where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AzurePipeline {
    /// Name that begins with `azuredevops/pipeline/build/`.
    pub id: String,
    /// Number of the pipeline's definition.
    pub definition_id: u32,
    /// Its name.
    pub definition_name: String,
    /// The phase, a GUID.
    pub phase_id: String,
    /// Its name.
    pub phase_name: String,
}

impl AzurePipeline {
    /// The name of a run outside every pipeline.
    pub const OUTSIDE: &str = "azuredevops/pipeline/build/tamis/";

    /// What stands for the pipeline of a run outside every one: validators want each of these, and that the phase is
    /// a GUID (the same for every run).
    pub fn outside() -> Self {
        Self {
            id: Self::OUTSIDE.to_owned(),
            definition_id: 1,
            definition_name: "none".to_owned(),
            phase_id: "4fd2bd11-95ea-5d1f-8a51-4b56ba4f7a3c".to_owned(),
            phase_name: "none".to_owned(),
        }
    }
}

/// What a gate says of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Nobody asked for a policy: any finding that is shown fails the run.
    pub implied: bool,
    /// Whether the run fails: some policy is broken.
    pub failed: bool,
    /// Each policy with what it found, in the order given, one sentence each.
    pub policies: Vec<PolicyResult>,
}

/// One policy of a gate, applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyResult {
    /// What it asks for (`severity high and above`).
    pub name: String,
    /// How many findings it counts.
    pub count: usize,
    /// How many it lets pass.
    pub allowed: usize,
    /// Fingerprints of the counted ones, in order of the report.
    pub findings: Vec<crate::Fingerprint>,
}

impl PolicyResult {
    /// Whether more findings count than it lets pass.
    pub fn is_broken(&self) -> bool {
        self.count > self.allowed
    }
}

/// A place where code handles personal data, known by a name. Ordered by kind, then place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DataSite {
    /// Id of the group of its kind: `contact`.
    pub group: String,
    /// Id of its kind: `email-address`.
    pub kind: String,
    /// For people: `e-mail address`.
    pub title: String,
    /// Relative to the scan root.
    pub path: String,
    /// From 1.
    pub line: u32,
    /// The name that tells it.
    pub name: String,
    /// What the name is: `member`, `key`, `variable`, `call`, `field` (of a schema), `column`.
    pub form: &'static str,
}

/// A file's decoded text.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the scan root.
    pub path: String,
    /// As scanned: without byte order mark, UTF-8.
    pub text: std::sync::Arc<str>,
    /// Parts that do not stand there as they do in the file: secrets that are hidden. Sorted.
    pub masked: Vec<tamis_syntax::Span>,
}

/// What outputs say of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// Dotted id.
    pub id: String,
    /// The rule's message with its metavariables unfilled.
    pub message: String,
    /// Harm if true.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// CWE numbers, the exact one first.
    pub cwe: Vec<u32>,
    /// Titles of those CWEs as the rule gives them (`OS command injection`), same order, empty where it gives none.
    pub cwe_titles: Vec<String>,
    /// OWASP classes as written in the rule (`A03:2021`).
    pub owasp: Vec<String>,
    /// Links.
    pub references: Vec<String>,
    /// Other tools' ids (`bandit:B602`).
    pub equivalents: Vec<String>,
    /// Markdown help, if the rule has one.
    pub help: Option<String>,
    /// Further tags: category, technology.
    pub tags: Vec<String>,
    /// What it looks for.
    pub family: Family,
    /// Link shown first (rule's `source`, `shortlink` or first reference).
    pub link: Option<String>,
}

/// A file that was not scanned, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, BorshDeserialize, BorshSerialize)]
pub struct Skipped {
    /// Relative to the scan root.
    pub path: String,
    /// Why.
    pub reason: SkipReason,
}

/// Why a file was passed over. Ordered only for stable output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, BorshDeserialize, BorshSerialize)]
pub enum SkipReason {
    /// An ignore file names it: the file and its pattern where known.
    Ignored(String),
    /// `--exclude` or the lack of an `--include`.
    Excluded(String),
    /// In a folder of other people's code (`node_modules`, `vendor`), or a library's copy by its banner.
    Vendored(String),
    /// Looks minified: mean line length in bytes.
    Minified(u64),
    /// Says of itself that it is generated; the words found.
    Generated(String),
    /// Above the size up to which trees are built (bytes); text rules ran all the same.
    NoTree(u64),
    /// Above `--max-file-size` (bytes).
    TooLarge(u64),
    /// Holds NUL bytes or is no text in a known encoding.
    Binary,
    /// No language of the table and no text rule wants it.
    NoLanguage,
    /// A symbolic link that leads back to a folder above it.
    SymlinkLoop,
    /// Neither file nor folder (a socket, a device).
    Special,
    /// The system's words.
    Unreadable(String),
}

impl SkipReason {
    /// Stable id for SARIF descriptors and JSON (`too-large`).
    pub fn id(&self) -> &'static str {
        match self {
            SkipReason::Ignored(_) => "ignored",
            SkipReason::Excluded(_) => "excluded",
            SkipReason::Vendored(_) => "vendored",
            SkipReason::Minified(_) => "minified",
            SkipReason::Generated(_) => "generated",
            SkipReason::NoTree(_) => "no-tree",
            SkipReason::TooLarge(_) => "too-large",
            SkipReason::Binary => "binary",
            SkipReason::NoLanguage => "no-language",
            SkipReason::SymlinkLoop => "symlink-loop",
            SkipReason::Special => "special",
            SkipReason::Unreadable(_) => "unreadable",
        }
    }
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, BorshDeserialize, BorshSerialize)]
pub struct FileCounts {
    /// Files scanned by at least one rule's literals.
    pub scanned: usize,
    /// Of these, parsed.
    pub parsed: usize,
    /// Passed over, whatever the reason.
    pub skipped: usize,
    /// Bytes of the scanned ones.
    pub bytes: u64,
}

/// Where time went, in seconds; sums over threads, but for `total` and the phases of `scan` that use one.
#[derive(Debug, Clone, Default)]
pub struct Timings {
    /// Wall time of the run.
    pub total: f64,
    /// Finding files.
    pub walk: f64,
    /// Joining rules; they are compiled where they are first needed, which counts as theirs.
    pub rules: f64,
    /// Reading and decoding.
    pub read: f64,
    /// Parsing and copying.
    pub parse: f64,
    /// Matching, and what is made of matches.
    pub matching: f64,
    /// Detectors of secrets.
    pub secrets: f64,
    /// Lowering functions for data flow.
    pub lower: f64,
    /// Following data.
    pub flow: f64,
    /// Graphs of resources and their rules.
    pub graph: f64,
    /// Dependencies and base images.
    pub deps: f64,
    /// Of rules that were tried on files, the slowest first; only where asked for. Data flow is that of all rules together.
    pub by_rule: Vec<(String, f64)>,
}
