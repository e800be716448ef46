//! What a call does: summaries of project functions, effects of well-known ones, the default for all others.

use tamis_ir::{Argument, At, Call, CallKind, Key, Name, Spread};

use super::effects;
use super::rules::MarkRole;
use super::state::{PlaceId, State};
use super::trail::{StepNote, step};
use super::transfer::BodyAnalysis;
use super::value::{Origin, Path, Shape, Taints};
use crate::calls::kinds::{Kind, Targets, has_bare_members, has_implicit_receiver};

mod apply;
mod callback;
mod effect;

pub(crate) use callback::settled;

/// A value handed to a function, and the place of its object.
pub(crate) type Given = Option<(Shape, Option<PlaceId>)>;

/// The operands of a call, evaluated.
pub(crate) struct Operands<'s> {
    /// What the callee was looked up in.
    pub(crate) receiver: Shape,
    pub(crate) receiver_place: Option<PlaceId>,
    /// The called value itself.
    callee: Shape,
    /// Last name of the callee.
    name: Name,
    is_method: bool,
    pub(crate) arguments: Vec<(&'s Argument, Shape, Option<PlaceId>)>,
    /// What propagators have under way to the function itself: the call gives it, whatever the function does.
    under_way: Taints,
}

impl Operands<'_> {
    /// The value of an argument; clean where there is none.
    fn argument(&self, at: usize) -> Shape {
        self.arguments.get(at).map(|(_, shape, _)| shape.clone()).unwrap_or_default()
    }
}

impl BodyAnalysis<'_, '_> {
    pub(crate) fn call(&mut self, call: &Call, at: At, state: &mut State) {
        let operands = self.operands(call, state);
        // What else the own object holds does not go into a call of a method of its own.
        let receiver = match self.is_own_object(call) {
            true => operands.receiver.top.clone(),
            false => operands.receiver.deep(),
        };
        let inputs = operands
            .arguments
            .iter()
            .fold(receiver.union(&operands.callee.deep()), |all, (_, shape, _)| {
                all.union(&shape.deep())
            });
        self.call_sinks(at, &inputs, state);
        let cx = self.cx;
        let site = cx.sites.calls.get(&(self.function, call.target));
        if let Some(site) = site {
            self.site_sinks(site, call, &operands, at, state);
            self.site_fills(site, &operands, at, state);
        }
        let targets = self.cx.kinds.resolved(self.function, call);
        let target = self.places.root(call.target);
        state.write(&mut self.places, target, &Shape::default());
        state.alias(&self.places, call.target, None);
        let said = match site {
            Some(site) if targets.functions.is_empty() => {
                self.site_summary(site, &operands, at, state)
            }
            _ => None,
        };
        let result = match said {
            Some(said) => {
                let called = self.call_back(&operands, at, state);
                said.union(&called.result).union(&called.replaces.unwrap_or_default())
            }
            None if targets.functions.is_empty() => {
                self.unknown(call, targets, &operands, &inputs, at, state)
            }
            None => self.known(call, targets, &operands, target, at, state),
        };
        let result = match site {
            Some(site) => self.site_result(site, call, result, at),
            None => result,
        };
        let result = self.marked(at, result, None, state, false);
        self.value_sinks(at, &result, state);
        state.write(&mut self.places, target, &result);
        if targets.functions.is_empty() && effects::gives_itself(&operands.name) {
            state.alias(&self.places, call.target, operands.receiver_place);
        }
    }

    /// Whether a call is of a method of `self`, where objects have no fields but those that are named (Ruby, PHP).
    fn is_own_object(&self, call: &Call) -> bool {
        let Some(place) = call.callee.place().filter(|place| place.path.len() == 1) else {
            return false;
        };
        let (owner, local) = crate::calls::kinds::home(self.cx.project, self.function, place.base);
        let name = &*self.cx.project.body(owner).locals[local.0 as usize].name;
        let language = self.cx.project.language(self.file).id.0;
        matches!((language, name), ("ruby", "self") | ("php", "$this"))
    }

