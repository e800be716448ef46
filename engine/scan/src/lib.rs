//! The pipeline: walk, read, parse, match, suppress, sort.
//!
//! For: turning paths and rules into a [`ScanReport`](tamis_finding::ScanReport). Together with the command line and
//! the language server this is the only crate that touches files, threads and the clock.
//! Not for: output, arguments. Read [`scan`], then [`RuleSet`].

mod classify;
mod decode;
mod file;
mod fingerprint;
mod graph;
mod hide;
mod paths;
mod plan;
mod prepared;
mod project;
mod read;
mod rule_set;
mod run;
mod suppress;
mod taint;
mod walk;

pub use classify::classify;
pub use decode::{Decoded, Encoding, decode};
pub use file::{FileOutcome, FileText, scan_file};
pub use fingerprint::{Fingerprints, fingerprint};
pub use paths::{GlobError, Globs, PathMatcher};
pub use plan::{Literals, Plan};
pub use read::{MAX_BYTES, read};
pub use rule_set::{EmbeddedRule, RuleEntry, RuleSet, host, rule_error_notice};
pub use run::{Input, Progress, ScanOptions, scan};
pub use suppress::Suppressions;
pub use walk::{WalkError, WalkOptions, Walked, WalkedFile, relative, walk};
