//! The whole run.

use crate::{Confidence, Finding, Notice, Severity};

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

    /// Findings that no comment accepts.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppression.is_none())
    }
}

/// A file's decoded text.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the scan root.
    pub path: String,
    /// As scanned: without byte order mark, UTF-8.
    pub text: std::sync::Arc<str>,
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
    /// Link shown first (rule's `source`, `shortlink` or first reference).
    pub link: Option<String>,
}

/// A file that was not scanned, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Relative to the scan root.
    pub path: String,
    /// Why.
    pub reason: SkipReason,
}

/// Why a file was passed over. Ordered only for stable output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkipReason {
    /// An ignore file names it: the file and its pattern where known.
    Ignored(String),
    /// `--exclude` or the lack of an `--include`.
    Excluded(String),
    /// In a folder of other people's code (`node_modules`, `vendor`).
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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

/// Where time went, in seconds; sums over threads but for `total`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Timings {
    /// Wall time of the run.
    pub total: f64,
    /// Loading and compiling rules.
    pub rules: f64,
    /// Reading and decoding.
    pub read: f64,
    /// Parsing and copying.
    pub parse: f64,
    /// Matching.
    pub matching: f64,
}
