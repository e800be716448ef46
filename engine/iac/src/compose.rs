//! Compose files.
//!
//! For: `compose:service` for every service, with what it extends merged in and variables put in from `.env`; and
//! `compose:network`, `compose:volume`, `compose:secret`, `compose:config` for the other sections.
//! Not for: override files, which are compose files of their own here.

use std::sync::Arc;

use crate::dialect::{Context, Dialect, Source};
use crate::docker::Scope;
use crate::graph::{Edge, Resource, ResourceId};
use crate::origin::{How, Origin, Place};
use crate::value::{Attribute, Kind, Map, Value};
use crate::yaml::{Schema, documents};

/// The row of the table of dialects.
pub const DIALECT: Dialect = Dialect {
    id: "compose",
    title: "Compose",
    languages: &["yaml"],
    may_own,
    makes: |kind| kind.starts_with("compose:"),
    build,
};

fn may_own(path: &str, text: &str) -> bool {
    if is_named(path) {
        return text.contains("services");
    }
    let at_top = |line: &str| line.trim_end() == "services:" || line.starts_with("services: ");
    (text.contains("image:") || text.contains("build:")) && text.lines().any(at_top)
}

fn is_named(path: &str) -> bool {
    path.rsplit('/').next().unwrap_or(path).contains("compose")
}

/// Whether a document of a file with any name is one: all its sections are those of compose files.
fn is_compose(value: &Value) -> bool {
    const KNOWN: [&str; 8] =
        ["version", "name", "include", "services", "networks", "volumes", "secrets", "configs"];
    let is_known = |key: &str| KNOWN.contains(&key) || key.starts_with("x-");
    let is_service = |service: &Value| {
        service.as_map().is_some_and(|map| {
            map.keys().any(|key| matches!(&**key, "image" | "build" | "extends"))
        })
    };
    value.as_map().is_some_and(|map| map.keys().all(|key| is_known(key)))
        && value
            .get("services")
            .and_then(Value::as_map)
            .is_some_and(|services| services.values().any(|entry| is_service(&entry.value)))
}

fn build(sources: &[Source], cx: &mut Context<'_>) {
    for source in sources {
        let scope = environment(source, cx);
        for document in documents(source, Schema::V12) {
            if !is_named(&source.path) && !is_compose(&document.value) {
                continue;
            }
            file(source, &document.value, &scope, cx);
        }
    }
}

/// The variables of the `.env` beside a file.
fn environment(source: &Source, cx: &Context<'_>) -> Scope {
    let mut scope = Scope::default();
    let folder = source.folder();
    let path = if folder.is_empty() { ".env".to_owned() } else { format!("{folder}/.env") };
    let Some(text) = cx.files.read(&path) else { return scope };
    for line in text.lines() {
        let line = line.trim().trim_start_matches("export ");
        let Some((name, value)) = line.split_once('=').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'']);
        let value = Value::string(value, Origin::none()).via(How::VariableFile, name, None);
        scope.set(name.trim(), Some(value), false);
    }
    scope
}

const SECTIONS: [(&str, &str); 4] = [
    ("networks", "compose:network"),
    ("volumes", "compose:volume"),
    ("secrets", "compose:secret"),
    ("configs", "compose:config"),
];

fn file(source: &Source, value: &Value, scope: &Scope, cx: &mut Context<'_>) {
    let mut others = Vec::new();
    for (section, kind) in SECTIONS {
        for (name, entry) in value.get(section).and_then(Value::as_map).into_iter().flatten() {
            let filled = fill(&entry.value, scope, cx);
            let id = add(cx, source, kind, name, &filled, entry.place);
            others.push((section, name.clone(), id));
        }
    }
    let mut services = Vec::new();
    for (name, entry) in value.get("services").and_then(Value::as_map).into_iter().flatten() {
        if entry.value.as_map().is_none() {
            continue;
        }
        let extended = extend(source, &entry.value, value, cx, 0);
        let filled = fill(&extended, scope, cx);
        let id = add(cx, source, "compose:service", name, &filled, entry.place);
        services.push((name.clone(), id, filled));
    }
    for (_, id, service) in &services {
        for name in names(service.get("depends_on")) {
            let to = services.iter().find(|(other, ..)| *other == name).map(|(_, id, _)| *id);
            link(cx, *id, to, "depends_on");
        }
        for (section, name, to) in &others {
            if names(service.get(section)).contains(name) {
                link(cx, *id, Some(*to), section);
            }
        }
    }
}

/// Names a service uses: items of a list (of a volume, what stands before the colon), or keys of a map.
fn names(value: Option<&Value>) -> Vec<Arc<str>> {
    match value.map(|value| &value.kind) {
        Some(Kind::Map(map)) => map.keys().cloned().collect(),
        Some(Kind::List(items)) => items
            .iter()
            .filter_map(|item| item.as_str().or_else(|| item.get("source")?.as_str()))
            .map(|text| Arc::from(text.split(':').next().unwrap_or(text)))
            .collect(),
        _ => Vec::new(),
    }
}

fn link(cx: &mut Context<'_>, from: ResourceId, to: Option<ResourceId>, path: &str) {
    if let Some(to) = to {
        let edge = Edge { from, to, path: Arc::from(path), attribute: Arc::from("") };
        cx.graph.references.push(edge);
    }
}

