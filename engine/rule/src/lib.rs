//! Rule files: YAML in Semgrep's syntax to [`Rule`]s.
//!
//! For: reading, checking and describing rules; the literals a rule needs in a file.
//! Not for: matching (`tamis-matcher`), reading folders (`tamis-scan`).
//! Read [`Rule`], then [`Formula`].

mod checkov;
mod condition;
mod config;
mod data_types;
mod error;
mod formula;
mod interpolate;
mod json_schema;
mod lint;
mod literals;
mod load;
mod match_syntax;
mod metadata;
mod model;
mod models;
mod reader;
mod schema;
mod secret;
mod suggest;
mod taint;
#[cfg(test)]
mod tests;
mod yaml;

pub use config::{
    AttributeTest, ConfigCondition, ConfigPath, ConfigSpec, ConfigValue, Fact, Operator, Order,
    PathAlternative, PathRoot, PathStep, Quantifier, Related, Relation, Test,
};
pub use data_types::{DataType, Spoken, Taxonomy};
pub use error::{RuleError, RuleSource, Within};
pub use interpolate::{interpolate, is_metavariable};
pub use json_schema::rules_schema;
pub use lint::{Doubt, Part, doubts};
pub use literals::{Literal, Need, needs, needs_of, taint_needs};
pub use load::{Parsed, Unsupported, parse_rules};
pub use model::{
    Comparison, Condition, Conjunction, Example, FixRegex, Focus, Formula, Located, Metadata, Mode,
    Options, Origin, PathFilter, Places, Rule, SecretSpec, TaintPattern, TaintSpec, ValueSeverity,
};
pub use models::{
    ArgumentBase, ArgumentKey, Entry, GuardModel, Guess, LibraryModel, ModelArgument,
    SanitizerModel, SinkModel, SourceModel, SummaryModel,
};
pub use schema::SEMGREP_VERSION;
pub use secret::{CHECKSUMS, STRUCTURES};
pub use suggest::did_you_mean;
