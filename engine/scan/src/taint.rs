//! Taint rules between rule files and data flow: patterns compiled for a language, matches as marks.

use tamis_finding::RuleIndex;
use tamis_flow::{
    Mark, MarkRole, PropagatorSwitches, Requires, SanitizerSwitches, SideEffect, SinkSwitches,
    SourceSwitches, TaintOptions, TaintRule,
};
use tamis_ir::{Language, LanguageId};
use tamis_matcher::{
    Bound, CompiledFormula, Host, Match, MatchOptions, MetavariableId, Problem, Subject,
};
use tamis_rule::{Options, TaintPattern, TaintSpec};
use tamis_syntax::{NodeId, Span, Tree};

use crate::file::bindings;

/// A taint rule's patterns, compiled for one language.
#[derive(Debug)]
pub(crate) struct CompiledTaint {
    /// Sources, sinks, sanitizers and propagators, in this order.
    pub(crate) parts: Vec<TaintPart>,
    /// Patterns that do not parse, without which the rule finds less and nothing else.
    pub(crate) left_out: Vec<Problem>,
}

/// One pattern of a taint rule.
#[derive(Debug)]
pub(crate) struct TaintPart {
    /// What a match means; `From` for propagators, which give a `To` as well.
    role: MarkRole,
    /// Which of the rule's patterns of that role.
    pattern: u16,
    /// Only the node matched, not what is inside.
    exact: bool,
    /// What to match.
    pub(crate) formula: CompiledFormula,
    /// Of propagators.
    ends: Option<(MetavariableId, MetavariableId)>,
}

impl CompiledTaint {
    /// Compiles all patterns; all problems are listed.
    pub(crate) fn new(
        spec: &TaintSpec,
        options: &MatchOptions,
        language: &'static Language,
        host: Host,
    ) -> Result<Self, Vec<Problem>> {
        let (mut parts, mut problems) = (Vec::new(), Vec::new());
        let mut left_out = Vec::new();
        let lists = [
            (MarkRole::Source, &spec.sources),
            (MarkRole::Sink, &spec.sinks),
            (MarkRole::Sanitizer, &spec.sanitizers),
            (MarkRole::From, &spec.propagators),
        ];
        for (role, patterns) in lists {
            // A sanitizer less would report more.
            let whole = role == MarkRole::Sanitizer;
            let (mut compiled, mut foreign) = (Vec::new(), Vec::new());
            for (at, pattern) in patterns.iter().enumerate() {
                let host = Host { whole, ..host };
                match part(role, at as u16, pattern, options, language, host) {
                    Ok(part) => compiled.push(part),
                    Err(found) if !whole && found.iter().all(|problem| problem.is_foreign) => {
                        foreign.extend(found);
                    }
                    Err(found) => problems.extend(found),
                }
            }
            match compiled.is_empty() {
                true => problems.extend(foreign),
                false => left_out.extend(foreign),
            }
            parts.extend(compiled.into_iter().flatten());
        }
        for part in &parts {
            left_out.extend(part.formula.left_out.iter().cloned());
        }
        if problems.is_empty() { Ok(CompiledTaint { parts, left_out }) } else { Err(problems) }
    }
}

fn part(
    role: MarkRole,
    pattern: u16,
    spec: &TaintPattern,
    options: &MatchOptions,
    language: &'static Language,
    host: Host,
) -> Result<Option<TaintPart>, Vec<Problem>> {
    if !spec.data_types.is_empty() {
        // Such sources are no pattern: `data_types` marks them.
        return Ok(None);
    }
    let formula = CompiledFormula::new(&spec.formula, options, language, host)?;
    let find =
        |name: &Option<String>| name.as_ref().and_then(|name| formula.metavariables.find(name));
    let ends = find(&spec.from).zip(find(&spec.to));
    if role == MarkRole::From && ends.is_none() {
        return Ok(None);
    }
    let exact = spec.exact.unwrap_or(matches!(role, MarkRole::Sink | MarkRole::From));
    Ok(Some(TaintPart { role, pattern, exact, formula, ends }))
}

impl TaintPart {
    /// Its role for people, and the pattern it was compiled from.
    pub(crate) fn written<'s>(
        &self,
        spec: &'s TaintSpec,
    ) -> (&'static str, Option<&'s TaintPattern>) {
        let (name, list) = match self.role {
            MarkRole::Source => ("source", &spec.sources),
            MarkRole::Sink => ("sink", &spec.sinks),
            MarkRole::Sanitizer => ("sanitizer", &spec.sanitizers),
            MarkRole::From | MarkRole::To => ("propagator", &spec.propagators),
        };
        (name, list.get(usize::from(self.pattern)))
    }

    /// Adds the marks of one match.
    pub(crate) fn mark(
        &self,
        rule: RuleIndex,
        subject: &Subject<'_>,
        found: &Match,
        marks: &mut Vec<Mark>,
    ) {
        let tree = subject.tree;
        let mut add = |role: MarkRole, node: Option<NodeId>, span: Span, pair: u32| {
            let Some(node) = node else { return };
            let nodes = nodes(tree, node, span, self.exact);
            let bindings = bindings(&self.formula, subject, &found.env);
            let pattern = self.pattern;
            marks.push(Mark { rule: rule.0, role, pattern, nodes, span, bindings, pair });
        };
        let Some((from, to)) = self.ends else {
            add(self.role, found.node, found.span, 0);
            return;
        };
        let pair = marks_pair(rule, found.span, self.pattern);
        for (role, end) in [(MarkRole::From, from), (MarkRole::To, to)] {
            if let Some(Bound::Node(node)) = found.env.get(end) {
                add(role, Some(node), tree.span(node), pair);
            }
        }
    }
}

