//! What each statement does to taint: one function per kind.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tamis_ir::{
    Aggregate, At, BlockId, Body, Element, ElementKey, Key, LocalId, LocalKind, MethodKind,
    Operand, OperandKind, Place, Projection, Spread, Statement, StatementKind, Terminator,
    UnaryOperator, Value,
};
use tamis_syntax::Span;

use super::bits::RuleBits;
use super::call::settled;
use super::context::{Context, NAMESPACE};
use super::guards;
use super::rules::{MarkRole, SideEffect};
use super::state::{PlaceId, Places, State};
use super::trail::{StepNote, step};
use super::value::{Origin, Path, Shape, Taint, Taints};
use crate::calls::kinds::{Kind, method_kind_of};
use crate::calls::project::{FnIdx, Imported};
use crate::calls::schedule::Demand;
use crate::calls::summary::{Guards, Hit, SinkReach, Summary};
use crate::constants::Facts;
use crate::framework::Analysis;
use crate::framework::live::Liveness;

/// Literals with more elements are not taken apart if all of them are clean.
const MAX_CLEAN_ELEMENTS: usize = 6;

/// The analysis of one body.
pub(crate) struct BodyAnalysis<'c, 'p> {
    pub(crate) cx: &'c Context<'p>,
    pub(crate) function: FnIdx,
    pub(crate) file: u32,
    pub(crate) body: &'p Body,
    pub(crate) facts: &'c Facts,
    pub(crate) summaries: &'c [Option<Arc<Summary>>],
    pub(crate) demand: &'c Demand,
    /// Functions that are handed what may be tainted, and are not known for that.
    pub(crate) requests: BTreeSet<FnIdx>,
    pub(crate) places: Places,
    /// Statements that write a temporary, if only one does.
    pub(crate) definitions: FxHashMap<LocalId, &'p Statement>,
    /// Variables whose values matter from a block on.
    live: Liveness,
    /// The locals that stand for variables of other bodies, by those.
    captured: FxHashMap<(u32, LocalId), LocalId>,
    /// Places under `to` of a propagator, by pair.
    propagated: FxHashMap<u32, Place>,
    pub(crate) returns: Shape,
    pub(crate) exit: Option<State>,
    /// What captured variables ever hold.
    pub(crate) shared: FxHashMap<LocalId, Shape>,
    pub(crate) shared_by_callees: Vec<(u32, LocalId, Path, Taints)>,
    /// Sources that are parameters of this body: what callers give is what they give, not that.
    pub(crate) own_sources: Vec<u32>,
    /// Set for the last pass, when states are final.
    pub(crate) recording: bool,
    pub(crate) hits: Vec<Hit>,
    pub(crate) reaches: Vec<SinkReach>,
    at_exit: bool,
    /// What the returns met so far say of parameters, and whether they give true, and false.
    pub(crate) guards: Option<(Guards, [bool; 2])>,
    /// What the function value being called has captured.
    pub(crate) environment: Shape,
}

impl<'c, 'p> BodyAnalysis<'c, 'p> {
    pub(crate) fn new(
        cx: &'c Context<'p>,
        function: FnIdx,
        facts: &'c Facts,
        summaries: &'c [Option<Arc<Summary>>],
        demand: &'c Demand,
    ) -> Self {
        let body = cx.project.body(function);
        let file = cx.project.file_of(function);
        let definitions = definitions(body);
        let outlives = |local| cx.is_captured(function, local);
        BodyAnalysis {
            cx,
            function,
            file,
            body,
            facts,
            summaries,
            demand,
            requests: BTreeSet::new(),
            places: Places::default(),
            live: Liveness::of(body, &definitions, outlives),
            definitions,
            captured: captured(cx, function, body),
            propagated: propagated(cx, file, body),
            returns: Shape::default(),
            exit: None,
            shared: FxHashMap::default(),
            shared_by_callees: Vec::new(),
            own_sources: Vec::new(),
            recording: false,
            hits: Vec::new(),
            reaches: Vec::new(),
            at_exit: false,
            guards: None,
            environment: Shape::default(),
        }
    }

