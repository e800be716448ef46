//! What matches of a rule's patterns make of the value at their node.

use rustc_hash::FxHashMap;
use tamis_ir::{At, Body, LocalId, Place};

use super::bits::RuleBits;
use super::context::Context;
use super::rules::{MarkRole, SideEffect};
use super::state::{PlaceId, State};
use super::trail::{StepNote, step};
use super::transfer::{BodyAnalysis, each_place};
use super::value::{Origin, Shape, Taint, Taints};
use crate::models::sites::MODEL;

/// The pseudo variable of control taint.
const CONTROL: LocalId = LocalId(u32::MAX - 1);

/// The pseudo variable that holds what a propagator has under way.
fn pending(pair: u32) -> LocalId {
    LocalId(u32::MAX - 2 - pair)
}

impl BodyAnalysis<'_, '_> {
    /// Rules for which the node is sanitized.
    pub(super) fn sanitized(&self, at: At) -> RuleBits {
        let mut bits = RuleBits::default();
        let marks = self.cx.marks_at(self.file, at.node);
        for id in marks {
            let mark = self.cx.mark((self.file, *id));
            if mark.role != MarkRole::Sanitizer {
                continue;
            }
            let switches = &self.cx.rules[mark.rule as usize].sanitizers[mark.pattern as usize];
            if switches.by_side_effect == SideEffect::Only {
                continue;
            }
            bits.add(&self.cx.aspects.of(mark.rule as usize));
        }
        bits
    }

    /// What the marks of a node make of its value. `place`: where the value stands, for side effects.
    pub(crate) fn marked(
        &mut self,
        at: At,
        mut shape: Shape,
        place: Option<PlaceId>,
        state: &mut State,
        sinks: bool,
    ) -> Shape {
        let cx = self.cx;
        let marks = cx.marks_at(self.file, at.node);
        if marks.is_empty() {
            return shape;
        }
        let sanitized = self.sanitized(at);
        if !sanitized.is_empty() {
            shape = shape.map(|taints| taints.without(&sanitized));
        }
        for id in marks {
            let mark = cx.mark((self.file, *id));
            match mark.role {
                MarkRole::Sanitizer => self.clean_variable((self.file, *id), at, place, state),
                MarkRole::Source if mark.pattern == MODEL => {
                    self.model_source((self.file, *id), at, &mut shape);
                }
                MarkRole::Source if !sanitized.has(mark.rule as usize) => {
                    self.source((self.file, *id), at, &mut shape, place, state);
                }
                MarkRole::From => self.propagate_from((self.file, *id), at, &shape, state),
                MarkRole::To => {
                    let taints = self.under_way(mark.pair, state);
                    shape.top = shape.top.union(&taints);
                }
                MarkRole::Sink if sinks && self.recording => {
                    let shallow = cx.sites.shallow.contains(&(self.file, *id));
                    let taints = if shallow { shape.top.clone() } else { shape.deep() };
                    self.sink((self.file, *id), &taints, at, state);
                }
                _ => {}
            }
        }
        shape
    }

    fn clean_variable(
        &mut self,
        id: (u32, u32),
        at: At,
        place: Option<PlaceId>,
        state: &mut State,
    ) {
        let mark = self.cx.mark(id);
        let switches = &self.cx.rules[mark.rule as usize].sanitizers[mark.pattern as usize];
        let exact = mark.span == at.span && switches.by_side_effect != SideEffect::No;
        let Some(place) = place.filter(|_| exact) else {
            return;
        };
        let bits = self.cx.aspects.of(mark.rule as usize);
        state.change(&mut self.places, place, |taints| taints.without(&bits));
    }

