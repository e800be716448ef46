//! What a call does: summaries of project functions, effects of well-known ones, the default for all others.

use rustc_hash::FxHashMap;
use tamis_ir::{Argument, At, Call, CallKind, Constant, Key, Name, ParamKind, Spread};
use tamis_syntax::Span;

use super::effects::{self, Effect};
use super::rules::MarkRole;
use super::state::{PlaceId, State};
use super::trail::{StepNote, step, through_call};
use super::transfer::BodyAnalysis;
use super::value::{Origin, Path, Shape, Taint, Taints};
use crate::calls::kinds::{Kind, Receiver, Target, Targets};
use crate::calls::project::FnIdx;
use crate::calls::summary::SinkReach;

/// A value handed to a function, and the place of its object.
pub(crate) type Given = Option<(Shape, Option<PlaceId>)>;

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

/// The operands of a call, evaluated.
struct Operands<'s> {
    /// What the callee was looked up in.
    receiver: Shape,
    receiver_place: Option<PlaceId>,
    /// The called value itself.
    callee: Shape,
    /// Last name of the callee.
    name: Name,
    is_method: bool,
    arguments: Vec<(&'s Argument, Shape, Option<PlaceId>)>,
}

impl BodyAnalysis<'_, '_> {
    pub(crate) fn call(&mut self, call: &Call, at: At, state: &mut State) {
        let operands = self.operands(call, state);
        let inputs =
            operands.arguments.iter().fold(
                operands.receiver.deep().union(&operands.callee.deep()),
                |all, (_, shape, _)| all.union(&shape.deep()),
            );
        self.call_sinks(at, &inputs, state);
        let targets = self.cx.kinds.resolved(self.function, call);
        let target = self.places.root(call.target);
        state.write(&mut self.places, target, &Shape::default());
        state.alias(&self.places, call.target, None);
        let result = if targets.functions.is_empty() {
            self.unknown(call, targets, &operands, &inputs, at, state)
        } else {
            self.known(call, targets, &operands, target, at, state)
        };
        let result = self.marked(at, result, None, state, false);
        self.value_sinks(at, &result, state);
        state.write(&mut self.places, target, &result);
    }