    fn operands<'s>(&mut self, call: &'s Call, state: &mut State) -> Operands<'s> {
        let mut operands = Operands {
            receiver: Shape::default(),
            receiver_place: None,
            callee: Shape::default(),
            name: Name::from(""),
            is_method: false,
            arguments: Vec::with_capacity(call.arguments.len()),
            under_way: Taints::default(),
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
                    operands.callee = callback::uncalled(whole);
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
        if let Some(callee) = call.callee.place() {
            let cx = self.cx;
            for id in cx.marks_at(self.file, callee.whole().node) {
                let mark = cx.mark((self.file, *id));
                if mark.role == MarkRole::To {
                    let taints = self.under_way(mark.pair, state);
                    operands.callee.top = operands.callee.top.union(&taints);
                    operands.under_way = operands.under_way.union(&taints);
                }
            }
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
            return operands.argument(0);
        }
        let external = targets.external.as_deref();
        if call.kind == CallKind::New && external == Some("Promise") {
            return self.promise(call, operands, at, state);
        }
        self.given_to_param(call, operands, state);
        let called_back = self.call_back(operands, at, state);
        let by_name = external.and_then(effects::of_function);
        let effect = by_name
            .or_else(|| operands.is_method.then(|| effects::of_method(&operands.name)).flatten());
        if let Some(effect) = effect
            && let Some(result) =
                self.effect((effect, by_name.is_none()), operands, &called_back, at, state)
        {
            return result;
        }
        if let Some(result) = called_back.replaces {
            return result;
        }
        if let Some(field) = self.field_asked_for(call, state) {
            return field;
        }
        let here = self.here(at.span);
        if let Some(property) = self.property(call, operands, state) {
            return property;
        }
        let through = inputs
            .derived()
            .without(&self.cx.safe_functions)
            .without(&self.cx.only_assignments)
            .union(&operands.under_way)
            .stepped(|trail| step(trail, here, StepNote::Through));
        let through = match super::paths::taken_out(self, call) {
            Some(bits) => through.without(bits),
            None => through,
        };
        Shape::of(through).union(&called_back.result)
    }

    /// Java's `object.getName()` and `object.setName(x)`, where nothing is known of the object.
    fn property(
        &mut self,
        call: &Call,
        operands: &Operands<'_>,
        state: &mut State,
    ) -> Option<Shape> {
        if self.cx.project.language(self.file).id.0 != "java" || !operands.is_method {
            return None;
        }
        let object = operands.receiver_place?;
        let field = |prefix: &str| {
            let rest = operands.name.strip_prefix(prefix)?;
            let first = rest.chars().next().filter(|first| first.is_uppercase())?;
            let rest = &rest[first.len_utf8()..];
            Some(Key::Name(Name::from(format!("{}{rest}", first.to_lowercase()))))
        };
        match &call.arguments[..] {
            // Of what is tainted as a whole each part is; others have what was set.
            [] if operands.receiver.top.is_clean() => {
                let place = self.places.child(object, &field("get")?);
                let read = state.read(&self.places, place);
                (!read.is_clean() || self.was_set(object, state)).then_some(read)
            }
            [_] => {
                let place = self.places.child(object, &field("set")?);
                let value = operands.argument(0);
                self.store_at(place, &value, true, state);
                None
            }
            _ => None,
        }
    }

    /// Whether only fields with names are known of an object.
    fn was_set(&self, object: PlaceId, state: &State) -> bool {
        let known = state.read(&self.places, object);
        !known.inside.is_empty()
            && known.inside.iter().all(|(path, _)| matches!(path.first(), Some(Key::Name(_))))
    }

    /// `object.name` of an object of the project whose class has no such method: a field, where members are asked for
    /// without parentheses.
    fn field_asked_for(&mut self, call: &Call, state: &mut State) -> Option<Shape> {
        let place = call.callee.place().filter(|place| !place.path.is_empty())?;
        let (project, kinds) = (self.cx.project, &self.cx.kinds);
        if !call.arguments.is_empty() || !has_bare_members(project, self.function) {
            return None;
        }
        let objects = kinds.prefix(project, self.function, place, place.path.len() - 1);
        let known = |kind: &Kind| matches!(kind, Kind::Object(class) if kinds.foreign_bases(*class).is_empty());
        if objects.is_empty() || !objects.iter().all(known) {
            return None;
        }
        let place = place.clone();
        Some(self.place_value(&place, state).1)
    }

    /// An object of a class without constructor: arguments become fields.
    fn created(&self, targets: &Targets, operands: &Operands<'_>) -> Shape {
        let Some(class) = targets.creates else { return Shape::default() };
        let (file, data) = self.cx.project.class(class);
        let module = self.cx.module(file);
        let implicit = has_implicit_receiver(self.cx.project, module);
        let mut shape = if implicit {
            operands.callee.project(&self.cx.prototype)
        } else {
            operands.callee.clone()
        };
        if implicit && data.bases.is_empty() {
            return shape;
        }
        let mut positions = data.field_types.iter().map(|(name, _)| name.clone());
        for (argument, value, _) in &operands.arguments {
            let name = argument.name.clone().or_else(|| positions.next());
            // Fields of Rust's tuple structs are numbers.
            let key = name.map(|name| name.parse().map_or(Key::Name(name), Key::Index));
            match (key, argument.spread) {
                (Some(key), Spread::No) => shape.add_shape(&one(key), value),
                // What becomes of it is not known, but that it is a part.
                _ if has_bare_members(self.cx.project, self.function) => {
                    shape.add_shape(&one(Key::Any), &Shape::of(value.deep().derived()));
                }
                _ => shape.top = shape.top.union(&value.deep().derived()),
            }
        }
        shape
    }
}

/// Whether a mark stands for a bound metavariable, not for the whole of a pattern.
fn is_value(mark: &super::rules::Mark) -> bool {
    mark.bindings.iter().any(|binding| binding.span == Some(mark.span))
}

fn one(key: Key) -> Path {
    let mut path = Path::new();
    path.push(key);
    path
}
