//! The rules packed into the binary.

use tamis_finding::{Confidence, Severity};
use tamis_scan::{EmbeddedModels, EmbeddedRule};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The pack that has lockfiles and base images looked at. What it checks is no rule of a file.
pub(crate) const DEPS: &str = "deps";

/// Rules of the pack called `name`; empty if there is no such pack.
pub(crate) fn pack(name: &str) -> Vec<EmbeddedRule> {
    EMBEDDED.iter().filter(|rule| rule.packs.contains(&name)).copied().collect()
}

/// Models of libraries.
pub(crate) fn models() -> &'static [EmbeddedModels] {
    MODELS
}

/// Names of all packs but those of single weaknesses (`cwe-89`, `owasp-a03-2021`), sorted.
pub(crate) fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> =
        EMBEDDED.iter().flat_map(|rule| rule.packs.iter().copied()).collect();
    names.push(DEPS);
    names.sort_unstable();
    names.dedup();
    let single = |name: &&str| name.starts_with("cwe-") || name.starts_with("owasp-");
    names.retain(|name| !single(name) || ["cwe-top-25", "owasp-top-10"].contains(name));
    names
}
