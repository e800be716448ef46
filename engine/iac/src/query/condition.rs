//! Conditions over a resource or an element of it.

use std::sync::Arc;

use tamis_matcher::regex::{Flags, Regex};
use tamis_rule::{
    AttributeTest, ConfigCondition, ConfigPath, Operator, Quantifier, Related, Relation,
};
use tamis_syntax::Span;

use crate::graph::{ResourceGraph, ResourceId};
use crate::origin::{Origin, Place};
use crate::query::select::Slot;
use crate::query::{Query, fits};
use crate::truth::Truth;
use crate::value::{Attribute, Kind, Map, Part, Value};

/// What paths start from.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// The resource asked about.
    pub(super) resource: ResourceId,
    /// The resource's attributes, or the element of the innermost quantifier.
    pub(super) here: Value,
    /// Of the element.
    pub(super) place: Option<Place>,
    /// The resource outside of a `related`.
    pub(super) outer: Option<ResourceId>,
}

impl Frame {
    /// Of a resource as a whole.
    pub(super) fn of(graph: &ResourceGraph, id: ResourceId) -> Self {
        let here = graph.resource(id).attributes.clone();
        Frame { resource: id, here, place: None, outer: None }
    }
}

/// A place that decided.
#[derive(Debug, Clone, Default)]
pub(super) struct Witness {
    /// The attribute, or what should hold it.
    pub(super) place: Option<Place>,
    /// Its value.
    pub(super) value: Option<Value>,
}

/// What a condition came to.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    /// Whether it holds.
    pub(super) truth: Truth,
    /// What decided. Several only from a quantifier, one for each element.
    pub(super) witnesses: Vec<Witness>,
    /// Whether the witnesses are elements of a quantifier, which go before single attributes.
    elements: bool,
    /// What it depends on if it is not known.
    pub(super) unknown: Option<Arc<str>>,
}

impl Outcome {
    fn new(truth: Truth) -> Self {
        Outcome { truth, witnesses: Vec::new(), elements: false, unknown: None }
    }
}