    /// The local of this body that is the variable, if it has one.
    pub(crate) fn local_of(&self, variable: (u32, LocalId)) -> Option<LocalId> {
        if variable.0 == self.function.0 {
            return Some(variable.1);
        }
        self.captured.get(&variable).copied()
    }

    pub(crate) fn is_temp(&self, local: LocalId) -> bool {
        self.body.locals.get(local.0 as usize).is_some_and(|it| it.kind == LocalKind::Temp)
    }

    pub(crate) fn here(&self, span: Span) -> (u32, Span) {
        (self.file, span)
    }

    /// Taint symbols of what comes from outside: the parameter or captured variable itself.
    pub(crate) fn symbol(&self, origin: Origin) -> Taints {
        let rules = self.cx.all.clone();
        Taints::one(Taint { origin, derived: false, rules, trail: None })
    }

    // --- operands -------------------------------------------------------------------------------------------------

    pub(crate) fn operand(&mut self, operand: &Operand, state: &mut State) -> Shape {
        match &operand.kind {
            OperandKind::Constant(_) => {
                self.marked(operand.at, Shape::default(), None, state, true)
            }
            OperandKind::Place(place) if place.path.is_empty() && self.is_temp(place.base) => {
                let root = self.places.root(place.base);
                state.read(&self.places, root)
            }
            OperandKind::Place(place) => self.place_value(place, state).1,
        }
    }

    /// The key of a projection, where constants tell it.
    pub(crate) fn key(&self, projection: &Projection) -> Key {
        let known = match (&projection.key, &projection.index) {
            (Key::Any, Some(index)) => self.facts.keys.get(&index.at.node).cloned(),
            _ => None,
        };
        match known.unwrap_or_else(|| projection.key.clone()) {
            // From the end: which one it is depends on the length.
            Key::Index(at) if at < 0 => Key::Any,
            key => key,
        }
    }

    pub(crate) fn place_id(&mut self, place: &Place) -> PlaceId {
        let mut at = self.places.root(place.base);
        for projection in &place.path {
            let key = self.key(projection);
            at = self.places.child(at, &key);
        }
        at
    }

    /// The value that a place is looked up in (its own where it has no path), and its own, with marks on the way.
    pub(crate) fn place_value(&mut self, place: &Place, state: &mut State) -> (Shape, Shape) {
        let mut at = self.places.root(place.base);
        let mut added = Taints::default();
        let mut removed = RuleBits::default();
        let none = Shape::default();
        let mut shape = self.step_value(place.at, at, &none, &mut added, &mut removed, state);
        let mut above = shape.clone();
        for projection in &place.path {
            let key = self.key(projection);
            let mut extra = self.getter(place.base, &shape, &key, projection.at, state);
            if let Some(index) = &projection.index {
                let index_value = self.operand(index, state);
                // A key that is known is not the sender's to choose.
                if !self.facts.keys.contains_key(&index.at.node) {
                    let index = index_value.deep().derived().without(&self.cx.safe_indexes);
                    extra.top = extra.top.union(&index);
                }
            }
            above = shape;
            at = self.places.child(at, &key);
            added = added.under(&key);
            shape = self.step_value(projection.at, at, &extra, &mut added, &mut removed, state);
        }
        (above, shape)
    }

    /// What is at `at` (and `extra` besides), and what the marks of its node add to and remove from it and all below.
    fn step_value(
        &mut self,
        node: At,
        at: PlaceId,
        extra: &Shape,
        added: &mut Taints,
        removed: &mut RuleBits,
        state: &mut State,
    ) -> Shape {
        let mut shape = state.read(&self.places, at);
        if !extra.is_clean() {
            shape = shape.union(extra);
            *added = added.union(&extra.top);
        }
        if !added.is_clean() {
            shape = shape.map(|taints| taints.union(added));
        }
        if !removed.is_empty() {
            shape = shape.map(|taints| taints.without(removed));
        }
        if self.cx.marks_at(self.file, node.node).is_empty() {
            return shape;
        }
        let before = shape.top.clone();
        let sanitized = self.sanitized(node);
        let is_temp =
            self.is_temp(self.places.local(at)) && self.places.root(self.places.local(at)) == at;
        if is_temp {
            return shape;
        }
        let after = self.marked(node, shape, Some(at), state, true);
        removed.add(&sanitized);
        *added = added.without(&sanitized);
        for taint in after.top.iter() {
            let known =
                before.iter().any(|it| it.origin == taint.origin && it.rules == taint.rules);
            if !known {
                *added = added.union(&Taints::one(taint.clone()));
            }
        }
        after
    }

