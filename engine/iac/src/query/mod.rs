//! Rules over the graph: `mode: config`.
//!
//! For: which resources fulfil a rule's condition, where to show it, and how the value that decided came about.
//! Not for: reading rules (`tamis-rule`), building the graph (the dialects), findings (`tamis-scan`).
//! Read [`Query`], then `condition.rs`.
//!
//! A condition is true, false or unknown. A path leads to *slots*: values found, or places where one is absent. Tests ask
//! slots; an attribute condition holds if all its tests pass on one of its slots.

mod condition;
mod json;
mod network;
mod operators;
mod policy;
mod select;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};

use rustc_hash::FxHashMap;
use tamis_matcher::regex::Regex;
use tamis_rule::ConfigSpec;

use crate::graph::{Edge, ResourceGraph, ResourceId};
use crate::origin::{Origin, Place};
use crate::truth::Truth;
use crate::value::{Kind, Value};
use condition::{Frame, Witness};

/// The graph made ready for questions.
pub struct Query<'g> {
    graph: &'g ResourceGraph,
    /// References by who is referred to.
    incoming: FxHashMap<ResourceId, Vec<&'g Edge>>,
    outgoing: FxHashMap<ResourceId, Vec<&'g Edge>>,
    children: FxHashMap<ResourceId, Vec<ResourceId>>,
    regexes: RefCell<FxHashMap<String, Option<std::rc::Rc<Regex>>>>,
    file_name: &'g dyn Fn(tamis_syntax::FileId) -> String,
    steps: Cell<u64>,
}

/// A resource that fulfils a rule, once for each element that does.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Which resource.
    pub resource: ResourceId,
    /// Where to show it, within the resource.
    pub place: Place,
    /// What the attribute was that decided, if one was.
    pub value: Option<Value>,
    /// What the condition depends on, if it is not certain.
    pub unknown: Option<String>,
}

/// Steps one rule may take over the whole graph.
const RULE_STEPS: u64 = 50_000_000;
/// Hits of one rule on one resource.
const MAX_HITS: usize = 100;

impl<'g> Query<'g> {
    /// Prepares `graph`; `file_name` gives the path of a file.
    pub fn new(
        graph: &'g ResourceGraph,
        file_name: &'g dyn Fn(tamis_syntax::FileId) -> String,
    ) -> Self {
        let mut query = Query {
            graph,
            incoming: FxHashMap::default(),
            outgoing: FxHashMap::default(),
            children: FxHashMap::default(),
            regexes: RefCell::default(),
            file_name,
            steps: Cell::new(0),
        };
        for edge in &graph.references {
            query.incoming.entry(edge.to).or_default().push(edge);
            query.outgoing.entry(edge.from).or_default().push(edge);
        }
        for (id, resource) in graph.iter() {
            if let Some(parent) = resource.parent {
                query.children.entry(parent).or_default().push(id);
            }
        }
        query
    }

    /// The resources `spec` is about that fulfil it, in order of the graph; `false` where steps ran out on the way.
    pub fn run(&self, spec: &ConfigSpec) -> (Vec<Hit>, bool) {
        self.steps.set(RULE_STEPS);
        let globs: Vec<&str> = spec.resources.iter().map(|glob| glob.value.as_str()).collect();
        let mut hits = Vec::new();
        for (id, resource) in self.graph.iter() {
            if globs.iter().any(|glob| fits(glob, &resource.kind)) {
                self.ask(spec, id, &mut hits);
            }
            if self.is_spent() {
                return (hits, false);
            }
        }
        (hits, true)
    }

