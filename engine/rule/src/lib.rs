//! Rule files: YAML in Semgrep's syntax to [`Rule`]s.
//!
//! For: reading, checking and describing rules; the literals a rule needs in a file.
//! Not for: matching (`tamis-matcher`), reading folders (`tamis-scan`).
//! Read [`Rule`], then [`Formula`].

mod model;

pub use model::{
    Comparison, Condition, Conjunction, FixRegex, Focus, Formula, Located, Metadata, Mode, Options,
    Origin, PathFilter, Rule, TaintPattern, TaintSpec,
};
