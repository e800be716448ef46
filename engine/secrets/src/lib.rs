//! Secrets and personal data in text of any kind.
//!
//! For: the detectors of `mode: secret` rules, offline proofs of what they find, and hiding it in outputs.
//! Not for: reading files (`tamis-scan`), the YAML of rules (`tamis-rule`), data flow.
//! Read [`Detectors::scan`].
//!
//! # One pass
//!
//! One automaton over the keywords of all rules goes over the text once. Where a keyword stands, the detectors that
//! have it look at the bytes around: a pattern anchored there, the value assigned to the name it stands in, or a
//! structure that code reads. Rules and their regular expressions are read when their keyword first hits.

mod assign;
mod checksum;
mod columns;
mod decode;
mod detector;
mod generic;
mod identity;
mod keywords;
mod paths;
mod redact;
mod scan;
mod structure;
mod syntax;
mod value;

pub use paths::{is_test, is_test_data};
pub use redact::{Redaction, mask};
pub use scan::{Detectors, Document, Found, Specs};
pub use syntax::stands_in_string;