impl Query<'_> {
    /// Recursion is bounded by the depth of conditions, which the reader of rules limits.
    pub(super) fn eval(&self, condition: &ConfigCondition, frame: &Frame) -> Outcome {
        if !self.step() {
            return Outcome::new(Truth::Unknown);
        }
        match condition {
            ConfigCondition::All(all) => self.all(all, frame),
            ConfigCondition::Any(any) => self.any(any, frame),
            ConfigCondition::Not(inner) => {
                let mut outcome = self.eval(inner, frame);
                outcome.truth = !outcome.truth;
                outcome
            }
            ConfigCondition::If(when, then) => {
                let when = self.eval(when, frame);
                if when.truth.is_false() {
                    return Outcome::new(Truth::True);
                }
                let mut then = self.eval(then, frame);
                then.truth = (!when.truth).or(then.truth);
                then.unknown = then.unknown.or(when.unknown);
                then
            }
            ConfigCondition::Attribute(test) => self.attribute(test, frame),
            ConfigCondition::Elements(quantifier, paths, condition) => {
                self.elements(*quantifier, paths, condition, frame)
            }
            ConfigCondition::Related(related) => self.related(related, frame),
        }
    }

    fn all(&self, all: &[ConfigCondition], frame: &Frame) -> Outcome {
        let mut outcome = Outcome::new(Truth::True);
        for condition in all {
            let part = self.eval(condition, frame);
            if part.truth.is_false() {
                return part;
            }
            outcome.truth = outcome.truth.and(part.truth);
            outcome.unknown = outcome.unknown.or(part.unknown);
            // The last condition is what decides; elements go before attributes.
            if !part.witnesses.is_empty() && part.elements >= outcome.elements {
                (outcome.witnesses, outcome.elements) = (part.witnesses, part.elements);
            }
        }
        outcome
    }

    fn any(&self, any: &[ConfigCondition], frame: &Frame) -> Outcome {
        let mut best: Option<Outcome> = None;
        for condition in any {
            let part = self.eval(condition, frame);
            if part.truth.is_true() {
                return part;
            }
            if best.as_ref().is_none_or(|best| part.truth > best.truth) {
                best = Some(part);
            }
        }
        best.unwrap_or_else(|| Outcome::new(Truth::False))
    }

    fn attribute(&self, attribute: &AttributeTest, frame: &Frame) -> Outcome {
        let mut best: Option<Outcome> = None;
        for slot in self.select(frame, &attribute.path) {
            let part = self.slot(attribute, slot, frame);
            if part.truth.is_true() {
                return part;
            }
            if best.as_ref().is_none_or(|best| part.truth > best.truth) {
                best = Some(part);
            }
        }
        best.unwrap_or_else(|| Outcome::new(Truth::False))
    }

    fn slot(&self, attribute: &AttributeTest, slot: Slot, frame: &Frame) -> Outcome {
        let default = attribute.default.as_ref().map(implied);
        let value = slot.value.as_ref().filter(|value| !value.is_null()).or(default.as_ref());
        let tests = attribute.tests.iter().map(|test| {
            let truth = self.test(&test.operator, value, attribute.any_case, frame);
            if test.negated { !truth } else { truth }
        });
        let truth = Truth::all(tests);
        let unknown = (truth == Truth::Unknown).then(|| value.and_then(unknown_part)).flatten();
        let witness = Witness { place: slot.place, value: slot.value };
        Outcome { truth, witnesses: vec![witness], elements: false, unknown }
    }

    fn elements(
        &self,
        quantifier: Quantifier,
        paths: &[ConfigPath],
        condition: &ConfigCondition,
        frame: &Frame,
    ) -> Outcome {
        let mut found = Vec::new();
        let mut failed: Option<Outcome> = None;
        let mut unknown: Option<Arc<str>> = None;
        let (mut some, mut every) = (Truth::False, Truth::True);
        for slot in paths.iter().flat_map(|path| self.select(frame, path)) {
            let Some(value) = slot.value else { continue };
            let element = Frame { here: value, place: slot.place, ..frame.clone() };
            let part = match element.here.is_unknown() {
                true => {
                    Outcome { unknown: unknown_part(&element.here), ..Outcome::new(Truth::Unknown) }
                }
                false => self.eval(condition, &element),
            };
            some = some.or(part.truth);
            every = every.and(part.truth);
            if part.truth.is_true() {
                found.extend(element_witnesses(&element, part));
            } else {
                unknown = unknown.or_else(|| part.unknown.clone());
                failed.get_or_insert(part);
            }
        }
        let truth = match quantifier {
            Quantifier::Some => some,
            Quantifier::Each => every,
            Quantifier::None => !some,
        };
        let witnesses = match quantifier {
            Quantifier::Each => failed.map(|part| part.witnesses).unwrap_or_default(),
            _ => found,
        };
        let elements = quantifier == Quantifier::Some && !witnesses.is_empty();
        Outcome { truth, witnesses, elements, unknown }
    }

    fn related(&self, related: &Related, frame: &Frame) -> Outcome {
        let mut some = Truth::False;
        let mut every = Truth::True;
        let mut unknown = None;
        for id in self.relatives(related, frame.resource) {
            let kind = &self.graph.resource(id).kind;
            if id == frame.resource || !related.resources.iter().any(|glob| fits(glob, kind)) {
                continue;
            }
            let inner = Frame { outer: Some(frame.resource), ..Frame::of(self.graph, id) };
            let part = self.eval(&related.condition, &inner);
            some = some.or(part.truth);
            every = every.and(part.truth);
            unknown = unknown.or(part.unknown);
        }
        let truth = match related.count {
            Quantifier::Some => some,
            Quantifier::Each => every,
            Quantifier::None => !some,
        };
        Outcome { unknown, ..Outcome::new(truth) }
    }

    fn relatives(&self, related: &Related, of: ResourceId) -> Vec<ResourceId> {
        let fits_via = |path: &str| related.via.as_deref().is_none_or(|via| is_via(path, via));
        let out = || {
            let edges = self.outgoing.get(&of).into_iter().flatten();
            edges.filter(|edge| fits_via(&edge.path)).map(|edge| edge.to).collect::<Vec<_>>()
        };
        let back = || {
            let edges = self.incoming.get(&of).into_iter().flatten();
            edges.filter(|edge| fits_via(&edge.path)).map(|edge| edge.from).collect::<Vec<_>>()
        };
        let mut ids = match related.relation {
            Relation::RefersTo => out(),
            Relation::ReferredBy => back(),
            Relation::Connected => out().into_iter().chain(back()).collect(),
            Relation::Child => self.children.get(&of).cloned().unwrap_or_default(),
            Relation::Within => {
                let parent = |id: &ResourceId| self.graph.resource(*id).parent;
                std::iter::successors(parent(&of), parent).take(16).collect()
            }
            Relation::Sibling => self.siblings(of),
            Relation::Anywhere => {
                let dialect = self.graph.resource(of).dialect;
                let same = self.graph.iter().filter(|(_, other)| other.dialect == dialect);
                same.map(|(id, _)| id).collect()
            }
        };
        ids.sort();
        ids.dedup();
        ids
    }

    fn siblings(&self, of: ResourceId) -> Vec<ResourceId> {
        let own = self.graph.resource(of);
        match own.parent {
            Some(parent) => self.children.get(&parent).cloned().unwrap_or_default(),
            None => {
                let here = self.graph.iter().filter(|(_, other)| {
                    other.parent.is_none() && other.place.file == own.place.file
                });
                here.map(|(id, _)| id).collect()
            }
        }
    }
}