    fn operands<'s>(&mut self, call: &'s Call, state: &mut State) -> Operands<'s> {
        let mut operands = Operands {
            receiver: Shape::default(),
            receiver_place: None,
            callee: Shape::default(),
            name: Name::from(""),
            is_method: false,
            arguments: Vec::with_capacity(call.arguments.len()),
        };
        if let Some(place) = call.callee.place() {
            let (above, whole) = self.place_value(place, state);
            match place.path.last() {
                Some(last) => {
                    let mut object = place.clone();
                    object.path.pop();
                    operands.receiver = above;
                    operands.receiver_place = Some(self.place_id(&object));
                    operands.is_method = true;
                    if let Key::Name(name) = &last.key {
                        operands.name = Name::clone(name);
                    }
                    // Marks of the whole member, a source for one.
                    let own =
                        whole.top.iter().filter(|taint| matches!(taint.origin, Origin::Source(..)));
                    operands.callee = Shape::of(Taints::from_list(own.cloned().collect()));
                    operands.callee.inside = whole.inside.clone();
                }
                None => {
                    operands.name = Name::clone(&self.body.locals[place.base.0 as usize].name);
                    operands.callee = whole;
                }
            }
        }
        for argument in &call.arguments {
            let mut shape = self.operand(&argument.value, state);
            if argument.at.node != argument.value.at.node {
                shape = self.marked(argument.at, shape, None, state, true);
            }
            let place = argument.value.place().cloned().map(|place| self.place_id(&place));
            operands.arguments.push((argument, shape, place));
        }
        operands
    }

    /// Sinks that are the call itself: what goes in reaches them.
    fn call_sinks(&mut self, at: At, inputs: &Taints, state: &State) {
        if !self.recording {
            return;
        }
        let cx = self.cx;
        for id in cx.marks_at(self.file, at.node) {
            let mark = cx.mark((self.file, *id));
            if mark.role == MarkRole::Sink && !is_value(mark) {
                self.sink((self.file, *id), inputs, at, state);
            }
        }
    }

    /// Sinks that are the value of the call: an argument of another one.
    fn value_sinks(&mut self, at: At, result: &Shape, state: &State) {
        if !self.recording {
            return;
        }
        let cx = self.cx;
        for id in cx.marks_at(self.file, at.node) {
            let mark = cx.mark((self.file, *id));
            if mark.role == MarkRole::Sink && is_value(mark) {
                self.sink((self.file, *id), &result.deep(), at, state);
            }
        }
    }

    // --- functions of the project ---------------------------------------------------------------------------------

    fn known(
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
            if target.receiver == Receiver::Fresh {
                state.write(&mut self.places, result, &operands.callee);
            }
            self.environment = operands.callee.clone();
            let given = self.bind(*target, operands, result);
            let returned = self.apply_to(target.function, &given, at.span, alone, state);
            if target.receiver == Receiver::Fresh {
                all = all.union(&state.read(&self.places, result));
            } else {
                all = all.union(&returned);
            }
        }
        if call.kind == CallKind::Decorator && all.is_clean() {
            return operands
                .arguments
                .first()
                .map(|(_, shape, _)| shape.clone())
                .unwrap_or_default();
        }
        all
    }

    /// Arguments to parameters.
    fn bind(&mut self, target: Target, operands: &Operands<'_>, result: PlaceId) -> Vec<Given> {
        let params = &self.cx.project.body(target.function).params;
        let mut given: Vec<Given> = vec![None; params.len()];
        let mut next = 0;
        let receives = params.first().is_some_and(|param| param.kind == ParamKind::Receiver);
        if receives && target.receiver != Receiver::None {
            given[0] = match target.receiver {
                Receiver::Object => Some((operands.receiver.clone(), operands.receiver_place)),
                Receiver::Fresh => Some((operands.callee.clone(), Some(result))),
                Receiver::Own => self.own_receiver(),
                Receiver::None | Receiver::Unknown => None,
            };
            next = 1;
        }
        for (argument, shape, place) in &operands.arguments {
            match (argument.spread, &argument.name) {
                (Spread::List, _) => {
                    for (at, param) in params.iter().enumerate().skip(next) {
                        let element = match param.kind {
                            ParamKind::Rest => rest_of(shape, at - next),
                            ParamKind::Plain => shape.project(&Key::Index((at - next) as i64)),
                            _ => continue,
                        };
                        give(&mut given[at], element, None);
                    }
                }
                (Spread::Map, _) => {
                    for (at, param) in params.iter().enumerate() {
                        let element = match param.kind {
                            ParamKind::NamedRest => shape.clone(),
                            ParamKind::Plain | ParamKind::Named => {
                                shape.project(&Key::Name(param.name.clone()))
                            }
                            _ => continue,
                        };
                        give(&mut given[at], element, None);
                    }
                }
                (Spread::No, Some(name)) => {
                    let at = params.iter().position(|param| param.name == *name);
                    let rest = || params.iter().position(|it| it.kind == ParamKind::NamedRest);
                    match at {
                        Some(at) => give(&mut given[at], shape.clone(), *place),
                        None => {
                            if let Some(rest) = rest() {
                                let mut map = Shape::default();
                                map.add_shape(&one(Key::Name(name.clone())), shape);
                                give(&mut given[rest], map, None);
                            }
                        }
                    }
                }
                (Spread::No, None) => match params.get(next).map(|param| param.kind) {
                    Some(ParamKind::Plain | ParamKind::Receiver) => {
                        give(&mut given[next], shape.clone(), *place);
                        next += 1;
                    }
                    Some(ParamKind::Rest) => {
                        let taken = given[next].as_ref().map_or(0, |(shape, _)| shape.inside.len());
                        let mut list = Shape::default();
                        list.add_shape(&one(Key::Index(taken as i64)), shape);
                        if list.inside.is_empty() {
                            list.set(one(Key::Index(taken as i64)), Taints::default());
                        }
                        give(&mut given[next], list, None);
                    }
                    _ => {}
                },
            }
        }
        given
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
        for (path, taints) in &summary.returns {
            let mut here = Shape::default();
            for taint in taints.iter() {
                here = here.union(&self.resolve(taint, handed, span, StepNote::Returned, state));
            }
            put(&mut result, path, here);
        }
        let writes: Vec<(PlaceId, Path, Shape)> = summary
            .writes
            .iter()
            .filter_map(|(param, path, taints)| {
                let place = given.get(*param as usize)?.as_ref()?.1?;
                let mut shape = Shape::default();
                for taint in taints.iter() {
                    let more = self.resolve(taint, handed, span, StepNote::Stored, state);
                    shape = shape.union(&more);
                }
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
        variable: (u32, tamis_ir::LocalId),
        path: &Path,
        taints: &Taints,
        handed: &mut Handed<'_>,
        span: Span,
        state: &mut State,
    ) {
        let mut shape = Shape::default();
        for taint in taints.iter() {
            shape = shape.union(&self.resolve(taint, handed, span, StepNote::Shared, state));
        }
        if let Some(local) = self.local_of(variable) {
            let root = self.places.root(local);
            let place = self.places.path(root, path);
            self.store_at(place, &shape, false, state);
        } else if self.recording {
            let taints = shape.deep();
            self.shared_by_callees.push((variable.0, variable.1, path.clone(), taints));
        }
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
    fn captured_by_value(&self, owner: u32, local: tamis_ir::LocalId) -> Option<Shape> {
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

    // --- all others -----------------------------------------------------------------------------------------------

    fn unknown(
        &mut self,
        call: &Call,
        targets: &Targets,
        operands: &Operands<'_>,
        inputs: &Taints,
        at: At,
        state: &mut State,
    ) -> Shape {
        if targets.creates.is_some() {
            return self.created(targets, operands);
        }
        if call.kind == CallKind::Decorator {
            return operands
                .arguments
                .first()
                .map(|(_, shape, _)| shape.clone())
                .unwrap_or_default();
        }
        let called_back = self.call_back(operands, at, state);
        let by_name = targets.external.as_deref().and_then(effects::of_function);
        let effect = by_name
            .or_else(|| operands.is_method.then(|| effects::of_method(&operands.name)).flatten());
        if let Some(effect) = effect
            && let Some(result) = self.effect(effect, operands, &called_back, at, state)
        {
            return result;
        }
        let here = self.here(at.span);
        let through = inputs
            .derived()
            .without(&self.cx.safe_functions)
            .without(&self.cx.only_assignments)
            .stepped(|trail| step(trail, here, StepNote::Through));
        Shape::of(through).union(&called_back)
    }

    /// An object of a class without constructor: arguments become fields.
    fn created(&self, targets: &Targets, operands: &Operands<'_>) -> Shape {
        let mut shape = operands.callee.clone();
        let Some(class) = targets.creates else { return shape };
        let (_, data) = self.cx.project.class(class);
        let mut positions = data.field_types.iter().map(|(name, _)| name.clone());
        for (argument, value, _) in &operands.arguments {
            let name = argument.name.clone().or_else(|| positions.next());
            match (name, argument.spread) {
                (Some(name), Spread::No) => shape.add_shape(&one(Key::Name(name)), value),
                _ => shape.top = shape.top.union(&value.deep().derived()),
            }
        }
        shape
    }

    /// Functions among the arguments are called by whoever gets them.
    fn call_back(&mut self, operands: &Operands<'_>, at: At, state: &mut State) -> Shape {
        let mut result = Shape::default();
        for (argument, _, _) in &operands.arguments {
            let kinds = self.cx.kinds.operand(self.cx.project, self.function, &argument.value);
            for kind in kinds {
                let (Kind::Function(function) | Kind::Bound(function)) = kind else { continue };
                let with_elements = effects::calls_back(&operands.name);
                let given = self.given_back(function, operands, with_elements);
                let returned = self.apply(function, &given, at.span, state);
                if with_elements {
                    result = result.union(&returned.as_element());
                    result.top = result.top.union(&returned.top);
                }
            }
        }
        result
    }

    fn given_back(&self, function: FnIdx, operands: &Operands<'_>, elements: bool) -> Vec<Given> {
        let params = &self.cx.project.body(function).params;
        let mut all = operands.receiver.project(&Key::Any);
        for (argument, shape, _) in &operands.arguments {
            if argument.name.is_none() || argument.name.as_deref() == Some("args") {
                all = all.union(shape).union(&shape.project(&Key::Any));
            }
        }
        params
            .iter()
            .map(|param| {
                let wanted = elements && param.kind != ParamKind::Receiver;
                wanted.then(|| (all.clone(), None))
            })
            .collect()
    }

    fn effect(
        &mut self,
        effect: Effect,
        operands: &Operands<'_>,
        called_back: &Shape,
        at: At,
        state: &mut State,
    ) -> Option<Shape> {
        let argument = |at: usize| operands.arguments.get(at).map(|(_, shape, _)| shape);
        let first = || argument(0).cloned().unwrap_or_default();
        let element = |shape: &Shape| shape.project(&Key::Any);
        let receiver = || if operands.is_method { operands.receiver.clone() } else { first() };
        let place = operands.receiver_place;
        let constant = |at: usize| match operands.arguments.get(at)?.0.value.constant()? {
            Constant::String(name) => Some(Key::Name(name.clone())),
            Constant::Int(number) => Some(Key::Index(*number)),
            _ => None,
        };
        Some(match effect {
            Effect::Nothing => Shape::default(),
            Effect::Number | Effect::Truth => {
                let safe = match effect {
                    Effect::Number => &self.cx.safe_numbers,
                    _ => &self.cx.safe_booleans,
                };
                let all = operands
                    .arguments
                    .iter()
                    .fold(receiver().deep(), |all, (_, it, _)| all.union(&it.deep()));
                Shape::of(all.derived().without(safe).without(&self.cx.only_assignments))
            }
            Effect::Copy => receiver(),
            Effect::Elements => {
                let from = first();
                let mut shape = element(&from).as_element();
                shape.top = shape.top.union(&from.top);
                shape
            }
            Effect::Enumerate => {
                let mut shape = Shape::default();
                let path: Path = [Key::Any, Key::Index(1)].into_iter().collect();
                shape.add_shape(&path, &element(&first()));
                shape
            }
            Effect::Zip => {
                let mut shape = Shape::default();
                for (at, (_, value, _)) in operands.arguments.iter().enumerate() {
                    let path: Path = [Key::Any, Key::Index(at as i64)].into_iter().collect();
                    shape.add_shape(&path, &element(value));
                }
                shape
            }
            Effect::Map => {
                let mut shape = Shape::default();
                for (argument, value, _) in &operands.arguments {
                    match &argument.name {
                        Some(name) => shape.add_shape(&one(Key::Name(name.clone())), value),
                        None => shape = shape.union(value),
                    }
                }
                shape
            }
            Effect::Append => {
                let place = place?;
                let key = self.facts.keys.get(&at.node).cloned().unwrap_or(Key::Any);
                let place = self.places.child(place, &key);
                for (_, value, _) in &operands.arguments {
                    self.append(place, value, at, state);
                }
                Shape::default()
            }
            Effect::Insert => {
                let place = place?;
                let place = self.places.child(place, &Key::Any);
                self.append(place, argument(1)?, at, state);
                Shape::default()
            }
            Effect::Extend => {
                let place = place?;
                for (argument, value, _) in &operands.arguments {
                    match &argument.name {
                        Some(name) => {
                            let inner = self.places.child(place, &Key::Name(name.clone()));
                            self.append(inner, value, at, state);
                        }
                        None => self.append(place, value, at, state),
                    }
                }
                Shape::default()
            }
            Effect::SetDefault => {
                let key = constant(0).unwrap_or(Key::Any);
                let inner = self.places.child(place?, &key);
                if let Some(value) = argument(1) {
                    self.append(inner, value, at, state);
                }
                state.read(&self.places, inner)
            }
            Effect::TakeElement => match constant(0).filter(|_| operands.is_method) {
                Some(key @ Key::Name(_)) => {
                    let default = argument(1).cloned().unwrap_or_default();
                    operands.receiver.project(&key).union(&default)
                }
                _ => element(&receiver()),
            },
            Effect::Get => {
                let key = constant(0).unwrap_or(Key::Any);
                let default = argument(1).cloned().unwrap_or_default();
                let mut shape = operands.receiver.project(&key).union(&default);
                if key == Key::Any {
                    let index = first().deep().derived().without(&self.cx.safe_indexes);
                    shape.top = shape.top.union(&index);
                }
                shape
            }
            Effect::Values => element(&operands.receiver).as_element(),
            Effect::Items => {
                let mut shape = Shape::default();
                let path: Path = [Key::Any, Key::Index(1)].into_iter().collect();
                shape.add_shape(&path, &element(&operands.receiver));
                let path: Path = [Key::Any, Key::Index(0)].into_iter().collect();
                shape.add(path, &operands.receiver.top);
                shape
            }
            Effect::Clear => {
                state.write(&mut self.places, place?, &Shape::default());
                Shape::default()
            }
            Effect::GetAttribute => match constant(1) {
                Some(key) => {
                    let default = argument(2).cloned().unwrap_or_default();
                    first().project(&key).union(&default)
                }
                None => return None,
            },
            Effect::SetAttribute => {
                let (key, value) = (constant(1).unwrap_or(Key::Any), argument(2)?.clone());
                let object = operands.arguments.first()?.2?;
                let known = key != Key::Any;
                let inner = self.places.child(object, &key);
                self.store_at(inner, &value, known, state);
                Shape::default()
            }
            Effect::Apply => {
                let mut shape = called_back.clone();
                if &*operands.name == "filter"
                    || called_back.is_clean() && !self.has_known(operands)
                {
                    for (_, value, _) in operands.arguments.iter().skip(1) {
                        shape = shape.union(&element(value).as_element());
                    }
                }
                shape
            }
        })
    }

    /// Whether the first argument is a function we see into.
    fn has_known(&self, operands: &Operands<'_>) -> bool {
        operands.arguments.first().is_some_and(|(argument, _, _)| {
            self.cx
                .kinds
                .operand(self.cx.project, self.function, &argument.value)
                .iter()
                .any(|kind| matches!(kind, Kind::Function(_) | Kind::Bound(_)))
        })
    }

    fn append(&mut self, place: PlaceId, value: &Shape, at: At, state: &mut State) {
        let here = self.here(at.span);
        let value = value.map(|taints| taints.stepped(|trail| step(trail, here, StepNote::Stored)));
        self.store_at(place, &value, false, state);
    }
}

/// The key under which a function value holds a captured variable; no name in a program is like it.
fn environment_key(owner: u32, local: tamis_ir::LocalId) -> Key {
    Key::Name(Name::from(format!("\0{owner}:{}", local.0)))
}

/// Whether a mark stands for a bound metavariable, not for the whole of a pattern.
fn is_value(mark: &super::rules::Mark) -> bool {
    mark.bindings.iter().any(|binding| binding.span == Some(mark.span))
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

fn one(key: Key) -> Path {
    let mut path = Path::new();
    path.push(key);
    path
}
