//! Taint rules as the engine needs them, and where their patterns matched.

use tamis_finding::{Binding, RuleIndex};
use tamis_syntax::{NodeId, Span};

use super::labels::Requires;

/// A taint rule of a run.
#[derive(Debug, Clone)]
pub struct TaintRule {
    /// Which rule.
    pub rule: RuleIndex,
    /// Switches of its sources, in the rule's order.
    pub sources: Vec<SourceSwitches>,
    /// Switches of its sinks.
    pub sinks: Vec<SinkSwitches>,
    /// Switches of its sanitizers.
    pub sanitizers: Vec<SanitizerSwitches>,
    /// Switches of its propagators.
    pub propagators: Vec<PropagatorSwitches>,
    /// Options of the rule.
    pub options: TaintOptions,
}

/// Whether an effect is on the value at the place, on the variable from there on, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SideEffect {
    /// The value alone.
    #[default]
    No,
    /// Both.
    Yes,
    /// The variable alone.
    Only,
}

impl SideEffect {
    /// From a rule's word, or `default`.
    pub fn read(word: Option<&str>, default: SideEffect) -> Self {
        match word {
            Some("true") => SideEffect::Yes,
            Some("only") => SideEffect::Only,
            Some(_) => SideEffect::No,
            None => default,
        }
    }
}

/// Switches of a source.
#[derive(Debug, Clone, Default)]
pub struct SourceSwitches {
    /// Whether the variable matched is tainted from there on.
    pub by_side_effect: SideEffect,
    /// Kind of the taint.
    pub label: Option<String>,
    /// Labels that what stands there must have already.
    pub requires: Option<Requires>,
    /// It taints whatever comes after in time.
    pub control: bool,
}

/// Switches of a sink.
#[derive(Debug, Clone, Default)]
pub struct SinkSwitches {
    /// Labels needed.
    pub requires: Option<Requires>,
    /// Only where the function ends.
    pub at_exit: bool,
}

/// Switches of a sanitizer.
#[derive(Debug, Clone, Default)]
pub struct SanitizerSwitches {
    /// Whether the variable matched is clean from there on.
    pub by_side_effect: SideEffect,
    /// It leaves alone what is a source or a sink as well.
    pub not_conflicting: bool,
}

/// Switches of a propagator.
#[derive(Debug, Clone, Default)]
pub struct PropagatorSwitches {
    /// Whether the variable under `to` is tainted from there on.
    pub by_side_effect: SideEffect,
    /// Labels that what is propagated must have.
    pub requires: Option<Requires>,
    /// Label it has from there on.
    pub label: Option<String>,
}

/// Options of a rule that change how taint goes through code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TaintOptions {
    /// Results of unknown functions are clean.
    pub safe_functions: bool,
    /// Elements looked up with a tainted index are clean.
    pub safe_indexes: bool,
    /// Truth values (what comparisons give) are clean.
    pub safe_comparisons: bool,
    /// Numbers are clean.
    pub safe_numbers: bool,
    /// Metavariables that source and sink share must stand for the same.
    pub unify_metavariables: bool,
    /// Only assignments carry taint on.
    pub only_assignments: bool,
}

/// What a match means to a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkRole {
    /// Cleans.
    Sanitizer,
    /// Taints.
    Source,
    /// Carries on from here.
    From,
    /// Carries on to here.
    To,
    /// Must not be reached.
    Sink,
}

/// One match of a source, sink, sanitizer or propagator.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Index of the rule in the run's list of taint rules.
    pub rule: u32,
    /// What it means.
    pub role: MarkRole,
    /// Which of the rule's patterns of that role.
    pub pattern: u16,
    /// Nodes it speaks of, as index range in preorder; a single node or two for an exact one.
    pub nodes: Vec<std::ops::Range<u32>>,
    /// Range matched.
    pub span: Span,
    /// Metavariables, sorted by name.
    pub bindings: Vec<Binding>,
    /// Of propagators: joins `From` with its `To`.
    pub pair: u32,
}

impl Mark {
    /// Whether it speaks of the node.
    pub fn covers(&self, node: NodeId) -> bool {
        self.nodes.iter().any(|range| range.contains(&node.0))
    }
}

/// All marks of a file, by node.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Sorted by role, then rule and place, so that the order of work does not depend on threads.
    pub list: Vec<Mark>,
}
