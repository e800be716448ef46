//! Functions handed to functions that we do not see into: what they are called with, and what comes of it.

use tamis_ir::{At, Call, Key, LocalKind, Name, ParamKind};

use super::{Given, Operands};
use crate::calls::kinds::{Kind, has_implicit_receiver};
use crate::calls::project::FnIdx;
use crate::taint::effects::{self, Callback};
use crate::taint::rules::MarkRole;
use crate::taint::state::{PlaceId, State};
use crate::taint::transfer::BodyAnalysis;
use crate::taint::value::Shape;

/// What functions among the arguments gave.
#[derive(Default)]
pub(super) struct CalledBack {
    /// All of it, added to what the call gives anyway.
    pub(super) result: Shape,
    /// What the call gives, where that is only what the functions gave.
    pub(super) replaces: Option<Shape>,
}

impl BodyAnalysis<'_, '_> {
    /// Functions among the arguments are called by whoever gets them.
    pub(super) fn call_back(
        &mut self,
        operands: &Operands<'_>,
        at: At,
        state: &mut State,
    ) -> CalledBack {
        let mut found = CalledBack::default();
        let how = effects::callback(&operands.name);
        for position in 0..operands.arguments.len() {
            for function in self.functions_at(operands, position) {
                let mut given = self.given_back(function, operands, position, how);
                self.propagated_to(function, &mut given, state);
                let mut returned = self.apply(function, &given, at.span, state);
                if how == Callback::Fold {
                    // What came of one element is handed over with the next.
                    let mut again = given;
                    let all = again.iter_mut().flatten().next();
                    if let Some((all, _)) = all {
                        *all = all.union(&returned);
                    }
                    returned = returned.union(&self.apply(function, &again, at.span, state));
                }
                match how {
                    Callback::No => {}
                    Callback::Then if position == 0 => {
                        let mut next = returned.clone();
                        let error = operands.receiver.project(&rejected());
                        put_rejected(&mut next, error);
                        add(&mut found.replaces, &next);
                    }
                    Callback::Then => found.result = found.result.union(&returned),
                    Callback::Elements if operands.is_method => {
                        self.of_elements(function, operands, &returned, &mut found);
                    }
                    Callback::Fold => add(&mut found.replaces, &returned),
                    Callback::Elements | Callback::Anything => {
                        found.result = found.result.union(&returned.as_element());
                        found.result.top = found.result.top.union(&returned.top);
                    }
                }
            }
        }
        if let Callback::Fold = how
            && let Some(folded) = &mut found.replaces
        {
            *folded = folded.union(&operands.argument(1));
        }
        found
    }

    /// Adds what propagators have under way to the parameters of a function.
    fn propagated_to(&mut self, function: FnIdx, given: &mut [Given], state: &State) {
        let cx = self.cx;
        for (at, param) in cx.project.body(function).params.iter().enumerate() {
            for id in cx.marks_at(cx.project.file_of(function), param.at.node) {
                let mark = cx.mark((cx.project.file_of(function), *id));
                if mark.role != MarkRole::To {
                    continue;
                }
                let taints = self.under_way(mark.pair, state);
                if !taints.is_clean() {
                    let known = given[at].take().map_or_else(Shape::default, |(shape, _)| shape);
                    given[at] = Some((known.union(&Shape::of(taints)), None));
                }
            }
        }
    }

    /// What a method of a collection gives, by its name.
    fn of_elements(
        &self,
        function: FnIdx,
        operands: &Operands<'_>,
        returned: &Shape,
        found: &mut CalledBack,
    ) {
        let elements = || {
            let clean = self.is_guard(function, 0, true);
            if clean { Shape::default() } else { operands.receiver.project(&Key::Any) }
        };
        match &*operands.name {
            "map" | "flatMap" | "collect" => add(&mut found.replaces, &returned.as_element()),
            "filter" | "select" | "reject" | "find_all" => {
                add(&mut found.replaces, &elements().as_element());
            }
            "find" | "findLast" | "detect" => add(&mut found.replaces, &elements()),
            "forEach" | "some" | "every" | "findIndex" | "findLastIndex" => {
                add(&mut found.replaces, &Shape::default());
            }
            _ => {
                found.result = found.result.union(&returned.as_element());
                found.result.top = found.result.top.union(&returned.top);
            }
        }
    }

    /// Functions of the project that an argument may be.
    pub(super) fn functions_at(&self, operands: &Operands<'_>, position: usize) -> Vec<FnIdx> {
        let Some((argument, _, _)) = operands.arguments.get(position) else { return Vec::new() };
        let kinds = self.cx.kinds.operand(self.cx.project, self.function, &argument.value);
        let functions = kinds.iter().filter_map(|kind| match kind {
            Kind::Function(function) | Kind::Bound(function) => Some(*function),
            _ => None,
        });
        functions.collect()
    }

