//! Harm and certainty: two scales that are never mixed.

use borsh::{BorshDeserialize, BorshSerialize};

/// Harm if the finding is true. Ordered: `Info` is the least.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshDeserialize, BorshSerialize,
)]
pub enum Severity {
    /// Worth knowing, no harm by itself.
    Info,
    /// Little harm, or harm only together with another fault.
    Low,
    /// Harm under conditions (Semgrep's `WARNING`).
    Medium,
    /// Direct harm (Semgrep's `ERROR`).
    High,
    /// Full compromise.
    Critical,
}

impl Severity {
    /// All, the least first.
    pub const ALL: [Severity; 5] =
        [Severity::Info, Severity::Low, Severity::Medium, Severity::High, Severity::Critical];

    /// Lower-case word, as the command line and JSON use it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
            Severity::Critical => "critical",
        }
    }

    /// From a word in any case: ours and Semgrep's (`ERROR`, `WARNING`, `INFO`; `EXPERIMENT` and `INVENTORY` are `Info`).
    pub fn parse(word: &str) -> Option<Severity> {
        Some(match word.to_ascii_lowercase().as_str() {
            "critical" => Severity::Critical,
            "high" | "error" => Severity::High,
            "medium" | "warning" => Severity::Medium,
            "low" => Severity::Low,
            "info" | "inventory" | "experiment" => Severity::Info,
            _ => return None,
        })
    }
}

/// How sure we are that a finding is true. Ordered: `Low` is the least.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshDeserialize, BorshSerialize,
)]
pub enum Confidence {
    /// A hint for an audit.
    Low,
    /// Usually right.
    Medium,
    /// Nearly always right.
    High,
}

impl Confidence {
    /// Lower-case word.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }

    /// From a word in any case.
    pub fn parse(word: &str) -> Option<Confidence> {
        Some(match word.to_ascii_lowercase().as_str() {
            "high" => Confidence::High,
            "medium" => Confidence::Medium,
            "low" => Confidence::Low,
            _ => return None,
        })
    }
}
