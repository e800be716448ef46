//! What happens where taint arrives.

use tamis_ir::At;

use super::labels::Requires;
use super::rules::MarkRole;
use super::state::State;
use super::trail::{StepNote, step};
use super::transfer::BodyAnalysis;
use super::value::{Origin, Taint, Taints};
use crate::calls::summary::{Hit, SinkReach};

/// Most ways from parameters to sinks kept for one function.
const MAX_REACHES: usize = 400;

impl BodyAnalysis<'_, '_> {
    /// `taints` are at a sink's node.
    pub(crate) fn sink(&mut self, id: (u32, u32), taints: &Taints, at: At, state: &State) {
        let mark = self.cx.mark(id);
        let switches = self.cx.sink_switches(mark);
        if switches.at_exit && !self.is_at_exit() {
            return;
        }
        let taints = taints.union(&self.control(state));
        let here = self.here(at.span);
        let all = taints.iter().filter(|it| self.cx.aspects.hold(&it.rules, mark.rule as usize));
        let all: Vec<Taint> = all
            .map(|taint| Taint { trail: step(&taint.trail, here, StepNote::Sink), ..taint.clone() })
            .collect();
        if !all.is_empty() {
            self.reach(id, all, 0);
        }
    }

    /// `taints` reach a sink, here or in a function called.
    pub(crate) fn reach(&mut self, sink: (u32, u32), taints: Vec<Taint>, depth: u8) {
        let mark = self.cx.mark(sink);
        let switches = self.cx.sink_switches(mark);
        let alive: Vec<Taint> = taints
            .into_iter()
            .filter(|it| self.cx.aspects.hold(&it.rules, mark.rule as usize))
            .collect();
        if let Some(requires) = &switches.requires {
            let all = Taints::from_list(alive);
            if self.labels_hold(requires, mark.rule, &all) {
                self.hit_all(mark.rule, sink, &all);
            }
            if all.iter().any(|taint| !matches!(taint.origin, Origin::Source(..))) {
                self.keep(SinkReach { sink, inputs: all.iter().cloned().collect(), depth });
            }
            return;
        }
        for taint in alive {
            match taint.origin {
                Origin::Source(..) => self.hit_all(mark.rule, sink, &Taints::one(taint)),
                _ => self.keep(SinkReach { sink, inputs: vec![taint], depth }),
            }
        }
    }

    fn keep(&mut self, reach: SinkReach) {
        if self.reaches.len() < MAX_REACHES {
            self.reaches.push(reach);
        }
    }

    fn hit_all(&mut self, rule: u32, sink: (u32, u32), taints: &Taints) {
        for taint in taints.iter() {
            let Origin::Source(file, mark) = taint.origin else { continue };
            self.hits.push(Hit { rule, source: (file, mark), sink, trail: taint.trail.clone() });
        }
    }

    /// Whether the labels of the sources among `taints` are what `requires` asks for.
    pub(crate) fn labels_hold(&self, requires: &Requires, rule: u32, taints: &Taints) -> bool {
        let labels: Vec<&str> = taints
            .iter()
            .filter(|taint| self.cx.aspects.hold(&taint.rules, rule as usize))
            .filter_map(|taint| {
                let Origin::Source(file, mark) = taint.origin else { return None };
                self.label_of((file, mark), rule)
            })
            .collect();
        requires.holds(&|label| labels.contains(&label))
    }

    /// The label of what a mark of a rule has tainted: a source, or a propagator that gives it another one.
    pub(crate) fn label_of(&self, mark: (u32, u32), rule: u32) -> Option<&str> {
        if let Some(rules) = self.cx.source_rules(mark) {
            return rules.has(rule as usize).then_some("__SOURCE__");
        }
        let mark = self.cx.mark(mark);
        let data = self.cx.rules.get(rule as usize).filter(|_| mark.rule == rule)?;
        let label = match mark.role {
            MarkRole::From => &data.propagators.get(mark.pattern as usize)?.label,
            _ => &data.sources.get(mark.pattern as usize)?.label,
        };
        Some(label.as_deref().unwrap_or("__SOURCE__"))
    }
}
