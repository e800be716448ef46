//! Plans: what `terraform show -json` writes, as resources of the graph.
//!
//! A plan is evaluated already: values come from `planned_values`, what is known only after apply from
//! `resource_changes`, and references from `configuration`.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tamis_syntax::{NodeId, Role};

use crate::dialect::{Context, Source};
use crate::graph::{Edge, Resource, ResourceId};
use crate::origin::{Origin, Place};
use crate::value::{Attribute, Kind, Map, Reference, Value};

/// How far into a file the marks of a plan are looked for.
const HEAD: usize = 400;

/// Levels of modules and of values.
const MAX_DEPTH: usize = 100;

/// Whether a text is a plan: told by its first keys.
pub(super) fn is_plan(path: &str, text: &str) -> bool {
    if !path.ends_with(".json") {
        return false;
    }
    let mut end = HEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    head.contains("\"format_version\"") && head.contains("\"terraform_version\"")
}

/// Reads a plan into the graph.
pub(super) fn build(source: &Source, cx: &mut Context<'_>) {
    let Some(top) = source.tree.nodes().iter().position(|node| node.role == Role::Object) else {
        return;
    };
    let plan = Reader { source }.value(NodeId(top as u32), 0);
    let mut builder = Builder { cx, unknown: unknowns(&plan), ids: Vec::new() };
    let configuration = plan.at(&["configuration", "root_module"]).cloned();
    if let Some(root) = plan.at(&["planned_values", "root_module"]) {
        builder.module(root, 0);
    }
    builder.references(configuration.as_ref(), "", 0);
}

/// Values of the JSON tree, with their places.
struct Reader<'s> {
    source: &'s Source,
}

impl Reader<'_> {
    fn value(&self, id: NodeId, depth: usize) -> Value {
        let tree = &self.source.tree;
        let span = tree.span(id);
        let origin = Origin::literal(self.source.file, span);
        let text = span.of(&self.source.text);
        if depth > MAX_DEPTH {
            return Value::null(origin);
        }
        match tree.node(id).role {
            Role::Object => {
                let pairs = tree.children(id).filter(|child| tree.node(*child).role == Role::Pair);
                let entries = pairs.filter_map(|pair| {
                    let mut parts = tree.children(pair);
                    let (key, value) = (parts.next()?, parts.last()?);
                    let key: String =
                        serde_json::from_str(tree.span(key).of(&self.source.text)).ok()?;
                    let place = Some(Place::new(self.source.file, tree.span(pair)));
                    Some((Arc::from(key), Attribute { value: self.value(value, depth + 1), place }))
                });
                Value::map(entries.collect::<Map>(), origin)
            }
            Role::Array => {
                let items = tree.children(id).map(|child| self.value(child, depth + 1));
                Value::list(items.collect(), origin)
            }
            _ => match serde_json::from_str::<serde_json::Value>(text) {
                Ok(json) => super::json::from_json(&json, &origin, &[]),
                Err(_) => Value::null(origin),
            },
        }
    }
}

/// By address, which attributes are known after apply only.
fn unknowns(plan: &Value) -> FxHashMap<String, Value> {
    let changes = plan.get("resource_changes").and_then(Value::as_list).unwrap_or_default();
    let of = |change: &Value| {
        let address = change.get("address")?.as_str()?.to_owned();
        Some((address, change.at(&["change", "after_unknown"])?.clone()))
    };
    changes.iter().filter_map(of).collect()
}

struct Builder<'b, 'f> {
    cx: &'b mut Context<'f>,
    unknown: FxHashMap<String, Value>,
    /// Addresses without and with instance keys.
    ids: Vec<(String, Arc<str>, ResourceId)>,
}

impl Builder<'_, '_> {
    fn module(&mut self, module: &Value, depth: usize) {
        for resource in module.get("resources").and_then(Value::as_list).unwrap_or_default() {
            self.resource(resource);
        }
        let children = module.get("child_modules").and_then(Value::as_list).unwrap_or_default();
        for child in children.iter().filter(|_| depth < MAX_DEPTH) {
            self.module(child, depth + 1);
        }
    }

    fn resource(&mut self, resource: &Value) {
        let text = |name: &str| resource.get(name).and_then(Value::as_str);
        let (Some(address), Some(kind)) = (text("address"), text("type")) else { return };
        let Some(values) = resource.get("values") else { return };
        let Some(place) = resource.origin.place else { return };
        let is_data = text("mode") == Some("data");
        let address: Arc<str> = Arc::from(address);
        let unknown = self.unknown.get(&*address).cloned();
        let values = lay_unknown(values, unknown.as_ref(), &address, "");
        let head = resource.attribute("address").and_then(|entry| entry.place).unwrap_or(place);
        let id = self.cx.graph.add(Resource {
            dialect: "terraform",
            kind: if is_data { Arc::from(format!("data.{kind}")) } else { Arc::from(kind) },
            address: address.clone(),
            attributes: values,
            place,
            head,
            parent: None,
            also: Vec::new(),
            calls: None,
        });
        self.ids.push((without_keys(&address), address, id));
    }

