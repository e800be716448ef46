//! What engines find and what a scan reports: plain data, no behaviour beyond ordering.
//!
//! For: the boundary between the engines, the pipeline and the outputs.
//! Not for: serialisation (each output owns its wire types; the derived codec is for the cache of one build of the
//! binary alone), message formatting (`tamis-scan`).
//! Read [`Finding`], then [`ScanReport`].

mod family;
mod finding;
mod fingerprint;
mod notice;
mod report;
mod severity;

pub use family::Family;
pub use finding::{
    Binding, Candidate, Evidence, Finding, Fix, History, Location, Newness, RuleIndex, Step,
    Suppression, Trace,
};
pub use fingerprint::Fingerprint;
pub use notice::{Notice, NoticeKind};
pub use report::{
    AzurePipeline, DataSite, FileCounts, PolicyResult, Provenance, RuleInfo, ScanReport,
    SkipReason, Skipped, Source, Timings, TrendPoint, Verdict,
};
pub use severity::{Confidence, Severity};
