//! What a scan could not do: never silent.

use borsh::{BorshDeserialize, BorshSerialize};
use tamis_syntax::{Position, Span};

/// Something the scan could not do, or did less well than asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, BorshDeserialize, BorshSerialize)]
pub struct Notice {
    /// What kind: decides level and exit code.
    pub kind: NoticeKind,
    /// File concerned, relative to the scan root, if one is.
    pub path: Option<String>,
    /// Place in that file, if known.
    pub span: Option<Span>,
    /// Line and column of the start of `span`; outputs don't hold the text of every file with a notice.
    pub start: Option<Position>,
    /// Rule concerned, if one is.
    pub rule: Option<String>,
    /// One sentence that names the thing and says what is wrong.
    pub message: String,
}

/// Kinds of notices, a closed set. Ordered by weight, the heaviest last.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshDeserialize, BorshSerialize,
)]
pub enum NoticeKind {
    /// A baseline holds findings that are gone.
    Outdated,
    /// Parts of a file did not parse; what parsed was scanned.
    SyntaxError,
    /// A rule, or a part of it, has no effect in this version.
    Unsupported,
    /// A step budget was spent; results of that rule in that file may be incomplete.
    Budget,
    /// A file could not be read or decoded.
    Unreadable,
    /// A rule file or a rule is wrong and was left out.
    RuleError,
    /// A bug of ours: a panic that was caught.
    Panic,
}

impl NoticeKind {
    /// All, the lightest first.
    pub const ALL: [NoticeKind; 7] = [
        NoticeKind::Outdated,
        NoticeKind::SyntaxError,
        NoticeKind::Unsupported,
        NoticeKind::Budget,
        NoticeKind::Unreadable,
        NoticeKind::RuleError,
        NoticeKind::Panic,
    ];

    /// Stable id for SARIF descriptors and JSON (`syntax-error`).
    pub fn id(self) -> &'static str {
        match self {
            NoticeKind::Outdated => "outdated",
            NoticeKind::SyntaxError => "syntax-error",
            NoticeKind::Unsupported => "unsupported",
            NoticeKind::Budget => "budget",
            NoticeKind::Unreadable => "unreadable",
            NoticeKind::RuleError => "rule-error",
            NoticeKind::Panic => "panic",
        }
    }
}
