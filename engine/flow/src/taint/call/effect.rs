//! What well-known functions do, step by step. Which name does what is in `effects.rs`.

use tamis_ir::{At, Constant, Key};

use super::callback::{CalledBack, keys};
use super::{Operands, one};
use crate::taint::effects::Effect;
use crate::taint::state::{PlaceId, State};
use crate::taint::trail::{StepNote, step};
use crate::taint::transfer::BodyAnalysis;
use crate::taint::value::{Path, Shape};
use crate::taint::values::slice;

impl BodyAnalysis<'_, '_> {
    pub(super) fn effect(
        &mut self,
        (effect, of_method): (Effect, bool),
        operands: &Operands<'_>,
        called_back: &CalledBack,
        at: At,
        state: &mut State,
    ) -> Option<Shape> {
        let argument = |at: usize| operands.arguments.get(at).map(|(_, shape, _)| shape);
        let first = || argument(0).cloned().unwrap_or_default();
        let element = |shape: &Shape| shape.project(&Key::Any);
        let receiver = || if of_method { operands.receiver.clone() } else { first() };
        let place = operands.receiver_place;
        let facts = self.facts;
        let constant = |at: usize| {
            let value = &operands.arguments.get(at)?.0.value;
            match value.constant() {
                Some(Constant::String(name)) => Some(Key::Name(name.clone())),
                // From the end: which one it is depends on the length.
                Some(Constant::Int(number)) if *number < 0 => None,
                Some(Constant::Int(number)) => Some(Key::Index(*number)),
                Some(_) => None,
                None => facts.keys.get(&value.at.node).cloned(),
            }
        };
        Some(match effect {
            Effect::Nothing => Shape::default(),
            Effect::Number | Effect::Truth => {
                let safe = match effect {
                    Effect::Number => &self.cx.safe_numbers,
                    _ => &self.cx.safe_comparisons,
                };
                let all = operands
                    .arguments
                    .iter()
                    .fold(receiver().deep(), |all, (_, it, _)| all.union(&it.deep()));
                let all = all.derived().without(safe).without(&self.cx.only_assignments);
                Shape::of(all)
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
                shape.add_shape(&path, &element(&receiver()));
                shape
            }
            Effect::Zip => {
                let mut shape = Shape::default();
                let own = of_method.then_some(&operands.receiver);
                let all = own.into_iter().chain(operands.arguments.iter().map(|(_, it, _)| it));
                for (at, value) in all.enumerate() {
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
                self.receiver_again(operands, state)
            }
            Effect::Insert => {
                let place = place?;
                // A number is where in a list the value goes: those behind move.
                let key = match constant(0) {
                    Some(key @ Key::Name(_)) if operands.arguments.len() > 1 => key,
                    _ => Key::Any,
                };
                let (_, value, _) = operands.arguments.last()?;
                let inner = self.places.child(place, &key);
                if key == Key::Any {
                    self.append(inner, value, at, state);
                } else {
                    self.store_at(inner, value, true, state);
                }
                self.receiver_again(operands, state)
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
            Effect::TakeElement => match constant(0).filter(|_| of_method) {
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
            Effect::PutWithin => {
                let (outer, inner) =
                    (constant(0).unwrap_or(Key::Any), constant(1).unwrap_or(Key::Any));
                let known = outer != Key::Any && inner != Key::Any;
                let outer = self.places.child(place?, &outer);
                let inner = self.places.child(outer, &inner);
                self.store_at(inner, argument(2)?, known, state);
                Shape::default()
            }
            Effect::GetWithin => {
                let (outer, inner) =
                    (constant(0).unwrap_or(Key::Any), constant(1).unwrap_or(Key::Any));
                operands.receiver.project(&outer).project(&inner)
            }
            Effect::Values => element(&operands.receiver).as_element(),
            Effect::Items => {
                let of = receiver();
                let mut shape = Shape::default();
                let path: Path = [Key::Any, Key::Index(1)].into_iter().collect();
                shape.add_shape(&path, &element(&of));
                let path: Path = [Key::Any, Key::Index(0)].into_iter().collect();
                shape.add(path, &of.project(&keys()).deep());
                shape
            }
            Effect::Keys => {
                let of = receiver();
                of.project(&keys()).as_element()
            }
            Effect::Put => {
                let place = place.filter(|_| operands.arguments.len() == 2)?;
                let key = constant(0).unwrap_or(Key::Any);
                let known = key != Key::Any;
                let inner = self.places.child(place, &key);
                let here = self.here(at.span);
                let stored = |shape: &Shape| {
                    shape.map(|it| it.stepped(|trail| step(trail, here, StepNote::Stored)))
                };
                self.store_at(inner, &stored(argument(1)?), known, state);
                if !first().is_clean() {
                    let inner = self.places.child(place, &keys());
                    self.store_at(inner, &stored(&first().derived()), false, state);
                }
                operands.receiver.clone()
            }
            Effect::Remove => {
                if let (Some(place), Some(key), 1) = (place, constant(0), operands.arguments.len())
                {
                    let inner = self.places.child(place, &key);
                    self.store_at(inner, &Shape::default(), true, state);
                }
                return None;
            }
            Effect::RemoveAt => {
                let language = self.cx.project.language(self.file).id.0;
                let key = constant(0).filter(|_| matches!(language, "java" | "rust"));
                let (Some(place), Some(key), 1) = (place, key, operands.arguments.len()) else {
                    return None;
                };
                let gone = operands.receiver.project(&key);
                match key {
                    Key::Index(at) => {
                        let rest = without_element(&operands.receiver, at);
                        self.store_at(place, &rest, true, state);
                    }
                    _ => {
                        let inner = self.places.child(place, &key);
                        self.store_at(inner, &Shape::default(), true, state);
                    }
                }
                gone
            }
            Effect::DeleteAttribute => {
                let object = operands.arguments.first()?.2?;
                let inner = self.places.child(object, &constant(1)?);
                self.store_at(inner, &Shape::default(), true, state);
                Shape::default()
            }
            Effect::FromPairs => pairs(&first()),
            Effect::Assign => {
                let mut shape = first();
                for (_, value, _) in operands.arguments.iter().skip(1) {
                    shape = shape.union(value);
                }
                if let Some(place) = operands.arguments.first().and_then(|(_, _, place)| *place) {
                    self.store_at(place, &shape, false, state);
                }
                shape
            }
            Effect::Reverse => {
                let reversed = reversed(&operands.receiver);
                self.store_at(place?, &reversed, true, state);
                reversed
            }
            Effect::Fill => {
                let part = operands.arguments.len() > 1;
                let mut filled = first().as_element();
                if part {
                    filled = filled.union(&operands.receiver);
                }
                self.store_at(place?, &filled, !part, state);
                filled
            }
            Effect::Concat => {
                let mut shape = loose(&operands.receiver);
                for (_, value, _) in &operands.arguments {
                    shape = shape.union(&loose(value));
                }
                shape.top = shape.top.derived();
                shape
            }
            Effect::Slice => {
                let bound = |at: usize| operands.arguments.get(at).map(|it| it.0.value.clone());
                slice(&operands.receiver, &[bound(0), bound(1), None])
            }
            Effect::KeyOfPair | Effect::ValueOfPair => {
                let of = &operands.receiver;
                let is_pair = |(path, _): &(Path, _)| matches!(path[0], Key::Index(0 | 1));
                if !of.inside.iter().any(is_pair) {
                    return None;
                }
                of.project(&Key::Index(i64::from(effect == Effect::ValueOfPair)))
            }
            Effect::Next => {
                if self.cx.project.language(self.file).id.0 != "java" {
                    return None;
                }
                element(&operands.receiver)
            }
            Effect::AnyOf => element(&first()),
            Effect::Common => {
                let [left, right] = [receiver(), first()].map(|it| element(&it));
                // What both hold is in each of them.
                if left.is_clean() || right.is_clean() {
                    return Some(Shape::default());
                }
                left.union(&right).as_element()
            }
            Effect::Settle => {
                let mut value = operands.receiver.clone();
                if let Some(more) = &called_back.replaces {
                    value = value.union(more);
                }
                value
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
                let mut shape = called_back.result.clone();
                let has_known = !self.functions_at(operands, 0).is_empty();
                if &*operands.name == "filter" || called_back.result.is_clean() && !has_known {
                    for (_, value, _) in operands.arguments.iter().skip(1) {
                        shape = shape.union(&element(value).as_element());
                    }
                }
                shape
            }
        })
    }

    /// What stands in the receiver now: `builder.append(a).append(b)`.
    fn receiver_again(&self, operands: &Operands<'_>, state: &State) -> Shape {
        let place = operands.receiver_place;
        place.map(|place| state.read(&self.places, place)).unwrap_or_default()
    }

    fn append(&mut self, place: PlaceId, value: &Shape, at: At, state: &mut State) {
        let here = self.here(at.span);
        let value = value.map(|taints| taints.stepped(|trail| step(trail, here, StepNote::Stored)));
        self.store_at(place, &value, false, state);
    }
}

/// A map of the pairs in a collection.
fn pairs(list: &Shape) -> Shape {
    let pair = list.project(&Key::Any);
    let mut shape = pair.project(&Key::Index(1)).as_element();
    shape.top = list.top.clone();
    let names = pair.project(&Key::Index(0));
    if !names.is_clean() {
        shape.add_shape(&one(keys()), &names.derived());
    }
    shape
}

/// A list the other way round. If not all of its elements are known by number, they may be anywhere.
fn reversed(list: &Shape) -> Shape {
    let mut numbers: Vec<i64> = list
        .inside
        .iter()
        .filter_map(|(path, _)| if let Key::Index(at) = path[0] { Some(at) } else { None })
        .collect();
    numbers.dedup();
    let count = numbers.len() as i64;
    let all_known = list.inside.iter().all(|(path, _)| matches!(path[0], Key::Index(_)))
        && numbers.iter().enumerate().all(|(at, number)| at as i64 == *number);
    if !all_known {
        return loose(list);
    }
    let mut out = Shape::of(list.top.clone());
    for (path, taints) in &list.inside {
        let mut path = path.clone();
        if let Key::Index(at) = path[0] {
            path[0] = Key::Index(count - 1 - at);
        }
        out.set(path, taints.clone());
    }
    out
}

/// A list without its element number `gone`.
fn without_element(list: &Shape, gone: i64) -> Shape {
    let mut out = Shape::of(list.top.clone());
    for (path, taints) in &list.inside {
        let mut path = path.clone();
        match path[0] {
            Key::Index(at) if at == gone => continue,
            Key::Index(at) if at > gone => path[0] = Key::Index(at - 1),
            _ => {}
        }
        out.set(path, taints.clone());
    }
    out
}

/// A collection whose elements moved: those known by number may be anywhere.
fn loose(list: &Shape) -> Shape {
    let mut out = Shape::of(list.top.clone());
    for (path, taints) in &list.inside {
        let mut path = path.clone();
        if matches!(path[0], Key::Index(_)) {
            path[0] = Key::Any;
        }
        out.add(path, taints);
    }
    out
}
