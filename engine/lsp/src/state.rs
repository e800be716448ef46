//! What a worker knows of each open document, and what it has told the client.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use tamis_finding::{Finding, RuleInfo, Source};

use crate::to_proto::Text;

/// An open document.
#[derive(Debug)]
pub(crate) struct Open {
    /// Relative path.
    pub(crate) path: String,
    pub(crate) version: i32,
    pub(crate) text: Text,
    /// Since when its text waits to be checked; `None` where it does not.
    pub(crate) waits_since: Option<Instant>,
    /// Findings that nothing accepts, of the last check.
    pub(crate) findings: Vec<Finding>,
    /// Their rules, sorted by id.
    pub(crate) rules: Vec<RuleInfo>,
    /// Its text as the last check saw it, with its secrets marked.
    pub(crate) source: Option<Source>,
    /// Something else changed that its findings may depend on.
    pub(crate) is_stale: bool,
    /// What the client was last told.
    pub(crate) told: Option<Told>,
}

/// What the client was told of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) version: i32,
    /// Of the diagnostics.
    pub(crate) result: String,
}

impl Open {
    pub(crate) fn new(path: String, version: i32, text: Arc<str>) -> Self {
        Open {
            path,
            version,
            text: Text::new(text),
            waits_since: Some(Instant::now()),
            findings: Vec::new(),
            rules: Vec::new(),
            source: None,
            is_stale: true,
            told: None,
        }
    }

    /// The description of a rule that has findings here.
    pub(crate) fn rule(&self, id: &str) -> Option<&RuleInfo> {
        let at = self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()?;
        self.rules.get(at)
    }

    /// The finding of that fingerprint.
    pub(crate) fn finding(&self, fingerprint: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.fingerprint.to_string() == fingerprint)
    }
}

/// Open documents by address.
pub(crate) type Opens = BTreeMap<String, Open>;