fn add(
    cx: &mut Context<'_>,
    source: &Source,
    kind: &str,
    name: &str,
    value: &Value,
    place: Option<Place>,
) -> ResourceId {
    let root = source.tree.span(tamis_syntax::NodeId::ROOT);
    let place = place.unwrap_or(Place::new(source.file, root));
    let attributes = match value.as_map() {
        Some(_) => value.clone(),
        None => Value::map(Map::default(), value.origin.clone()),
    };
    cx.graph.add(Resource {
        dialect: DIALECT.id,
        kind: Arc::from(kind),
        address: Arc::from(format!("{}:{name}", source.path)),
        attributes,
        place,
        head: key_line(source, place),
        parent: None,
        also: Vec::new(),
        calls: None,
    })
}

/// The first line of a block.
fn key_line(source: &Source, place: Place) -> Place {
    let text = place.span.of(&source.text);
    let length = text.find('\n').unwrap_or(text.len()) as u32;
    Place::new(place.file, tamis_syntax::Span::new(place.span.start, place.span.start + length))
}

/// Services that extend services, at most.
const MAX_EXTENDS: usize = 8;

fn extend(
    source: &Source,
    service: &Value,
    document: &Value,
    cx: &Context<'_>,
    depth: usize,
) -> Value {
    let Some(extends) = service.get("extends").filter(|_| depth < MAX_EXTENDS) else {
        return service.clone();
    };
    let name = extends.as_str().or_else(|| extends.get("service")?.as_str());
    let Some(name) = name else { return service.clone() };
    let base = match extends.get("file").and_then(Value::as_str) {
        None => document
            .at(&["services", name])
            .map(|base| extend(source, base, document, cx, depth + 1)),
        Some(file) => other_file(source, file, name, cx, depth),
    };
    match base {
        Some(base) => merge(service, &base, name),
        None => service.clone(),
    }
}

fn other_file(
    source: &Source,
    file: &str,
    name: &str,
    cx: &Context<'_>,
    depth: usize,
) -> Option<Value> {
    let path = crate::paths::join(source.folder(), file)?;
    let other = cx.files.source(&path)?;
    let document = documents(&other, Schema::V12).into_iter().next()?.value;
    let base = document.at(&["services", name])?.clone();
    Some(extend(&other, &base, &document, cx, depth + 1))
}

/// `own` over `base`: maps are joined, lists put together, the rest is the own.
fn merge(own: &Value, base: &Value, name: &str) -> Value {
    let (Some(mine), Some(theirs)) = (own.as_map(), base.as_map()) else { return own.clone() };
    let mut map = mine.clone();
    for (key, entry) in theirs {
        let inherited =
            || Attribute { value: entry.value.via(How::Merged, name, None), place: None };
        match map.get_mut(key) {
            None => {
                map.insert(key.clone(), inherited());
            }
            Some(known) => match (&known.value.kind, &entry.value.kind) {
                (Kind::List(a), Kind::List(b)) => {
                    let items = b.iter().chain(a.iter()).cloned().collect();
                    known.value = Value::list(items, known.value.origin.clone());
                }
                (Kind::Map(_), Kind::Map(_)) => {
                    known.value = merge(&known.value, &entry.value, name)
                }
                _ => {}
            },
        }
    }
    Value::map(map, own.origin.clone())
}

/// All texts with variables put in. Recursion is bounded by the depth of trees, its cost by the budget.
fn fill(value: &Value, scope: &Scope, cx: &mut Context<'_>) -> Value {
    if !cx.budget.take(1) {
        return value.clone();
    }
    match &value.kind {
        Kind::String(text) if text.contains('$') => scope.fill(text, value.origin.clone()),
        Kind::List(items) => {
            let items = items.iter().map(|item| fill(item, scope, cx)).collect();
            Value::list(items, value.origin.clone())
        }
        Kind::Map(map) => {
            let entries = map.iter().map(|(key, entry)| {
                let value = fill(&entry.value, scope, cx);
                (key.clone(), Attribute { value, place: entry.place })
            });
            Value::map(entries.collect(), value.origin.clone())
        }
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::DIALECT;
    use crate::query::show;
    use crate::testing::graph;

    #[test]
    fn services_extend_and_take_variables() {
        let compose = "services:\n  a:\n    extends: {file: base.yml, service: x}\n    image: 'web:${TAG:-1}'\n    \
            cap_add: [A]\n  b:\n    extends: a\n    ports: ['${PORT}:80']\n    depends_on: [a]\n";
        let base = "services:\n  x: {image: old, privileged: true, cap_add: [B]}\n";
        let graph = graph(&DIALECT, &[("compose.yaml", compose), ("base.yml", base)]);
        let part = |at: usize, key: &str| show(graph.resources[at].attributes.get(key).unwrap());
        assert_eq!(part(0, "image"), "web:1");
        assert_eq!(part(0, "cap_add"), "[B, A]");
        assert_eq!(part(1, "privileged"), "true");
        assert_eq!(part(1, "ports"), "[${variable 'PORT'}:80]");
        assert_eq!(graph.references.len(), 1);
    }
}
