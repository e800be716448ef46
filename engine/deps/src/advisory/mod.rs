//! Advisories in OSV form, and which of them speak of a package.
//!
//! For: reading records, ranges of versions, the compact file, joining records of one fault. Not for: files and
//! downloads, and not for severities of findings. Read [`Advisory`], then [`Database`].

mod compact;
mod database;
mod feeds;
mod range;
mod read;
mod rustsec;
#[cfg(test)]
mod tests;

pub use self::compact::{CompactError, decode, encode};
pub use self::database::{Database, Known, Problem};
pub use self::feeds::parse_feed;
pub use self::read::{Rejected, parse};
pub use self::rustsec::is_page;
use crate::package::Ecosystem;

/// One record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Advisory {
    /// Its id.
    pub id: String,
    /// Ids of the same fault elsewhere.
    pub aliases: Vec<String>,
    /// In one line.
    pub summary: String,
    /// Vectors of CVSS as given.
    pub vectors: Vec<String>,
    /// A word for its weight where no vector is given (`MODERATE`).
    pub weight: Option<String>,
    /// Numbers of CWE.
    pub cwe: Vec<u32>,
    /// A few links.
    pub references: Vec<String>,
    /// The day it was published (`2024-05-01`).
    pub published: String,
    /// What it speaks of.
    pub affected: Vec<Affected>,
}

/// One package that a record speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Affected {
    /// Whose.
    pub ecosystem: Ecosystem,
    /// Name as packages are compared ([`Ecosystem::normal_name`]).
    pub name: String,
    /// The release of a distribution (`12` of `Debian:12`).
    pub release: Option<String>,
    /// Ranges of versions.
    pub ranges: Vec<Range>,
    /// Versions named one by one.
    pub versions: Vec<String>,
    /// Functions at fault, where the record names them.
    pub symbols: Vec<String>,
    /// What the record is instead of a fault (`unmaintained`, `unsound`, `notice`).
    pub informational: Option<String>,
}

/// A range of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// Whether its versions are semantic, whatever the ecosystem.
    pub semantic: bool,
    /// As given.
    pub events: Vec<Event>,
}

/// Where a range begins or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// From here on; `0` is the very beginning.
    Introduced(String),
    /// Before here.
    Fixed(String),
    /// Up to and including here.
    LastAffected(String),
}

impl Advisory {
    /// Highest score of its vectors, with the vector.
    pub fn score(&self) -> Option<(f64, &str)> {
        let scored =
            self.vectors.iter().filter_map(|vector| Some((score(vector)?, vector.as_str())));
        scored.max_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// Whether the package itself is the attack.
    pub fn is_malicious(&self) -> bool {
        self.id.starts_with("MAL-") || self.aliases.iter().any(|alias| alias.starts_with("MAL-"))
    }
}

/// The score of a vector of CVSS 2 to 4.
pub fn score(vector: &str) -> Option<f64> {
    let vector: cvss::Cvss = vector.parse().ok()?;
    Some(vector.score())
}
