//! What engines find and what a scan reports: plain data, no behaviour beyond ordering.
//!
//! For: the boundary between the engines, the pipeline and the outputs.
//! Not for: serialisation (each output owns its wire types), message formatting (`tamis-scan`).
//! Read [`Finding`], then [`ScanReport`].

mod finding;
mod fingerprint;
mod notice;
mod report;
mod severity;

pub use finding::{
    Binding, Candidate, Evidence, Finding, Fix, Location, RuleIndex, Step, Suppression, Trace,
};
pub use fingerprint::Fingerprint;
pub use notice::{Notice, NoticeKind};
pub use report::{FileCounts, RuleInfo, ScanReport, SkipReason, Skipped, Source, Timings};
pub use severity::{Confidence, Severity};
