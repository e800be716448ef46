//! What each statement does to taint: one function per kind.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tamis_ir::{
    Aggregate, At, BlockId, Body, Key, LocalId, LocalKind, MethodKind, Operand, OperandKind, Place,
    Projection, Statement, StatementKind, Terminator, Value,
};
use tamis_syntax::Span;

use super::bits::RuleBits;
use super::context::Context;
use super::rules::MarkRole;
use super::state::{PlaceId, Places, State};
use super::trail::{StepNote, step};
use super::value::{Origin, Path, Shape, Taint, Taints};
use super::{characters, guards};
use crate::calls::kinds::{Kind, method_kind_of};
use crate::calls::project::FnIdx;
use crate::calls::schedule::Demand;
use crate::calls::summary::{Guards, Hit, SinkReach, Summary};
use crate::constants::Facts;
use crate::framework::Analysis;
use crate::framework::live::Liveness;

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
    live: Arc<Liveness>,
    /// The locals that stand for variables of other bodies, by those.
    captured: FxHashMap<(u32, LocalId), LocalId>,
    /// Places under `to` of a propagator, by pair.
    pub(super) propagated: FxHashMap<u32, Place>,
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
        live: &mut Option<Arc<Liveness>>,
    ) -> Self {
        let body = cx.project.body(function);
        let file = cx.project.file_of(function);
        let definitions = definitions(body);
        let outlives = |local| cx.is_captured(function, local);
        let find = || Arc::new(Liveness::of(body, &definitions, outlives));
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
            live: Arc::clone(live.get_or_insert_with(find)),
            definitions,
            captured: captured(cx, function, body),
            propagated: super::marks::propagated(cx, file, body),
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
            if !self.cx.only_assignments.is_empty() {
                shape = self.not_inherited(shape, &above.top);
            }
        }
        (above, shape)
    }

    /// Where taint goes through assignments alone, a part is not tainted because the whole is.
    fn not_inherited(&self, shape: Shape, whole: &Taints) -> Shape {
        shape.map(|taints| {
            taints.map(|mut taint| {
                if whole.iter().any(|it| it.origin == taint.origin) {
                    taint.rules.remove(&self.cx.only_assignments);
                }
                Some(taint)
            })
        })
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
        for door in state.tests(at) {
            let Some(door) = door else {
                // Whatever is read here was found harmless before.
                *added = Taints::default();
                return Shape::default();
            };
            removed.add(door.bits(self));
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

    /// The only statement that writes a temporary.
    pub(crate) fn definition(&self, local: LocalId) -> Option<&'p Statement> {
        self.definitions.get(&local).copied()
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
                let chosen = self.operand(index, state).deep().derived();
                self.index_sinks(whole, &chosen, state);
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

    /// Sinks that are a place written to: who chooses the key reaches them.
    fn index_sinks(&mut self, whole: At, index: &Taints, state: &State) {
        let cx = self.cx;
        if !self.recording || index.is_clean() {
            return;
        }
        for id in cx.marks_at(self.file, whole.node) {
            if cx.mark((self.file, *id)).role == MarkRole::Sink {
                self.sink((self.file, *id), index, whole, state);
            }
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

    /// What a framework makes of what is returned to it: of a tuple, its first element is what is sent.
    fn returned_sinks(&mut self, value: &Operand, at: At, shape: &Shape, state: &State) {
        if !self.recording || self.cx.sites.returned.is_empty() {
            return;
        }
        let cx = self.cx;
        let Some(marks) = cx.sites.returned.get(&(self.function, at.node)) else { return };
        let tuple = value.place().and_then(|place| self.definition(place.base)).is_some_and(|it| {
            matches!(
                &it.kind,
                StatementKind::Assign { value: Value::Aggregate(Aggregate::Tuple, _), .. }
            )
        });
        let sent = if tuple { shape.project(&Key::Index(0)).top } else { shape.top.clone() };
        for id in marks {
            self.sink((self.file, *id), &sent, value.at, state);
        }
    }

    fn returned(&mut self, value: Option<&Operand>, at: At, mut state: State) {
        // Where parameters are not followed, nothing is known of what is tested.
        if self.recording && self.demand.is_symbolic(self.function) {
            self.note_guards(value, &state);
        }
        if let Some(value) = value {
            let shape = self.operand(value, &mut state);
            let shape = self.marked(at, shape, None, &mut state, true);
            self.returned_sinks(value, at, &shape, &state);
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

/// Every place a statement names.
pub(crate) fn each_place<'s>(statement: &'s Statement, look: &mut dyn FnMut(&'s Place)) {
    statement.operands(&mut |operand| {
        if let Some(place) = operand.place() {
            look(place);
            place.indexes().filter_map(Operand::place).for_each(&mut *look);
        }
    });
    if let Some(target) = statement.target() {
        look(target);
        target.indexes().filter_map(Operand::place).for_each(look);
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
                    characters::assume(self, condition, truth, &mut state);
                    guards::assume(self, condition, truth, &mut state);
                    self.model_guards(condition, truth, &mut state);
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
