//! The rules that may match a file, joined for one walk.

use std::rc::Rc;

use tamis_finding::RuleIndex;
use tamis_ir::Language;
use tamis_matcher::{CompiledFormula, Dispatch, Evaluation, Match, Subject};
use tamis_syntax::NodeId;

use crate::plan::Clock;
use crate::rule_set::{Compiled, RuleSet, host};
use crate::taint::TaintPart;

/// Some rules, compiled for one language, with the table of where a walk must try their patterns. Files with the same
/// candidate rules share it.
pub(crate) struct Prepared<'r> {
    /// What it was made from, in order.
    pub(crate) from: Vec<RuleIndex>,
    language: &'static Language,
    rules: Vec<PreparedRule<'r>>,
    dispatch: Dispatch<'r>,
}

struct PreparedRule<'r> {
    index: RuleIndex,
    /// Of a taint rule: what the formula is for.
    part: Option<&'r TaintPart>,
    formula: &'r CompiledFormula,
    /// Its anchors: index of the pattern in the formula, place in the dispatch.
    anchors: Vec<(usize, usize)>,
}

impl<'r> Prepared<'r> {
    /// Compiles what is not compiled yet. Rules that do not compile for `language` are left out.
    pub(crate) fn new(
        rules: &'r RuleSet,
        language: &'static Language,
        from: Vec<RuleIndex>,
        clock: Option<&Clock>,
    ) -> Self {
        let mut dispatch = Dispatch::default();
        let mut prepared = Vec::with_capacity(from.len());
        for index in &from {
            let compiled = Clock::time(clock, *index, || rules.entry(*index).compiled(language));
            let Ok(compiled) = compiled else { continue };
            let mut add = |part: Option<&'r TaintPart>, formula: &'r CompiledFormula| {
                let anchors = formula
                    .anchors()
                    .into_iter()
                    .map(|(pattern, anchor)| (pattern, dispatch.add(anchor)))
                    .collect();
                prepared.push(PreparedRule { index: *index, part, formula, anchors });
            };
            match compiled {
                Compiled::Search(formula) => add(None, formula),
                Compiled::Taint(taint) => {
                    taint.parts.iter().for_each(|part| add(Some(part), &part.formula));
                }
            }
        }
        Prepared { from, language, rules: prepared, dispatch }
    }

    /// Walks once and evaluates the rules of which something matched; `report` gets each with its matches.
    pub(crate) fn run(
        &self,
        subject: &Subject<'_>,
        clock: Option<&Clock>,
        mut report: impl FnMut(RuleIndex, Option<&TaintPart>, &CompiledFormula, Vec<Match>, Spent),
    ) {
        let hits = match &self.language.syntax {
            Some(syntax) => self.dispatch.walk(subject, (syntax.grammar)(), NodeId::ROOT),
            None => Vec::new(),
        };
        for rule in &self.rules {
            let hit = |pattern: usize| {
                let anchor = rule.anchors.iter().find(|(known, _)| *known == pattern);
                anchor.map(|(_, slot)| hits.get(*slot).is_some_and(|found| !found.is_empty()))
            };
            let spent = subject.is_spent();
            if !spent && !rule.formula.may_hold(subject, &hit) {
                continue;
            }
            let evaluation = Evaluation::new(rule.formula, subject, host());
            for (pattern, slot) in &rule.anchors {
                if let Some(found) = hits.get(*slot) {
                    evaluation.set_hits(*pattern, Rc::clone(found));
                }
            }
            let found = Clock::time(clock, rule.index, || evaluation.run());
            let spent = Spent { regex: evaluation.regex_overrun(), steps: subject.is_spent() };
            report(rule.index, rule.part, rule.formula, found, spent);
        }
    }
}

/// Which budgets a rule ran out of: its matches may then be incomplete.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent {
    /// Steps of a regular expression.
    pub(crate) regex: bool,
    /// Steps of all rules in the file.
    pub(crate) steps: bool,
}