    fn source(
        &mut self,
        id: (u32, u32),
        at: At,
        shape: &mut Shape,
        place: Option<PlaceId>,
        state: &mut State,
    ) {
        let mark = self.cx.mark(id);
        let switches = self.cx.source_switches(mark);
        if let Some(requires) = &switches.requires
            && !self.labels_hold(requires, mark.rule, &shape.deep())
        {
            return;
        }
        let taints = self.begun(id, at, self.cx.aspects.of(mark.rule as usize));
        if switches.control {
            let control = self.places.root(CONTROL);
            state.add(&mut self.places, control, &Shape::of(taints.clone()));
        }
        if switches.by_side_effect != SideEffect::Only {
            *shape = shape.map(|known| known.union(&taints));
        }
        // The place matched, not what it is looked up in.
        let exact = mark.span == at.span && switches.by_side_effect != SideEffect::No;
        if let Some(place) = place.filter(|_| exact) {
            state.add(&mut self.places, place, &Shape::of(taints));
        }
    }

    /// The taint of a source, where it begins.
    pub(crate) fn begun(&self, id: (u32, u32), at: At, rules: RuleBits) -> Taints {
        Taints::one(Taint {
            origin: Origin::Source(id.0, id.1),
            derived: false,
            rules,
            trail: step(&None, self.here(at.span), StepNote::Source),
        })
    }

    fn propagate_from(&mut self, id: (u32, u32), at: At, shape: &Shape, state: &mut State) {
        let mark = self.cx.mark(id);
        let rule = mark.rule as usize;
        let switches = &self.cx.rules[rule].propagators[mark.pattern as usize];
        let taints = shape.deep();
        if let Some(requires) = &switches.requires
            && !self.labels_hold(requires, mark.rule, &taints)
        {
            return;
        }
        let only = self.cx.aspects.of(rule);
        let here = self.here(at.span);
        let taints = taints.derived().map(|mut taint| {
            taint.rules.keep(&only);
            taint.trail = step(&taint.trail, here, StepNote::Through);
            if let Origin::Source(file, source) = taint.origin
                && switches.label.is_some()
                && self.is_replaced((file, source), mark.rule, &switches.replaces)
            {
                // From here on it is what this propagator makes of it.
                taint.origin = Origin::Source(id.0, id.1);
            }
            Some(taint)
        });
        let pending = self.places.root(pending(mark.pair));
        state.write(&mut self.places, pending, &Shape::of(taints.clone()));
        if switches.by_side_effect != SideEffect::No
            && let Some(target) = self.propagated.get(&mark.pair).cloned()
        {
            let target = self.place_id(&target);
            state.add(&mut self.places, target, &Shape::of(taints));
        }
    }

    fn is_replaced(&self, source: (u32, u32), rule: u32, replaces: &[String]) -> bool {
        let label = self.label_of(source, rule);
        replaces.is_empty() || label.is_some_and(|label| replaces.iter().any(|it| it == label))
    }

    /// What a propagator has under way to a place.
    pub(crate) fn under_way(&mut self, pair: u32, state: &State) -> Taints {
        let pending = self.places.root(pending(pair));
        state.taints(&self.places, pending)
    }

    /// Taint of what happened before in time.
    pub(crate) fn control(&mut self, state: &State) -> Taints {
        let control = self.places.root(CONTROL);
        state.taints(&self.places, control)
    }
}

/// Places that stand under `to` of propagators.
pub(super) fn propagated(cx: &Context<'_>, file: u32, body: &Body) -> FxHashMap<u32, Place> {
    let mut found = FxHashMap::default();
    if cx.rules.iter().all(|rule| rule.propagators.is_empty()) {
        return found;
    }
    let mut look = |place: &Place| {
        for length in 0..=place.path.len() {
            let at = if length == 0 { place.at } else { place.path[length - 1].at };
            for id in cx.marks_at(file, at.node) {
                let mark = cx.mark((file, *id));
                if mark.role == MarkRole::To {
                    let part = Place {
                        path: place.path[..length].iter().cloned().collect(),
                        ..place.clone()
                    };
                    found.entry(mark.pair).or_insert(part);
                }
            }
        }
    };
    for statement in body.blocks.iter().flat_map(|block| &block.statements) {
        each_place(statement, &mut look);
    }
    found
}