/// Where an element that fulfils a condition is shown: on what decided within it, else on itself.
fn element_witnesses(element: &Frame, part: Outcome) -> Vec<Witness> {
    if part.elements {
        return part.witnesses;
    }
    let own = element.place.or(element.here.origin.place);
    let inside = part.witnesses.into_iter().next().filter(|witness| {
        let place = witness.place.or(witness.value.as_ref().and_then(|value| value.origin.place));
        match (place, own) {
            (Some(place), Some(own)) => own.contains(place),
            _ => false,
        }
    });
    vec![inside.unwrap_or(Witness { place: own, value: Some(element.here.clone()) })]
}

/// Whether `bucket.id` or `ingress[*].groups[*]` is the attribute `via`, or lies below it.
fn is_via(path: &str, via: &str) -> bool {
    let plain = path.replace("[*]", "");
    plain == via || plain.strip_prefix(via).is_some_and(|rest| rest.starts_with('.'))
}

/// What a value depends on, for people.
fn unknown_part(value: &Value) -> Option<Arc<str>> {
    match &value.kind {
        Kind::Unknown(unknown) => Some(unknown.what.clone()),
        Kind::Template(parts) => parts.iter().find_map(|part| match part {
            Part::Unknown(unknown) => Some(unknown.what.clone()),
            Part::Literal(_) => None,
        }),
        Kind::List(items) => items.iter().find_map(unknown_part),
        _ => None,
    }
}

/// A value of a rule as one of the graph.
fn implied(value: &tamis_rule::ConfigValue) -> Value {
    use tamis_rule::ConfigValue;
    let origin = Origin::none;
    match value {
        ConfigValue::Null => Value::null(origin()),
        ConfigValue::Bool(value) => Value::bool(*value, origin()),
        ConfigValue::Number(number) => match crate::number::Number::from_f64(*number) {
            Some(number) => Value::number(number, origin()),
            None => Value::null(origin()),
        },
        ConfigValue::Text(text) => Value::string(text.as_str(), origin()),
        ConfigValue::List(items) => Value::list(items.iter().map(implied).collect(), origin()),
        ConfigValue::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                (Arc::from(key.as_str()), Attribute { value: implied(value), place: None })
            });
            Value::map(entries.collect::<Map>(), origin())
        }
    }
}

/// Regular expressions that do not compile.
pub(super) fn problems(condition: &ConfigCondition, found: &mut Vec<(Span, String)>) {
    match condition {
        ConfigCondition::All(all) | ConfigCondition::Any(all) => {
            all.iter().for_each(|condition| problems(condition, found));
        }
        ConfigCondition::Not(inner) | ConfigCondition::Elements(_, _, inner) => {
            problems(inner, found);
        }
        ConfigCondition::If(when, then) => {
            problems(when, found);
            problems(then, found);
        }
        ConfigCondition::Related(related) => problems(&related.condition, found),
        ConfigCondition::Attribute(attribute) => {
            for test in &attribute.tests {
                let Operator::Matches(regex) = &test.operator else { continue };
                if let Err(error) = Regex::compile(&regex.value, Flags::PATTERN) {
                    found.push((regex.span, error.to_string()));
                }
            }
        }
    }
}