    /// What a method gives that is read like a field.
    fn getter(
        &mut self,
        base: LocalId,
        receiver: &Shape,
        key: &Key,
        at: At,
        state: &mut State,
    ) -> Shape {
        let Key::Name(name) = key else { return Shape::default() };
        if !self.cx.getters.contains_key(name) {
            return Shape::default();
        }
        let (project, kinds) = (self.cx.project, &self.cx.kinds);
        let method = kinds.local(project, self.function, base).iter().find_map(|kind| match kind {
            Kind::Object(class) => kinds.inherited(project, *class, name),
            _ => None,
        });
        match method {
            Some(method) if method_kind_of(project, method) == MethodKind::Getter => {
                self.apply(method, &[Some((receiver.clone(), None))], at.span, state)
            }
            _ => Shape::default(),
        }
    }

    // --- marks ----------------------------------------------------------------------------------------------------

    /// Rules for which the node is sanitized.
    fn sanitized(&self, at: At) -> RuleBits {
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
            bits.insert(mark.rule as usize);
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
                MarkRole::Sanitizer => self.clean_variable((self.file, *id), place, state),
                MarkRole::Source if !sanitized.has(mark.rule as usize) => {
                    self.source((self.file, *id), at, &mut shape, place, state);
                }
                MarkRole::From => self.propagate_from((self.file, *id), at, &shape, state),
                MarkRole::To => {
                    let pending = self.places.root(pending(mark.pair));
                    let taints = state.taints(&self.places, pending);
                    shape.top = shape.top.union(&taints);
                }
                MarkRole::Sink if sinks && self.recording => {
                    self.sink((self.file, *id), &shape.deep(), at, state);
                }
                _ => {}
            }
        }
        shape
    }

    fn clean_variable(&mut self, id: (u32, u32), place: Option<PlaceId>, state: &mut State) {
        let mark = self.cx.mark(id);
        let switches = &self.cx.rules[mark.rule as usize].sanitizers[mark.pattern as usize];
        let Some(place) = place.filter(|_| switches.by_side_effect != SideEffect::No) else {
            return;
        };
        let bits = RuleBits::one(mark.rule as usize);
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
        let rule = &self.cx.rules[mark.rule as usize];
        let switches = &rule.sources[mark.pattern as usize];
        if let Some(requires) = &switches.requires
            && !self.labels_hold(requires, mark.rule, &shape.deep())
        {
            return;
        }
        let taints = Taints::one(Taint {
            origin: Origin::Source(id.0, id.1),
            derived: false,
            rules: RuleBits::one(mark.rule as usize),
            trail: step(&None, self.here(at.span), StepNote::Source),
        });
        if switches.control {
            let control = self.places.root(CONTROL);
            state.add(&mut self.places, control, &Shape::of(taints.clone()));
        }
        if switches.by_side_effect != SideEffect::Only {
            *shape = shape.map(|known| known.union(&taints));
        }
        if let Some(place) = place.filter(|_| switches.by_side_effect != SideEffect::No) {
            state.add(&mut self.places, place, &Shape::of(taints));
        }
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
        let only = RuleBits::one(rule);
        let here = self.here(at.span);
        let taints = taints.derived().map(|mut taint| {
            taint.rules.keep(&only);
            taint.trail = step(&taint.trail, here, StepNote::Through);
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

    /// Taint of what happened before in time.
    pub(crate) fn control(&mut self, state: &State) -> Taints {
        let control = self.places.root(CONTROL);
        state.taints(&self.places, control)
    }

    pub(crate) fn is_at_exit(&self) -> bool {
        self.at_exit
    }

    // --- statements -----------------------------------------------------------------------------------------------

    fn assign(&mut self, target: &Place, value: &Value, at: At, state: &mut State) {
        let mut shape = self.value(value, at, state);
        if target.path.is_empty() && self.is_temp(target.base) {
            shape = self.marked(at, shape, None, state, true);
            let root = self.places.root(target.base);
            state.write(&mut self.places, root, &shape);
            state.alias(&self.places, target.base, None);
            if let Some(source) = self.object_of(value, state) {
                state.alias(&self.places, target.base, Some(source));
            }
            return;
        }
        let whole = target.whole();
        if whole.node != at.node {
            self.marked(at, shape.clone(), None, state, true);
        }
        for projection in &target.path {
            if let Some(index) = &projection.index {
                self.operand(index, state);
            }
        }
        shape = self.marked(whole, shape, None, state, true);
        let here = self.here(whole.span);
        let note = if target.path.is_empty() { StepNote::Assigned } else { StepNote::Stored };
        shape = shape.map(|taints| taints.stepped(|trail| step(trail, here, note)));
        self.store(target, &shape, state);
        if target.path.is_empty() {
            let source = self.object_of(value, state);
            state.alias(&self.places, target.base, source);
        }
    }

    /// The place whose object a value is.
    fn object_of(&mut self, value: &Value, _state: &State) -> Option<PlaceId> {
        let (Value::Use(operand) | Value::Await(operand)) = value else { return None };
        let mut place = operand.place()?;
        for _ in 0..4 {
            if !place.path.is_empty() || !self.is_temp(place.base) {
                break;
            }
            let StatementKind::Assign { value: Value::Use(operand), .. } =
                &self.definitions.get(&place.base)?.kind
            else {
                return None;
            };
            place = operand.place()?;
        }
        let place = place.clone();
        Some(self.place_id(&place))
    }

    /// Writes a value to a place and to whatever is the same object.
    pub(crate) fn store(&mut self, target: &Place, shape: &Shape, state: &mut State) {
        let place = self.place_id(target);
        let known = target.path.iter().all(|projection| self.key(projection) != Key::Any);
        self.store_at(place, shape, known, state);
    }

    pub(crate) fn store_at(
        &mut self,
        place: PlaceId,
        shape: &Shape,
        replace: bool,
        state: &mut State,
    ) {
        let mut all = vec![place];
        all.extend(state.same_objects(&mut self.places, place));
        for place in all {
            if replace {
                state.write(&mut self.places, place, shape);
            } else {
                state.add(&mut self.places, place, shape);
            }
            self.note_shared(place, shape);
        }
    }

    /// Keeps what captured variables ever hold.
    fn note_shared(&mut self, place: PlaceId, shape: &Shape) {
        let local = self.places.local(place);
        if shape.is_clean() || local.0 as usize >= self.body.locals.len() {
            return;
        }
        let is_shared = self.cx.is_captured(self.function, local)
            || self.function == self.cx.module(self.file)
            || matches!(self.body.locals[local.0 as usize].kind, LocalKind::Captured(..));
        if is_shared {
            let root = self.places.root(local);
            let path = self.places.suffix(place, root).unwrap_or_default();
            self.shared.entry(local).or_default().add_shape(&path, shape);
        }
    }

    fn value(&mut self, value: &Value, at: At, state: &mut State) -> Shape {
        match value {
            Value::Use(operand) => self.operand(operand, state),
            Value::Await(operand) => settled(&self.operand(operand, state)),
            Value::Join(operands) => {
                let mut all = Shape::default();
                for operand in operands {
                    all = all.union(&self.operand(operand, state));
                }
                all
            }
            Value::Unary(operator, operand) => {
                let shape = self.operand(operand, state);
                match operator {
                    UnaryOperator::Not | UnaryOperator::TypeOf => self.truth_of(&[shape]),
                    UnaryOperator::Transparent => shape,
                    UnaryOperator::Number => {
                        self.made_of(&[shape]).map(|taints| taints.without(&self.cx.safe_numbers))
                    }
                    _ => self.made_of(&[shape]),
                }
            }
            Value::Binary(operator, left, right) => {
                let parts = [self.operand(left, state), self.operand(right, state)];
                if operator.is_comparison() { self.truth_of(&parts) } else { self.made_of(&parts) }
            }
            Value::Template(parts) | Value::Opaque(parts) => {
                let parts: Vec<Shape> = parts.iter().map(|it| self.operand(it, state)).collect();
                self.made_of(&parts)
            }
            Value::Slice(base, bounds) => {
                let base = self.operand(base, state);
                for bound in bounds.iter().flatten() {
                    self.operand(bound, state);
                }
                slice(&base, bounds)
            }
            Value::Aggregate(kind, elements) => self.aggregate(*kind, elements, state),
            Value::Iterate(operand) => self.operand(operand, state).project(&Key::Any),
            Value::Function(id) => {
                let nested = self.cx.project.function(self.file, *id);
                self.made_function(nested, at.span);
                self.function_value(nested, state)
            }
            Value::Class(id) => self.class_value(*id, at, state),
            Value::Import(import) => self.import(*import),
        }
    }

    fn made_of(&self, parts: &[Shape]) -> Shape {
        let all = parts.iter().fold(Taints::default(), |all, part| all.union(&part.deep()));
        Shape::of(all.derived().without(&self.cx.only_assignments))
    }

    fn truth_of(&self, parts: &[Shape]) -> Shape {
        self.made_of(parts).map(|taints| taints.without(&self.cx.safe_comparisons))
    }

    /// A class as an object: the attributes of its bases, then its own.
    fn class_value(&mut self, id: tamis_ir::ClassId, at: At, state: &mut State) -> Shape {
        let class = self.cx.project.class_idx(self.file, id);
        let (file, data) = self.cx.project.class(class);
        let mut shape = Shape::default();
        for base in data.bases.iter().rev() {
            let base = self.operand(base, state);
            shape.top = shape.top.union(&base.top);
            for (path, taints) in base.inside {
                shape.set(path, taints);
            }
        }
        if let Some(body) = data.body {
            let body = self.cx.project.function(file, body);
            if !shape.is_clean() {
                // What hides attributes of bases must be known.
                self.requests.insert(body);
            }
            let own = self.apply(body, &[], at.span, state);
            for (path, taints) in own.inside {
                shape.set(path, taints);
            }
        }
        shape
    }

    fn import(&self, import: u32) -> Shape {
        let origin = match self.cx.project.import(self.file, import) {
            Some(Imported::File(file)) => (self.cx.module(*file), NAMESPACE),
            Some(Imported::Variable(file, local)) => (self.cx.module(*file), *local),
            _ => return Shape::default(),
        };
        let known = self.demand.is_known((origin.0.0, origin.1));
        if !known || !self.cx.may_carry(origin.0, origin.1) {
            return Shape::default();
        }
        Shape::of(self.symbol(Origin::Captured(origin.0.0, origin.1, Path::new())))
    }

    fn aggregate(&mut self, kind: Aggregate, elements: &[Element], state: &mut State) -> Shape {
        let mut shape = Shape::default();
        let mut next = 0;
        let mut spread = false;
        let mut values = Vec::with_capacity(elements.len());
        for element in elements {
            let computed = match &element.key {
                Some(ElementKey::Computed(key)) => Some(self.operand(key, state)),
                _ => None,
            };
            let value = self.operand(&element.value, state);
            values.push((element, computed, value));
        }
        let keep_clean = elements.len() <= MAX_CLEAN_ELEMENTS
            || values.iter().any(|(_, _, value)| !value.is_clean());
        for (element, computed, value) in values {
            match element.spread {
                Spread::Map => {
                    shape = shape.union(&value);
                    continue;
                }
                Spread::List => {
                    spread = true;
                    let element = value.project(&Key::Any);
                    shape.add_shape(&one(Key::Any), &element);
                    continue;
                }
                Spread::No => {}
            }
            let key = match &element.key {
                Some(ElementKey::Constant(key)) => key.clone(),
                Some(ElementKey::Computed(operand)) => {
                    self.facts.keys.get(&operand.at.node).cloned().unwrap_or(Key::Any)
                }
                None if spread || kind == Aggregate::Set => Key::Any,
                None => Key::Index(next),
            };
            next += 1;
            if let Some(computed) = computed {
                shape.top = shape.top.union(&computed.deep().derived());
            }
            if !value.is_clean() {
                shape.add_shape(&one(key), &value);
            } else if keep_clean && key != Key::Any {
                shape.set(one(key), Taints::default());
            }
        }
        shape
    }

    fn returned(&mut self, value: Option<&Operand>, at: At, mut state: State) {
        // Where parameters are not followed, nothing is known of what is tested.
        if self.recording && self.demand.is_symbolic(self.function) {
            self.note_guards(value, &state);
        }
        if let Some(value) = value {
            let shape = self.operand(value, &mut state);
            let shape = self.marked(at, shape, None, &mut state, true);
            let shape = if self.body.is_generator { Shape::default() } else { shape };
            self.returns = self.returns.union(&shape);
        } else if self.recording {
            self.marked(at, Shape::default(), None, &mut state, true);
        }
        match &mut self.exit {
            Some(exit) => {
                exit.join(&self.places, &state);
            }
            None => self.exit = Some(state),
        }
    }
}

fn one(key: Key) -> Path {
    let mut path = Path::new();
    path.push(key);
    path
}

/// A part of a list: elements known by number move or get lost among the others.
pub(crate) fn slice(base: &Shape, bounds: &[Option<Operand>; 3]) -> Shape {
    let number = |at: usize| match &bounds[at] {
        None => Some(None),
        Some(operand) => match operand.constant() {
            Some(tamis_ir::Constant::Int(number)) if *number >= 0 => Some(Some(*number)),
            _ => None,
        },
    };
    let known = match (number(0), number(1), &bounds[2]) {
        (Some(start), Some(end), None) => Some((start.unwrap_or(0), end.unwrap_or(i64::MAX))),
        _ => None,
    };
    let mut out = Shape::of(base.top.derived());
    for (path, taints) in &base.inside {
        let mut path = path.clone();
        match (&path[0], known) {
            (Key::Index(at), Some((start, end))) => {
                if *at < start || *at >= end {
                    continue;
                }
                path[0] = Key::Index(at - start);
                out.set(path, taints.clone());
            }
            (Key::Index(_), None) => {
                path[0] = Key::Any;
                out.add(path, taints);
            }
            _ => out.add(path, taints),
        }
    }
    out
}

/// The pseudo variable of control taint.
const CONTROL: LocalId = LocalId(u32::MAX - 1);

/// The pseudo variable that holds what a propagator has under way.
fn pending(pair: u32) -> LocalId {
    LocalId(u32::MAX - 2 - pair)
}

fn definitions(body: &Body) -> FxHashMap<LocalId, &Statement> {
    let mut found: FxHashMap<LocalId, &Statement> = FxHashMap::default();
    let mut several = Vec::new();
    for statement in body.blocks.iter().flat_map(|block| &block.statements) {
        let target = match &statement.kind {
            StatementKind::Assign { target, .. } if target.path.is_empty() => target.base,
            StatementKind::Call(call) => call.target,
            _ => continue,
        };
        if body.locals[target.0 as usize].kind == LocalKind::Temp
            && found.insert(target, statement).is_some()
        {
            several.push(target);
        }
    }
    for target in several {
        found.remove(&target);
    }
    found
}

fn captured(cx: &Context<'_>, function: FnIdx, body: &Body) -> FxHashMap<(u32, LocalId), LocalId> {
    let mut found = FxHashMap::default();
    for (at, local) in body.locals.iter().enumerate() {
        if matches!(local.kind, LocalKind::Captured(..)) {
            let here = LocalId(at as u32);
            let (owner, there) = crate::calls::kinds::home(cx.project, function, here);
            found.entry((owner.0, there)).or_insert(here);
        }
    }
    found
}

/// Places that stand under `to` of propagators.
fn propagated(cx: &Context<'_>, file: u32, body: &Body) -> FxHashMap<u32, Place> {
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

/// Every place a statement names.
pub(crate) fn each_place(statement: &Statement, look: &mut dyn FnMut(&Place)) {
    statement.operands(&mut |operand| {
        if let Some(place) = operand.place() {
            look(place);
        }
    });
    if let Some(target) = statement.target() {
        look(target);
    }
}

impl Analysis for BodyAnalysis<'_, '_> {
    type State = State;

    fn entry(&mut self) -> State {
        let mut state = State::default();
        for (at, param) in self.body.params.iter().enumerate() {
            let symbol = if self.demand.is_symbolic(self.function) {
                Shape::of(self.symbol(Origin::Param(at as u32, Path::new())))
            } else {
                Shape::default()
            };
            let root = self.places.root(param.local);
            let shape = self.marked(param.at, symbol, None, &mut state, true);
            let sources = shape.top.iter().filter_map(|taint| match taint.origin {
                Origin::Source(_, mark) => Some(mark),
                _ => None,
            });
            self.own_sources.extend(sources);
            state.write(&mut self.places, root, &shape);
            self.note_shared(root, &shape);
        }
        for (at, local) in self.body.locals.iter().enumerate() {
            let LocalKind::Captured(owner, origin) = local.kind else { continue };
            let owner = self.cx.project.function(self.file, owner);
            let known = self.demand.is_known((owner.0, origin));
            if !known || !self.cx.may_carry(owner, origin) {
                continue;
            }
            let symbol = self.symbol(Origin::Captured(owner.0, origin, Path::new()));
            let root = self.places.root(LocalId(at as u32));
            state.write(&mut self.places, root, &Shape::of(symbol));
        }
        state
    }

    fn statement(&mut self, statement: &Statement, state: &mut State) {
        match &statement.kind {
            StatementKind::Assign { target, value } => {
                self.assign(target, value, statement.at, state);
            }
            StatementKind::Call(call) => self.call(call, statement.at, state),
            StatementKind::Delete(place) => {
                self.place_value(place, state);
                self.store(place, &Shape::default(), state);
            }
            StatementKind::Yield(value) => {
                let shape = self.operand(value, state);
                let shape = self.marked(statement.at, shape, None, state, true);
                self.returns = self.returns.union(&shape.as_element());
            }
        }
    }

    fn edges(
        &mut self,
        block: BlockId,
        terminator: &Terminator,
        mut state: State,
    ) -> Vec<(BlockId, State)> {
        match terminator {
            Terminator::Goto(to) => vec![(*to, state)],
            Terminator::Fork(to) => to.iter().map(|to| (*to, state.clone())).collect(),
            Terminator::Branch { condition, then, otherwise } => {
                self.operand(condition, &mut state);
                let decided = self.facts.branches.get(&block).copied();
                let mut out = Vec::new();
                for (target, truth) in [(*then, true), (*otherwise, false)] {
                    if decided == Some(!truth) {
                        continue;
                    }
                    let mut state = state.clone();
                    guards::assume(self, condition, truth, &mut state);
                    out.push((target, state));
                }
                out
            }
            Terminator::Return(value, at) => {
                self.returned(value.as_ref(), *at, state);
                Vec::new()
            }
            Terminator::Throw(value, at) => {
                if let Some(value) = value {
                    let shape = self.operand(value, &mut state);
                    self.marked(*at, shape, None, &mut state, true);
                }
                Vec::new()
            }
            Terminator::Stop => Vec::new(),
        }
    }

    fn arrive(&mut self, block: BlockId, state: &mut State) {
        state.keep(|local| self.live.at(block, local));
    }

    fn join(&mut self, state: &mut State, other: &State) -> bool {
        state.join(&self.places, other)
    }
}

impl BodyAnalysis<'_, '_> {
    /// Goes once through all blocks with their final entry states and keeps what reaches sinks.
    pub(crate) fn record(&mut self, entries: &[Option<State>]) {
        self.recording = true;
        // Parameters may be sinks themselves.
        self.entry();
        for (at, block) in self.body.blocks.iter().enumerate() {
            let Some(mut state) = entries[at].clone() else { continue };
            let tail = block
                .statements
                .iter()
                .rposition(|statement| matches!(statement.kind, StatementKind::Call(_)));
            let ends = matches!(block.terminator, Terminator::Return(..));
            for (number, statement) in block.statements.iter().enumerate() {
                self.at_exit = ends && Some(number) >= tail;
                self.statement(statement, &mut state);
            }
            self.at_exit = ends;
            self.edges(BlockId(at as u32), &block.terminator, state);
        }
        self.recording = false;
    }
}