    fn ask(&self, spec: &ConfigSpec, id: ResourceId, hits: &mut Vec<Hit>) {
        let frame = Frame::of(self.graph, id);
        let outcome = self.eval(&spec.condition, &frame);
        if outcome.truth == Truth::False
            || (outcome.truth == Truth::Unknown && !spec.report_unknown)
        {
            return;
        }
        let unknown = (outcome.truth == Truth::Unknown)
            .then(|| outcome.unknown.as_deref().unwrap_or("a value").to_owned());
        let mut witnesses = match &spec.report {
            Some(path) => self.witnesses_of(&frame, path),
            None => outcome.witnesses,
        };
        if witnesses.is_empty() {
            witnesses.push(Witness::default());
        }
        let first = hits.len();
        for witness in witnesses.into_iter().take(MAX_HITS) {
            let place = self.place(id, &witness);
            if !hits[first..].iter().any(|known| known.place == place) {
                hits.push(Hit {
                    resource: id,
                    place,
                    value: witness.value,
                    unknown: unknown.clone(),
                });
            }
        }
    }

    /// Where a witness is shown: on the attribute if it stands in the resource, else on the resource's head.
    fn place(&self, id: ResourceId, witness: &Witness) -> Place {
        let resource = self.graph.resource(id);
        let of_value = witness.value.as_ref().and_then(|value| value.origin.place);
        [witness.place, of_value]
            .into_iter()
            .flatten()
            .find(|place| resource.block_around(*place).is_some())
            .unwrap_or(resource.head)
    }

    /// Takes a step; `false` once they are spent.
    fn step(&self) -> bool {
        let left = self.steps.get();
        self.steps.set(left.saturating_sub(1));
        left > 0
    }

    fn is_spent(&self) -> bool {
        self.steps.get() == 0
    }
}

/// What is wrong in a rule beyond its form: regular expressions that do not compile, with their places.
pub fn problems(spec: &ConfigSpec) -> Vec<(tamis_syntax::Span, String)> {
    let mut found = Vec::new();
    condition::problems(&spec.condition, &mut found);
    found
}

/// The way a value came about, the start first: places with a phrase each. Empty for a value written where it is used.
pub fn trace(value: &Value, at: Place) -> Vec<(Place, String)> {
    let mut steps: Vec<(Place, String)> = Vec::new();
    for step in value.origin.steps() {
        if let Some(place) = step.origin.place {
            steps.push((place, step.how.phrase(&step.name)));
        }
    }
    if steps.is_empty() {
        return steps;
    }
    steps.reverse();
    steps.push((at, "used here".to_owned()));
    steps
}

/// A value on one line for a message, cut at 80 characters.
pub fn show(value: &Value) -> String {
    let mut out = String::new();
    write_value(value, &mut out, 0);
    if out.chars().count() > 80 {
        out = out.chars().take(79).chain(['…']).collect();
    }
    out
}

fn write_value(value: &Value, out: &mut String, depth: usize) {
    if out.len() > 200 || depth > 8 {
        out.push('…');
        return;
    }
    match &value.kind {
        Kind::Null => out.push_str("null"),
        Kind::String(text) => out.push_str(&text.replace('\n', "\\n")),
        Kind::Template(parts) => {
            for part in parts.iter() {
                match part {
                    crate::value::Part::Literal(text) => out.push_str(&text.replace('\n', "\\n")),
                    crate::value::Part::Unknown(unknown) => {
                        out.push_str("${");
                        out.push_str(&unknown.what);
                        out.push('}');
                    }
                }
            }
        }
        Kind::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                write_value(item, out, depth + 1);
            }
            out.push(']');
        }
        Kind::Map(entries) => {
            out.push('{');
            for (at, (key, entry)) in entries.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                out.push_str(key);
                out.push_str(": ");
                write_value(&entry.value, out, depth + 1);
            }
            out.push('}');
        }
        Kind::Unknown(unknown) => out.push_str(&unknown.what),
        _ => out.push_str(&value.to_text().unwrap_or_default()),
    }
}

/// Whether a type fits a glob, in which `*` stands for any characters.
pub fn fits(glob: &str, kind: &str) -> bool {
    network::glob_matches(glob, kind)
}

/// A text value nobody wrote.
fn fact(text: &str) -> Value {
    Value::string(text, Origin::none())
}
