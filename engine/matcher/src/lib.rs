//! Patterns and formulas against a tree.
//!
//! For: compiling the formulas of rules for a language and finding where they match.
//! Not for: rules' metadata, files, threads. Read [`CompiledFormula`], then [`Dispatch`] and [`Evaluation`].
//!
//! How it works: every pattern goes through the language's own parser and becomes a small tree with holes
//! (`compile`). A file's walk tries at each node only patterns whose key and head fit (`dispatch`, `keys`). A match
//! unifies the two trees (`unify` and its neighbours). Formulas then join the matches (`eval`).

mod assignment;
mod calls;
pub mod comparison;
mod compile;
mod condition;
mod constant;
mod definitions;
mod dispatch;
mod distinct;
pub mod entropy;
mod eval;
mod formula;
pub mod generic;
mod keys;
mod leaves;
mod lists;
mod metavars;
mod operators;
mod options;
mod pattern;
mod qualified;
pub mod redos;
pub mod regex;
pub mod regex_lint;
mod required;
mod same;
mod sequence;
mod shell;
mod strings;
mod subject;
mod types;
mod unify;

pub use compile::PatternError;
pub use dispatch::{Dispatch, Match};
pub use eval::{ClauseState, Evaluation, Explained, ExplainedMatch};
pub use formula::{CompiledFormula, Host, Problem};
pub use metavars::{Bound, Env, MetavariableId, Metavariables};
pub use options::{MatchOptions, Switches};
pub use pattern::{Keys, Pattern};
pub use subject::{Fields, Subject};