/// A number for a propagator's match that is the same for both ends, and hardly for another match.
fn marks_pair(rule: RuleIndex, span: Span, pattern: u16) -> u32 {
    let mixed = [rule.0, span.start, span.end, u32::from(pattern)]
        .into_iter()
        .fold(0u32, |hash, part| (hash.rotate_left(5) ^ part).wrapping_mul(0x9E37_79B9));
    mixed & 0x3FFF_FFFF
}

/// The nodes a match speaks of. Exact: those that have just its range; else all within it.
fn nodes(tree: &Tree, node: NodeId, span: Span, exact: bool) -> Vec<std::ops::Range<u32>> {
    let mut top = node;
    while let Some(parent) = tree.parent(top) {
        let grows = !tree.span(top).contains(span) || tree.span(parent) == span;
        if !grows {
            break;
        }
        top = parent;
    }
    let mut found = Vec::new();
    let (mut at, end) = (top.0, tree.node(top).subtree_end);
    while at < end {
        let id = NodeId(at);
        let node = tree.node(id);
        if !span.contains(node.span()) {
            at += 1;
            continue;
        }
        if !exact {
            found.push(at..node.subtree_end);
        } else {
            // A chain of nodes with one range is one thing.
            let mut last = at;
            while last + 1 < node.subtree_end && tree.span(NodeId(last + 1)) == node.span() {
                last += 1;
            }
            found.push(at..last + 1);
        }
        at = node.subtree_end;
    }
    if found.is_empty() {
        // Part of a literal.
        found.push(node.0..node.0 + 1);
    }
    found
}

/// The rule without its patterns, as data flow asks for it.
pub(crate) fn switches(
    rule: RuleIndex,
    spec: &TaintSpec,
    languages: Vec<LanguageId>,
    options: &Options,
) -> TaintRule {
    // What a database or shell is handed as a number or truth value carries nothing.
    let typed = spec.has_models();
    let requires = |pattern: &TaintPattern| {
        pattern.requires.as_ref().and_then(|text| Requires::parse(&text.value))
    };
    let side = |pattern: &TaintPattern, default| {
        SideEffect::read(pattern.by_side_effect.as_deref(), default)
    };
    TaintRule {
        rule,
        sources: spec
            .sources
            .iter()
            .map(|source| SourceSwitches {
                by_side_effect: side(source, SideEffect::No),
                label: source.label.clone(),
                requires: requires(source),
                control: source.control == Some(true),
            })
            .collect(),
        sinks: spec
            .sinks
            .iter()
            .map(|sink| SinkSwitches {
                requires: requires(sink),
                at_exit: sink.at_exit == Some(true),
            })
            .collect(),
        sanitizers: spec
            .sanitizers
            .iter()
            .map(|sanitizer| SanitizerSwitches {
                by_side_effect: side(sanitizer, SideEffect::No),
                not_conflicting: sanitizer.not_conflicting == Some(true),
            })
            .collect(),
        propagators: spec
            .propagators
            .iter()
            .map(|propagator| PropagatorSwitches {
                by_side_effect: side(propagator, SideEffect::Yes),
                requires: requires(propagator),
                label: propagator.label.clone(),
                replaces: propagator.replace_labels.clone(),
            })
            .collect(),
        languages,
        source_kinds: spec.source_kinds.clone(),
        sink_kinds: spec.sink_kinds.clone(),
        sanitizer_kinds: spec.sanitizer_kinds.clone(),
        options: TaintOptions {
            safe_functions: options.flag("taint_assume_safe_functions", false),
            safe_indexes: options.flag("taint_assume_safe_indexes", false),
            safe_comparisons: options.flag("taint_assume_safe_comparisons", typed)
                || options.flag("taint_assume_safe_booleans", typed),
            safe_numbers: options.flag("taint_assume_safe_numbers", typed),
            unify_metavariables: options.flag("taint_unify_mvars", false),
            focus_on_source: options
                .values
                .get("taint_focus_on")
                .is_some_and(|value| value == "source"),
            only_assignments: options.flag("taint_only_propagate_through_assignments", false),
        },
    }
}