    fn given_back(
        &self,
        function: FnIdx,
        operands: &Operands<'_>,
        position: usize,
        how: Callback,
    ) -> Vec<Given> {
        let params = &self.cx.project.body(function).params;
        let in_order: Vec<Shape> = match how {
            Callback::No => Vec::new(),
            Callback::Then if position == 0 && &*operands.name == "catch" => {
                vec![operands.receiver.project(&rejected())]
            }
            Callback::Then if position == 0 => vec![settled(&operands.receiver)],
            Callback::Then => vec![operands.receiver.project(&rejected())],
            // `map(f, xs, ys)`.
            Callback::Elements if position == 0 && !operands.is_method => {
                let lists = operands.arguments.iter().skip(1);
                lists.map(|(_, shape, _)| shape.project(&Key::Any)).collect()
            }
            Callback::Elements => {
                let from = if operands.is_method && position == 0 {
                    operands.receiver.clone()
                } else {
                    operands.argument(0)
                };
                vec![from.project(&Key::Any), from.project(&keys()), from]
            }
            Callback::Fold => {
                let element = operands.receiver.project(&Key::Any);
                let begin = match operands.arguments.get(1) {
                    Some((_, shape, _)) => shape.clone(),
                    None => element.clone(),
                };
                vec![begin, element]
            }
            Callback::Anything => {
                let mut all = operands.receiver.project(&Key::Any);
                for (argument, shape, _) in &operands.arguments {
                    if argument.name.is_none() || argument.name.as_deref() == Some("args") {
                        all = all.union(shape).union(&shape.project(&Key::Any));
                    }
                }
                let wanted = params.iter().filter(|param| param.kind != ParamKind::Receiver);
                vec![all; wanted.count()]
            }
        };
        let mut next = in_order.into_iter();
        params
            .iter()
            .map(|param| match param.kind {
                ParamKind::Receiver => None,
                _ => next.next().map(|shape| (shape, None)),
            })
            .collect()
    }

    /// `new Promise((resolve, reject) => ...)` is what `resolve` is called with.
    pub(super) fn promise(
        &mut self,
        call: &Call,
        operands: &Operands<'_>,
        at: At,
        state: &mut State,
    ) -> Shape {
        let root = self.places.root(call.target);
        let ends = [resolved(), rejected()].map(|key| self.places.child(root, &key));
        for function in self.functions_at(operands, 0) {
            let params = &self.cx.project.body(function).params;
            let mut next = ends.iter();
            let given: Vec<Given> = params
                .iter()
                .map(|param| match param.kind {
                    ParamKind::Receiver => None,
                    _ => next.next().map(|place| (Shape::default(), Some(*place))),
                })
                .collect();
            self.environment = operands.argument(0);
            self.apply(function, &given, at.span, state);
        }
        let [value, error] = ends.map(|end| self.given(end, state));
        let mut promise = value;
        put_rejected(&mut promise, error);
        promise
    }

    fn given(&mut self, place: PlaceId, state: &State) -> Shape {
        let place = self.places.child(place, &given_key());
        state.read(&self.places, place)
    }

    /// A call of a parameter of which nothing is known: whoever gave it may ask what it was called with.
    pub(super) fn given_to_param(
        &mut self,
        call: &Call,
        operands: &Operands<'_>,
        state: &mut State,
    ) {
        let Some(place) = call.callee.place().filter(|place| place.path.is_empty()) else { return };
        let value = operands.argument(0);
        if value.is_clean() || !has_implicit_receiver(self.cx.project, self.function) {
            return;
        }
        let (owner, local) = crate::calls::kinds::home(self.cx.project, self.function, place.base);
        let owner = self.cx.project.body(owner);
        if matches!(owner.locals[local.0 as usize].kind, LocalKind::Param(_)) {
            let root = self.places.root(place.base);
            let inner = self.places.child(root, &given_key());
            self.store_at(inner, &value, false, state);
        }
    }
}

/// A function's value, without what it was called with: that is not what it is made of.
pub(super) fn uncalled(mut function: Shape) -> Shape {
    let given = given_key();
    function.inside.retain(|(path, _)| path[0] != given);
    function
}

/// A promise's value, without what it may be rejected with.
pub(crate) fn settled(promise: &Shape) -> Shape {
    let mut value = promise.clone();
    let error = rejected();
    value.inside.retain(|(path, _)| path[0] != error);
    value
}

fn put_rejected(promise: &mut Shape, error: Shape) {
    promise.set(super::one(rejected()), error.top);
    for (path, taints) in error.inside {
        promise.set(std::iter::once(rejected()).chain(path).collect(), taints);
    }
}

fn add(to: &mut Option<Shape>, more: &Shape) {
    *to = Some(to.take().map_or_else(|| more.clone(), |known| known.union(more)));
}

/// Keys that no program has.
fn hidden(name: &str) -> Key {
    Key::Name(Name::from(name))
}

/// What a function was called with.
fn given_key() -> Key {
    hidden("\0given")
}

fn resolved() -> Key {
    hidden("\0resolved")
}

fn rejected() -> Key {
    hidden("\0rejected")
}

/// The keys of a map.
pub(super) fn keys() -> Key {
    hidden("\0keys")
}
