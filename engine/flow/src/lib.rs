//! Data flow over lowered programs: where data from sources may arrive.
//!
//! For: taint rules over whole projects, with constants, summaries of functions and traces.
//! Not for: parsing, matching patterns (both come before) and messages (after).
//! Read [`analyse`], then `taint/transfer.rs`.
//!
//! How it works: `calls/project.rs` joins the files, `calls/kinds.rs` finds what calls may run. `constants` prunes
//! branches. Functions are then taken in groups that call each other, callees first; each gets a summary
//! (`calls/summary.rs`) from a fixpoint over its blocks (`framework`, `taint`).

mod calls;
mod constants;
mod dump;
pub mod framework;
mod models;
mod outside;
mod project;
mod taint;

pub use calls::aliases::ModuleAlias;
pub use dump::summaries;
pub use models::Models;
pub use outside::{OutsideCall, outside_calls};
pub use project::{FileFacts, Flow, FlowStep, Outcome, analyse, analyse_while, imports};
pub use taint::labels::Requires;
pub use taint::rules::{
    Mark, MarkRole, Marks, PropagatorSwitches, SanitizerSwitches, SideEffect, SinkSwitches,
    SourceSwitches, TaintOptions, TaintRule,
};
pub use taint::trail::StepNote;