    /// References of a module's configuration, for every instance.
    fn references(&mut self, module: Option<&Value>, prefix: &str, depth: usize) {
        let Some(module) = module.filter(|_| depth < MAX_DEPTH) else { return };
        for resource in module.get("resources").and_then(Value::as_list).unwrap_or_default() {
            let Some(address) = resource.get("address").and_then(Value::as_str) else { continue };
            let from = format!("{prefix}{address}");
            let mut found = Vec::new();
            if let Some(expressions) = resource.get("expressions") {
                expression(expressions, "", &mut found);
            }
            for (path, name) in found {
                self.refer(&from, &path, prefix, &name);
            }
        }
        let Some(calls) = module.get("module_calls").and_then(Value::as_map) else { return };
        for (name, call) in calls {
            let prefix = format!("{prefix}module.{name}.");
            self.references(call.value.get("module"), &prefix, depth + 1);
        }
    }

    fn refer(&mut self, from: &str, path: &str, prefix: &str, name: &str) {
        let parts: Vec<&str> = name.split('.').collect();
        let taken = if parts.first() == Some(&"data") { 3 } else { 2 };
        if parts.len() < taken {
            return;
        }
        let base = without_keys(&format!("{prefix}{}", parts[..taken].join(".")));
        let attribute: Arc<str> = Arc::from(parts[taken..].join("."));
        let from_ids = self.ids.iter().filter(|(known, ..)| known == from);
        let targets: Vec<_> = self.ids.iter().filter(|(known, ..)| *known == base).collect();
        let mut edges = Vec::new();
        for (_, address, id) in from_ids {
            // Instances with one key belong together; else each may be meant.
            let same = targets.iter().filter(|(_, other, _)| key_of(other) == key_of(address));
            let mut same: Vec<_> = same.collect();
            if same.is_empty() {
                same = targets.iter().collect();
            }
            edges.extend(same.into_iter().map(|(_, _, to)| Edge {
                from: *id,
                to: *to,
                path: Arc::from(path),
                attribute: attribute.clone(),
            }));
        }
        self.cx.graph.references.extend(edges);
    }
}

/// Paths of expressions with the names they refer to.
fn expression(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match &value.kind {
        Kind::Map(entries) => {
            if let Some(names) = value.get("references").and_then(Value::as_list) {
                let names = names.iter().filter_map(Value::as_str);
                found.extend(names.map(|name| (path.to_owned(), name.to_owned())));
            }
            for (key, entry) in entries.iter().filter(|(key, _)| &***key != "references") {
                let dot = if path.is_empty() { "" } else { "." };
                expression(&entry.value, &format!("{path}{dot}{key}"), found);
            }
        }
        Kind::List(items) => {
            for item in items.iter() {
                expression(item, &format!("{path}[*]"), found);
            }
        }
        _ => {}
    }
}

/// `values` with what is not known laid over: `true` in `unknown` marks an attribute.
fn lay_unknown(values: &Value, unknown: Option<&Value>, address: &Arc<str>, path: &str) -> Value {
    let Some(unknown) = unknown else { return values.clone() };
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (&values.kind, &unknown.kind) {
        (_, Kind::Bool(true)) => {
            let refers = Reference { resource: address.clone(), attribute: Arc::from(path) };
            Value::computed(refers, values.origin.clone())
        }
        (Kind::Map(entries), Kind::Map(marks)) => {
            let mut laid = (**entries).clone();
            for (key, mark) in marks.iter() {
                let null = Value::null(values.origin.clone());
                let own = entries.get(key).map_or(&null, |entry| &entry.value);
                let value = lay_unknown(own, Some(&mark.value), address, &below(key));
                if value.is_null() {
                    continue;
                }
                let place = entries.get(key).and_then(|entry| entry.place);
                laid.insert(key.clone(), Attribute { value, place });
            }
            Value::map(laid, values.origin.clone())
        }
        (Kind::List(items), Kind::List(marks)) => {
            let items = items.iter().enumerate().map(|(at, item)| {
                lay_unknown(item, marks.get(at), address, &format!("{path}[{at}]"))
            });
            Value::list(items.collect(), values.origin.clone())
        }
        _ => values.clone(),
    }
}

/// An address without instance keys: `module.a["x"].b.c[0]` is `module.a.b.c`.
fn without_keys(address: &str) -> String {
    let (mut out, mut depth, mut quoted) = (String::new(), 0, false);
    for c in address.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The last instance key.
fn key_of(address: &str) -> Option<&str> {
    address.ends_with(']').then(|| address.rfind('[').map(|at| &address[at..])).flatten()
}
