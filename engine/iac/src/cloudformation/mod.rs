//! CloudFormation and SAM templates.
//!
//! For: every resource of a template as a resource of its type (`AWS::S3::Bucket`), its properties evaluated
//! (`functions.rs`) with defaults of parameters, mappings and conditions. `Attributes` holds what stands beside the
//! properties (`DeletionPolicy` and the like). Not for: nested stacks and macros, which are not read.

mod functions;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::dialect::{Context, Dialect, Source};
use crate::graph::{Edge, Resource};
use crate::origin::{How, Origin, Place};
use crate::truth::Truth;
use crate::value::{Attribute, Kind, Map, Value};
use crate::yaml::{Schema, documents};
use functions::Evaluator;

/// The row of the table of dialects.
pub const DIALECT: Dialect = Dialect {
    id: "cloudformation",
    title: "CloudFormation",
    languages: &["yaml", "json"],
    may_own,
    makes: |kind| kind.contains("::"),
    build,
};

fn may_own(_path: &str, text: &str) -> bool {
    text.contains("Resources")
        && ["AWS::", "AWSTemplateFormatVersion", "Alexa::"].iter().any(|mark| text.contains(mark))
}

fn build(sources: &[Source], cx: &mut Context<'_>) {
    for source in sources {
        for document in documents(source, Schema::CLOUDFORMATION) {
            if document.value.get("Resources").is_some_and(|list| list.as_map().is_some()) {
                template(source, &document.value, cx);
            }
        }
    }
}

/// What stands beside the properties of a resource.
const BESIDE: [&str; 5] =
    ["DeletionPolicy", "UpdateReplacePolicy", "DependsOn", "Metadata", "CreationPolicy"];

fn template(source: &Source, template: &Value, cx: &mut Context<'_>) {
    let mut evaluator = Evaluator::new(template, &source.path, cx.budget.clone());
    let mut edges = Vec::new();
    let resources = template.get("Resources").and_then(Value::as_map);
    for (name, entry) in resources.into_iter().flatten() {
        let Some(kind) = entry.value.get("Type").and_then(Value::as_str) else { continue };
        let condition = entry.value.get("Condition").and_then(Value::as_str);
        if condition.is_some_and(|name| evaluator.condition(name) == Truth::False) {
            continue;
        }
        let Some(place) = entry.place else { continue };
        let properties = properties(&entry.value, kind, template);
        let mut map = match evaluator.resource(&properties).kind {
            Kind::Map(map) => map.as_ref().clone(),
            _ => Map::default(),
        };
        let mut beside = Map::default();
        for key in BESIDE {
            if let Some(found) = entry.value.attribute(key) {
                beside.insert(Arc::from(key), found.clone());
            }
        }
        let beside = Value::map(beside, entry.value.origin.clone());
        map.insert(Arc::from("Attributes"), Attribute { value: beside, place: None });
        let text = place.span.of(&source.text);
        let line = text.find('\n').unwrap_or(text.len()) as u32;
        let head = tamis_syntax::Span::new(place.span.start, place.span.start + line);
        let id = cx.graph.add(Resource {
            dialect: DIALECT.id,
            kind: Arc::from(kind),
            address: evaluator.address(name),
            attributes: Value::map(map, properties.origin.clone()),
            place,
            head: Place::new(place.file, head),
            parent: None,
            also: Vec::new(),
            calls: None,
        });
        for reference in evaluator.take_references() {
            edges.push((id, reference));
        }
    }
    cx.budget = evaluator.budget.clone();
    for (from, reference) in edges {
        if let Some(to) = cx.graph.find(DIALECT.id, &reference.to).filter(|to| *to != from) {
            let (path, attribute) = (reference.path, reference.attribute);
            cx.graph.references.push(Edge { from, to, path, attribute });
        }
    }
}

/// Properties with what SAM's `Globals` say of all resources of the type.
fn properties(resource: &Value, kind: &str, template: &Value) -> Value {
    let own = resource.get("Properties").cloned();
    let own = own.filter(|own| own.as_map().is_some());
    let own = own.unwrap_or_else(|| Value::map(Map::default(), resource.origin.clone()));
    let section = kind.strip_prefix("AWS::Serverless::");
    let globals = section.and_then(|section| template.at(&["Globals", section]));
    match globals.filter(|globals| globals.as_map().is_some()) {
        Some(globals) => lay_over(&own, globals, 0),
        None => own,
    }
}

fn lay_over(own: &Value, globals: &Value, depth: usize) -> Value {
    let (Some(mine), Some(theirs)) = (own.as_map(), globals.as_map()) else { return own.clone() };
    let mut map = mine.clone();
    for (key, entry) in theirs {
        match map.get_mut(key) {
            None => {
                let value = entry.value.via(How::Merged, "Globals", None);
                map.insert(key.clone(), Attribute { value, place: None });
            }
            Some(known) if depth < 8 => {
                known.value = lay_over(&known.value, &entry.value, depth + 1)
            }
            Some(_) => {}
        }
    }
    Value::map(map, Origin { place: own.origin.place, from: None })
}
