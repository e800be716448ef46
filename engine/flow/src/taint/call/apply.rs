//! Calls of functions of the project: arguments to parameters, and what a summary makes of them.

use rustc_hash::FxHashMap;
use tamis_ir::{At, Call, CallKind, Key, LocalId, Name, Param, ParamKind, Spread};
use tamis_syntax::Span;

use super::{Given, Operands, one};
use crate::calls::kinds::{Receiver, Target, Targets, has_bare_members, has_implicit_receiver};
use crate::calls::project::FnIdx;
use crate::calls::summary::SinkReach;
use crate::taint::state::{PlaceId, State};
use crate::taint::trail::{StepNote, step, through_call};
use crate::taint::transfer::BodyAnalysis;
use crate::taint::value::{ENVIRONMENT, Origin, Path, Shape, Taint, Taints};

/// What a call hands over, and the parts of it that the callee's summary spoke of so far: it names the same few again
/// and again.
struct Handed<'g> {
    given: &'g [Given],
    parts: FxHashMap<(u32, Path, bool), Shape>,
}

impl<'g> Handed<'g> {
    fn new(given: &'g [Given]) -> Self {
        Handed { given, parts: FxHashMap::default() }
    }

    /// What stands at `path` in a parameter's value; with `derived`, what is made from it.
    fn part(&mut self, param: u32, path: &Path, derived: bool) -> Option<Shape> {
        let (whole, _) = self.given.get(param as usize)?.as_ref()?;
        let part = self.parts.entry((param, path.clone(), derived)).or_insert_with(|| {
            let part = whole.project_all(path);
            if derived { part.derived() } else { part }
        });
        Some(part.clone())
    }
}

/// Most calls a way to a sink goes through.
const MAX_DEPTH: u8 = 12;

/// Parameters, and what they were given so far.
struct Bound<'p> {
    params: &'p [Param],
    given: Vec<Given>,
    /// Which one the next argument goes to.
    next: usize,
    /// Names that no parameter has are entries of a map.
    collects: bool,
}

impl Bound<'_> {
    fn list(&mut self, list: &Shape) {
        let next = self.next;
        for (at, param) in self.params.iter().enumerate().skip(next) {
            let element = match param.kind {
                ParamKind::Rest => rest_of(list, at - next),
                ParamKind::Plain => list.project(&Key::Index((at - next) as i64)),
                _ => continue,
            };
            give(&mut self.given[at], element, None);
        }
    }

    fn map(&mut self, map: &Shape) {
        for (at, param) in self.params.iter().enumerate() {
            let element = match param.kind {
                ParamKind::NamedRest => map.clone(),
                ParamKind::Plain | ParamKind::Named => map.project(&Key::Name(param.name.clone())),
                _ => continue,
            };
            give(&mut self.given[at], element, None);
        }
    }

    fn named(&mut self, name: &Name, value: &Shape, place: Option<PlaceId>) {
        if let Some(at) = self.params.iter().position(|param| param.name == *name) {
            return give(&mut self.given[at], value.clone(), place);
        }
        let rest = self.params.iter().position(|it| it.kind == ParamKind::NamedRest);
        // `f(a: 1)` of `def f(options)`.
        let options = || {
            let last = self.params.iter().rposition(|it| it.kind == ParamKind::Plain);
            last.filter(|last| self.collects && *last >= self.next)
        };
        if let Some(rest) = rest.or_else(options) {
            let mut map = Shape::default();
            map.add_shape(&one(Key::Name(name.clone())), value);
            give(&mut self.given[rest], map, None);
        }
    }

    fn positional(&mut self, value: &Shape, place: Option<PlaceId>) {
        let next = self.next;
        match self.params.get(next).map(|param| param.kind) {
            Some(ParamKind::Plain | ParamKind::Receiver) => {
                give(&mut self.given[next], value.clone(), place);
                self.next += 1;
            }
            Some(ParamKind::Rest) => {
                let taken = self.given[next].as_ref().map_or(0, |(shape, _)| shape.inside.len());
                let mut list = Shape::default();
                list.add_shape(&one(Key::Index(taken as i64)), value);
                if list.inside.is_empty() {
                    list.set(one(Key::Index(taken as i64)), Taints::default());
                }
                give(&mut self.given[next], list, None);
            }
            _ => {}
        }
    }
}

