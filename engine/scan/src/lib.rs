//! The pipeline: walk, read, parse, match, suppress, sort.
//!
//! For: turning paths and rules into a [`ScanReport`](tamis_finding::ScanReport). Together with the command line and
//! the language server this is the only crate that touches files, threads and the clock.
//! Not for: output, arguments. Read [`scan`], then [`RuleSet`].

mod advisories;
mod baseline;
mod beside;
mod cache;
mod check;
mod classify;
mod config;
mod container;
mod data_types;
mod date;
mod decode;
mod deps;
mod explain;
mod file;
mod findings;
mod fingerprint;
mod fix;
mod gate;
mod graph;
mod graphs;
mod hide;
mod history;
mod module_names;
mod parts;
mod paths;
mod plan;
mod prepared;
mod project;
mod read;
mod rule_set;
mod run;
mod session;
mod settle;
mod stream;
mod suppress;
mod taint;
mod test_code;
mod unpacked;
mod walk;

pub use advisories::{Advisories, AdvisoryError, load_advisories};
pub use baseline::{Baseline, BaselineError, add_to_baseline, write_baseline};
pub use cache::Cache;
pub use check::{CHECK_CODES, Complaint, RuleCheck, check_rules};
pub use classify::classify;
pub use config::{
    ConfigError, ConfigFile, Configs, Exception, FILE_NAME, GateSection, LicenseSection,
    ReportSection, ScanSection, SecretsSection, Set, Setting,
};
pub use container::{Content, Image, ImageError, ImageFile, LayerInfo, is_image};
pub use date::Date;
pub use decode::{Decoded, Encoding, decode};
pub use deps::{
    DepsOptions, END_OF_LIFE, INFORMATIONAL, ImageContents, ImageOptions, LICENSE, Layers,
    Lockfile, MALICIOUS, ReachVerdict, VULNERABLE, image_contents, lockfiles, scan_image,
    vulnerabilities,
};
pub use explain::{
    FlowExplained, FormulaExplained, Spot, Stop, WayStep, Why, explain_clauses, explain_flow,
    flow_summaries,
};
pub use file::{FileOutcome, FileText, scan_file};
pub use fingerprint::{Fingerprints, fingerprint};
pub use fix::{FilePatch, Refusal, fit_fix, plan_fixes};
pub use gate::{META, Policy, SYNTAX as GATE_SYNTAX, judge};
pub use graphs::{Graphs, charts, graphs};
pub use history::HistoryOptions;
pub use paths::{GlobError, Globs, PathMatcher};
pub use plan::{Literals, Plan};
pub use read::{MAX_BYTES, read};
pub use rule_set::{EmbeddedModels, EmbeddedRule, RuleEntry, RuleSet, host, rule_error_notice};
pub use run::{Input, Progress, ScanOptions, Unused, scan};
pub use session::{Checked, Reach, Session, SessionOptions};
pub use settle::{EXPIRED, UNUSED, apply_config};
pub use suppress::{Idle, Suppressions};
pub use walk::{WalkError, WalkOptions, Walked, WalkedFile, relative, walk};
