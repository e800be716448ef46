//! Taint: where data from sources may arrive.
//!
//! One propagation serves all rules: a taint carries the set of rules for which it still is one, a sanitizer takes its
//! rule out of the set, and options that clean values take theirs. Read `state.rs` for the lattice, `transfer.rs` for
//! what each statement does, `values.rs` and `marks.rs` for expressions and for matches of a rule's patterns, `call/` for
//! calls.

mod aspects;
pub(crate) mod bits;
pub(crate) mod call;
mod characters;
pub(crate) mod context;
mod effects;
mod guards;
pub(crate) mod labels;
mod marks;
mod names;
mod paths;
mod regexes;
pub(crate) mod rules;
mod sinks;
pub(crate) mod state;
pub(crate) mod trail;
pub(crate) mod transfer;
pub(crate) mod value;
mod values;