impl BodyAnalysis<'_, '_> {
    pub(super) fn known(
        &mut self,
        call: &Call,
        targets: &Targets,
        operands: &Operands<'_>,
        result: PlaceId,
        at: At,
        state: &mut State,
    ) -> Shape {
        let mut all = Shape::default();
        let alone = targets.functions.len() == 1;
        for target in &targets.functions {
            let is_fresh = target.receiver == Receiver::Fresh;
            let object = if is_fresh { self.fresh(*target, operands) } else { Shape::default() };
            if is_fresh {
                state.write(&mut self.places, result, &object);
            }
            self.environment = match target.passing.skip {
                0 => operands.callee.clone(),
                1 => operands.receiver.clone(),
                _ => operands.argument(0),
            };
            let given = self.bind(*target, operands, (object, result));
            let returned = self.apply_to(target.function, &given, at.span, alone, state);
            if alone && targets.external.is_none() {
                self.tested_by(target.function, &given, state);
            }
            if is_fresh {
                all = all.union(&state.read(&self.places, result));
            }
            // A constructor of a class gives nothing else; a plain function may.
            if !is_fresh || self.cx.project.body(target.function).class.is_none() {
                all = all.union(&returned);
            }
        }
        if call.kind == CallKind::Decorator && all.is_clean() {
            return operands.argument(0);
        }
        all
    }

    /// What a new object has before its constructor runs: what the class has, in JavaScript what its prototype has.
    pub(super) fn fresh(&self, target: Target, operands: &Operands<'_>) -> Shape {
        if has_implicit_receiver(self.cx.project, target.function) {
            operands.callee.project(&self.cx.prototype)
        } else {
            operands.callee.clone()
        }
    }

    /// Arguments to parameters.
    fn bind(
        &mut self,
        target: Target,
        operands: &Operands<'_>,
        (object, result): (Shape, PlaceId),
    ) -> Vec<Given> {
        let params = &self.cx.project.body(target.function).params;
        let collects = has_bare_members(self.cx.project, target.function);
        let mut bound = Bound { params, given: vec![None; params.len()], next: 0, collects };
        let has_receiver = params.first().is_some_and(|it| it.kind == ParamKind::Receiver);
        if has_receiver && target.receiver != Receiver::None {
            let skip = usize::from(target.passing.skip);
            bound.given[0] = match target.receiver {
                Receiver::Object => Some((operands.receiver.clone(), operands.receiver_place)),
                Receiver::Fresh => Some((object, Some(result))),
                Receiver::Own => self.own_receiver(),
                Receiver::Argument => {
                    let given = operands.arguments.get(skip.saturating_sub(1));
                    given.map(|(_, shape, place)| (shape.clone(), *place))
                }
                Receiver::None | Receiver::Unknown => None,
            };
            bound.next = 1;
        }
        let arguments = operands.arguments.iter().skip(usize::from(target.passing.skip));
        for (argument, shape, place) in arguments {
            let spread = if target.passing.spread { Spread::List } else { argument.spread };
            match (spread, &argument.name) {
                (Spread::List, _) => bound.list(shape),
                (Spread::Map, _) => bound.map(shape),
                (Spread::No, Some(name)) => bound.named(name, shape, *place),
                (Spread::No, None) => bound.positional(shape, *place),
            }
            if target.passing.spread {
                break;
            }
        }
        bound.given
    }

    fn own_receiver(&mut self) -> Given {
        let param = self.body.params.first().filter(|it| it.kind == ParamKind::Receiver)?;
        let place = self.places.root(param.local);
        if !self.demand.is_symbolic(self.function) {
            return Some((Shape::default(), Some(place)));
        }
        let symbol = self.symbol(Origin::Param(0, Path::new()));
        Some((Shape::of(symbol), Some(place)))
    }

    pub(crate) fn apply(
        &mut self,
        function: FnIdx,
        given: &[Given],
        span: Span,
        state: &mut State,
    ) -> Shape {
        self.apply_to(function, given, span, false, state)
    }

