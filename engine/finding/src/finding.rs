//! Candidates (what an engine produced) and findings (what a user sees).

use borsh::{BorshDeserialize, BorshSerialize};
use tamis_syntax::{FileId, Position, Span};

use crate::{Confidence, Fingerprint, Severity};

/// A rule of the rule set of one run: an index into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleIndex(pub u32);

/// One success of a rule, before suppression and baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which rule.
    pub rule: RuleIndex,
    /// Which file.
    pub file: FileId,
    /// The range the finding speaks of.
    pub span: Span,
    /// Metavariables of the match, sorted by name, for the message and the fix.
    pub bindings: Vec<Binding>,
    /// From source to sink; only of flow rules.
    pub trace: Option<Trace>,
    /// Why it fired.
    pub evidence: Evidence,
}

/// What a metavariable stands for.
#[derive(Debug, Clone, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct Binding {
    /// With its dollar: `$X`, `$...ARGS`, `$1`.
    pub metavariable: String,
    /// Source text as it stands in the file.
    pub text: String,
    /// Where, if it stands in the file (a decoded or computed value has no place).
    pub span: Option<Span>,
    /// The constant it was found to be, where propagation found one (`value($X)` in messages).
    pub value: Option<String>,
}

/// Which clauses of the rule held. Empty where the engine had a single clause.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshDeserialize, BorshSerialize)]
pub struct Evidence {
    /// Paths of clauses in the rule file (`patterns[0].pattern-either[1].pattern`) with the range each matched.
    pub clauses: Vec<(String, Span)>,
}

/// The way of data from source to sink, in order; never empty.
#[derive(Debug, Clone, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct Trace {
    /// First the source, last the sink.
    pub steps: Vec<Step>,
}

/// One place on a trace.
#[derive(Debug, Clone, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct Step {
    /// Where.
    pub location: Location,
    /// What happens here, a short phrase.
    pub note: String,
}

/// A range in a file, ready for output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, BorshDeserialize, BorshSerialize)]
pub struct Location {
    /// Relative to the scan root, `/` between parts on every system.
    pub path: String,
    /// Byte range in the decoded text.
    pub span: Span,
    /// Of the first character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

/// A change of text that removes the cause.
#[derive(Debug, Clone, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct Fix {
    /// What to replace, in the finding's file.
    pub span: Span,
    /// With what.
    pub replacement: String,
    /// Whether it keeps what the code does but for the fault: the rule says so. Others are for people to look at.
    pub safe: bool,
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct Suppression {
    /// What accepts it: a comment's form (`nosemgrep`, `tamis: ignore`, `nosec`), `exception`, `baseline`.
    pub form: String,
    /// The reason given, if any.
    pub reason: Option<String>,
    /// Where the comment stands in the finding's file; `None` where something outside of it accepts the finding.
    pub span: Option<Span>,
    /// Who answers for it, if it says so.
    pub owner: Option<String>,
    /// The last day on which it holds (`2027-01-31`), if it says so.
    pub until: Option<String>,
}

/// Where in a repository's history a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct History {
    /// Full id of the commit that brought it.
    pub commit: String,
    /// Day of that commit, `2026-01-31`.
    pub date: String,
    /// Whether the same value still stands in the file, or in another, at HEAD.
    pub at_head: bool,
}

/// How a finding compares with what was known before: a baseline or an earlier commit.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshDeserialize, BorshSerialize,
)]
pub enum Newness {
    /// Not known before.
    New,
    /// Known before.
    Known,
}

/// What a user sees. Sorted by path, span start, span end, rule id.
#[derive(Debug, Clone, PartialEq, BorshDeserialize, BorshSerialize)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// Harm if true.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// With metavariables filled in.
    pub message: String,
    /// Where.
    pub location: Location,
    /// Further places that matter, each with a note.
    pub related: Vec<Step>,
    /// From source to sink; only of flow rules.
    pub trace: Option<Trace>,
    /// Proposed change.
    pub fix: Option<Fix>,
    /// Stable identity.
    pub fingerprint: Fingerprint,
    /// Set when a comment, an exception or a baseline accepts it; such a finding does not count.
    pub suppression: Option<Suppression>,
    /// The commit that brought it; only of scans of a history, where the location is one in that commit.
    pub history: Option<History>,
    /// Whether it is new; `None` where there was nothing to compare with.
    pub newness: Option<Newness>,
    /// Metavariables, sorted by name.
    pub bindings: Vec<Binding>,
    /// Why it fired.
    pub evidence: Evidence,
}