    /// What a call of `function` returns; its effects are done. `alone`: no other function may be the one called.
    fn apply_to(
        &mut self,
        function: FnIdx,
        given: &[Given],
        span: Span,
        alone: bool,
        state: &mut State,
    ) -> Shape {
        if given.iter().flatten().any(|(shape, _)| !shape.is_clean()) {
            self.requests.insert(function);
        }
        let Some(summary) = self.summaries[function.0 as usize].clone() else {
            return Shape::default();
        };
        let handed = &mut Handed::new(given);
        if self.recording {
            for reach in &summary.sinks {
                self.arrive(reach, handed, span, state);
            }
        }
        let mut result = Shape::default();
        // Parts of an object often hold the same.
        let mut known: Vec<(&Taints, Shape)> = Vec::new();
        for (path, taints) in &summary.returns {
            let same = known.iter().find(|(known, _)| known.is_same(taints));
            let here = match same.map(|(_, here)| here.clone()) {
                Some(here) => here,
                None => self.resolve_all(taints, handed, span, StepNote::Returned, state),
            };
            known.push((taints, here.clone()));
            put(&mut result, path, here);
        }
        let writes: Vec<(PlaceId, Path, Shape)> = summary
            .writes
            .iter()
            .filter_map(|(param, path, taints)| {
                let place = given.get(*param as usize)?.as_ref()?.1?;
                let shape = self.resolve_all(taints, handed, span, StepNote::Stored, state);
                Some((place, path.clone(), shape))
            })
            .collect();
        for (place, path, shape) in writes {
            let inner = self.places.path(place, &path);
            let known = path.iter().all(|key| *key != Key::Any);
            self.store_at(inner, &shape, alone && known, state);
        }
        for (owner, local, path, taints) in &summary.shared {
            self.shared_by_callee((*owner, *local), path, taints, handed, span, state);
        }
        result
    }

    /// A variable outside of the callee was written.
    fn shared_by_callee(
        &mut self,
        variable: (u32, LocalId),
        path: &Path,
        taints: &Taints,
        handed: &mut Handed<'_>,
        span: Span,
        state: &mut State,
    ) {
        let shape = self.resolve_all(taints, handed, span, StepNote::Shared, state);
        if let Some(local) = self.local_of(variable) {
            let root = self.places.root(local);
            let place = self.places.path(root, path);
            self.store_at(place, &shape, false, state);
        } else if self.recording {
            let taints = shape.deep();
            self.shared_by_callees.push((variable.0, variable.1, path.clone(), taints));
        }
    }

    /// What the taints of a callee's value are here.
    fn resolve_all(
        &mut self,
        taints: &Taints,
        handed: &mut Handed<'_>,
        span: Span,
        note: StepNote,
        state: &State,
    ) -> Shape {
        let (mut sources, mut shapes) = (Vec::new(), Vec::new());
        for taint in taints.iter() {
            if let Origin::Source(..) = taint.origin {
                let trail = step(&taint.trail, self.here(span), note);
                sources.push(Taint { trail, ..taint.clone() });
            } else {
                shapes.push(self.resolve(taint, handed, span, note, state));
            }
        }
        shapes.push(Shape::of(Taints::from_list(sources)));
        Shape::union_of(&shapes)
    }

    /// What a taint of a callee is here.
    fn resolve(
        &mut self,
        taint: &Taint,
        handed: &mut Handed<'_>,
        span: Span,
        note: StepNote,
        state: &State,
    ) -> Shape {
        let here = self.here(span);
        let shape = match &taint.origin {
            Origin::Source(..) => {
                let trail = step(&taint.trail, here, note);
                return Shape::of(Taints::one(Taint { trail, ..taint.clone() }));
            }
            Origin::Param(param, path) => match handed.part(*param, path, taint.derived) {
                Some(part) => part,
                None => return Shape::default(),
            },
            Origin::Captured(owner, local, path) => match self.local_of((*owner, *local)) {
                Some(local) => {
                    let root = self.places.root(local);
                    let place = self.places.path(root, path);
                    state.read(&self.places, place)
                }
                None => match self.captured_by_value(*owner, *local) {
                    Some(held) => held.project_all(path),
                    None => return Shape::of(Taints::one(taint.clone())),
                },
            },
        };
        let captured = matches!(taint.origin, Origin::Captured(..));
        let shape = if taint.derived && captured { shape.derived() } else { shape };
        shape.map(|taints| {
            taints.map(|mut it| {
                it.rules.keep(&taint.rules);
                it.trail = through_call(&it.trail, here, StepNote::Argument, &taint.trail);
                Some(it)
            })
        })
    }

    /// A captured variable as the function value being called brought it along.
    fn captured_by_value(&self, owner: u32, local: LocalId) -> Option<Shape> {
        let key = environment_key(owner, local);
        let known = self.environment.inside.iter().any(|(path, _)| path[0] == key);
        known.then(|| self.environment.project(&key))
    }

    /// The value of a function made here: what it captures of bodies that may have ended when it is called.
    pub(crate) fn function_value(&mut self, nested: FnIdx, state: &State) -> Shape {
        let mut shape = Shape::default();
        let body = self.cx.project.body(nested);
        for local in &body.locals {
            let tamis_ir::LocalKind::Captured(owner, origin) = local.kind else { continue };
            let owner = self.cx.project.function(self.file, owner);
            if owner == self.cx.module(self.file) || !self.cx.may_carry(owner, origin) {
                continue;
            }
            let Some(local) = self.local_of((owner.0, origin)) else { continue };
            let root = self.places.root(local);
            let held = state.read(&self.places, root);
            if !held.is_clean() {
                shape.add_shape(&one(environment_key(owner.0, origin)), &held);
            }
        }
        shape
    }

    /// What comes in reaches a sink inside the callee.
    fn arrive(&mut self, reach: &SinkReach, handed: &mut Handed<'_>, span: Span, state: &State) {
        if reach.depth >= MAX_DEPTH {
            return;
        }
        let mut all = Vec::new();
        for input in &reach.inputs {
            let foreign = matches!(&input.origin, Origin::Captured(owner, local, _)
                if self.local_of((*owner, *local)).is_none()
                    && self.captured_by_value(*owner, *local).is_none());
            if foreign {
                continue;
            }
            let shape = self.resolve(input, handed, span, StepNote::Argument, state);
            all.extend(shape.deep().iter().cloned());
        }
        if !all.is_empty() {
            self.reach(reach.sink, all, reach.depth + 1);
        }
    }

    /// A nested function is made: what it captures may reach sinks in it whenever it is called.
    pub(crate) fn made_function(&mut self, nested: FnIdx, span: Span) {
        if !self.recording || self.function == self.cx.module(self.file) {
            return;
        }
        let Some(summary) = self.summaries[nested.0 as usize].clone() else { return };
        let here = self.here(span);
        for reach in &summary.sinks {
            let mut all = Vec::new();
            for input in &reach.inputs {
                let Origin::Captured(owner, local, path) = &input.origin else { continue };
                if *owner != self.function.0 || reach.depth >= MAX_DEPTH {
                    continue;
                }
                let Some(held) = self.shared.get(local) else { continue };
                for taint in held.project_all(path).deep().iter() {
                    let mut taint = taint.clone();
                    taint.rules.keep(&input.rules);
                    taint.derived |= input.derived;
                    taint.trail = through_call(&taint.trail, here, StepNote::Shared, &input.trail);
                    all.push(taint);
                }
            }
            if !all.is_empty() {
                self.reach(reach.sink, all, reach.depth + 1);
            }
        }
    }
}

/// The key under which a function value holds a captured variable; no name in a program is like it.
fn environment_key(owner: u32, local: LocalId) -> Key {
    Key::Name(Name::from(format!("{ENVIRONMENT}{owner}:{}", local.0)))
}

fn give(slot: &mut Given, shape: Shape, place: Option<PlaceId>) {
    *slot = Some(match slot.take() {
        Some((known, known_place)) => (known.union(&shape), known_place.or(place)),
        None => (shape, place),
    });
}

/// Puts a value at `path`, in place of what is known there.
fn put(result: &mut Shape, path: &Path, value: Shape) {
    if path.is_empty() {
        *result = value;
        return;
    }
    result.inside.retain(|(known, _)| !known.starts_with(path));
    result.set(path.clone(), value.top);
    for (inner, taints) in value.inside {
        result.set(path.iter().cloned().chain(inner).collect(), taints);
    }
}

/// What a spread list leaves for `*args` after `taken` elements went to parameters before.
fn rest_of(list: &Shape, taken: usize) -> Shape {
    let mut rest = Shape::of(list.top.clone());
    for (path, taints) in &list.inside {
        let mut path = path.clone();
        if let Key::Index(at) = path[0] {
            if at < taken as i64 {
                continue;
            }
            path[0] = Key::Index(at - taken as i64);
        }
        rest.set(path, taints.clone());
    }
    rest
}
