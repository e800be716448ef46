//! Kubernetes manifests.
//!
//! For: every object of every document, whatever its kind; the pods it makes, as resources `k8s:Pod`; their containers
//! as `k8s:Container`; and who speaks of whom by name, namespace and labels (`references.rs`).
//! Kustomizations (`kustomize/`) and charts (`helm`) bring forth objects, and files that are parts of one are seen through it only.
//!
//! An object is a resource of type `k8s:<kind>`. A pod template is a resource `k8s:Pod` with `metadata` and `spec`
//! wherever it sits; its parent is the object around it. A container of any of the three lists is a resource
//! `k8s:Container` below its pod, with attributes more than written: `containerType` (`main`, `init`, `ephemeral`),
//! `effective`, its security context with what it inherits from the pod, `program`, the first word of its command without
//! its folder, and `flags`, the options of the form `--name=value` as a map.

mod kustomize;
mod references;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use tamis_syntax::Span;

use crate::dialect::{Context, Dialect, Source};
use crate::edit::put;
use crate::graph::{Resource, ResourceGraph, ResourceId};
use crate::helm;
use crate::origin::{How, Origin, Place};
use crate::value::{Attribute, Map, Reason, Value};
use crate::yaml::{Schema, documents};

/// The row of the table of dialects.
pub const DIALECT: Dialect = Dialect {
    id: "kubernetes",
    title: "Kubernetes",
    languages: &["yaml", "json"],
    may_own,
    makes: |kind| kind.starts_with("k8s:"),
    build,
};

fn may_own(path: &str, text: &str) -> bool {
    kustomize::is_kustomization(path)
        || helm::is_of_chart(path, text)
        || (text.contains("apiVersion") && text.contains("kind"))
}

fn build(sources: &[Source], cx: &mut Context<'_>) {
    let built = kustomize::build(sources, cx);
    let charts = helm::build(sources, &built.charts, cx);
    let mut scopes = Scopes::default();
    let is_part = |path: &Arc<str>| built.parts.contains(path) || charts.parts.contains(path);
    for source in sources.iter().filter(|source| !is_part(&source.path)) {
        for document in documents(source, Schema::V11) {
            object(cx, &document.value, At { place: document.place, also: &[], of: None }, 0);
        }
    }
    scopes.end(&cx.graph);
    for root in &built.roots {
        for made in root {
            object(cx, &made.value, At { place: made.place, also: &made.also, of: None }, 0);
        }
        scopes.end(&cx.graph);
    }
    for chart in &charts.charts {
        for document in chart {
            let value = in_some_namespace(&document.value);
            object(cx, &value, At { place: document.place, also: &[], of: None }, 0);
        }
        scopes.end(&cx.graph);
    }
    references::link(&mut cx.graph, sources, &scopes);
}

/// An object of a chart goes where the chart is installed, unless it says where.
fn in_some_namespace(value: &Value) -> Value {
    let mut value = value.clone();
    let own = value.at(&["metadata", "namespace"]);
    if own.is_some_and(|own| own.as_str() != Some(helm::NAMESPACE)) {
        return value;
    }
    let place = value.attribute("metadata").and_then(|metadata| metadata.place);
    if value.get("metadata").is_some_and(|metadata| metadata.as_map().is_some()) {
        let origin = Origin { place, from: None };
        let space = Value::unknown(Reason::NoValue, "the release's namespace", origin);
        put(&mut value, &["metadata", "namespace"], space, place);
    }
    value
}

/// Which resources were brought forth together: those speak of each other, and of no others.
#[derive(Debug, Default)]
struct Scopes {
    /// Resources before the end of each, in order.
    ends: Vec<usize>,
}

impl Scopes {
    /// All resources since the last end belong together.
    fn end(&mut self, graph: &ResourceGraph) {
        self.ends.push(graph.resources.len());
    }

    fn of(&self, id: ResourceId) -> usize {
        self.ends.partition_point(|end| *end <= id.0 as usize)
    }
}

/// Where an object is written.
#[derive(Debug, Clone, Copy)]
struct At<'p> {
    /// Its document.
    place: Place,
    /// What was laid over it.
    also: &'p [Place],
    /// The resource of another dialect that makes it.
    of: Option<&'p Resource>,
}

/// Adds the object that a resource of another dialect makes.
pub(crate) fn of_resource(cx: &mut Context<'_>, value: &Value, resource: &Resource) {
    let at = At { place: resource.place, also: &[], of: Some(resource) };
    object(cx, value, at, 0);
}

/// Adds the references between all objects of a graph.
pub(crate) fn link(graph: &mut ResourceGraph, sources: &[Source]) {
    references::link(graph, sources, &Scopes::default());
}

/// Lists in lists at most.
const MAX_LISTS: usize = 8;

/// Adds an object, or the objects of a list of them.
fn object(cx: &mut Context<'_>, value: &Value, at: At<'_>, depth: usize) {
    let place = at.place;
    let Some(kind) = value.get("kind").and_then(Value::as_str) else { return };
    if value.get("apiVersion").and_then(Value::as_str).is_none() || kind.is_empty() {
        return;
    }
    if let Some(items) =
        value.get("items").and_then(Value::as_list).filter(|_| kind.ends_with("List"))
    {
        if depth < MAX_LISTS {
            for item in items {
                let place = item.origin.place.unwrap_or(place);
                object(cx, item, At { place, ..at }, depth + 1);
            }
        }
        return;
    }
    let own_head = value.attribute("kind").and_then(|kind| kind.place).unwrap_or(place);
    let head = at.of.map_or(own_head, |resource| resource.head);
    let address = match at.of {
        Some(resource) => resource.address.clone(),
        None => Arc::from(format!("{}/{kind}/{}", namespace(value), name(value))),
    };
    let add = |cx: &mut Context<'_>, kind: String, attributes: Value, parent| {
        cx.graph.add(Resource {
            dialect: DIALECT.id,
            kind: Arc::from(kind),
            address: address.clone(),
            attributes,
            place,
            head,
            parent,
            also: at.also.to_vec(),
            calls: at.of.and_then(|resource| resource.calls.clone()),
        })
    };
    let id = add(cx, format!("k8s:{kind}"), value.clone(), None);
    if kind == "Pod" {
        containers(cx, id, value, at, &address);
        return;
    }
    for template in templates(value) {
        let pod = add(cx, "k8s:Pod".to_owned(), template.clone(), Some(id));
        containers(cx, pod, &template, at, &address);
    }
}

/// Where kinds hold a pod template; a template is what has containers in its `spec`.
const TEMPLATES: [&[&str]; 4] = [
    &["spec", "template"],
    &["spec", "jobTemplate", "spec", "template"],
    &["template"],
    &["spec", "workload", "spec", "template"],
];

fn templates(object: &Value) -> Vec<Value> {
    let found = TEMPLATES.iter().filter_map(|path| object.at(path)).filter(|template| {
        LISTS.iter().any(|(list, _)| {
            template.at(&["spec", list]).is_some_and(|list| list.as_list().is_some())
        })
    });
    found.map(|template| with_namespace(template, object)).collect()
}

/// A template in the namespace of the object around it.
fn with_namespace(template: &Value, object: &Value) -> Value {
    let Some(namespace) = object.at(&["metadata", "namespace"]) else { return template.clone() };
    let mut metadata =
        template.get("metadata").and_then(Value::as_map).cloned().unwrap_or_default();
    let origin = template.get("metadata").map(|value| value.origin.clone()).unwrap_or_default();
    if metadata.contains_key("namespace") {
        return template.clone();
    }
    let value = namespace.via(How::Implied, "metadata.namespace", None);
    metadata.insert(Arc::from("namespace"), Attribute { value, place: None });
    let mut map = template.as_map().cloned().unwrap_or_default();
    let place = map.get("metadata").and_then(|attribute| attribute.place);
    map.insert(Arc::from("metadata"), Attribute { value: Value::map(metadata, origin), place });
    Value::map(map, template.origin.clone())
}

const LISTS: [(&str, &str); 3] =
    [("containers", "main"), ("initContainers", "init"), ("ephemeralContainers", "ephemeral")];

fn containers(
    cx: &mut Context<'_>,
    pod: ResourceId,
    template: &Value,
    at: At<'_>,
    address: &Arc<str>,
) {
    let context = template.at(&["spec", "securityContext"]).cloned();
    for (list, kind) in LISTS {
        let items = template.at(&["spec", list]).and_then(Value::as_list).unwrap_or(&[]);
        for container in items {
            let Some(map) = container.as_map() else { continue };
            let place = container.origin.place.unwrap_or(at.place);
            let name = container.get("name").and_then(Value::as_str).unwrap_or("");
            let mut map = map.clone();
            let mut put = |key: &str, value: Value| {
                map.insert(Arc::from(key), Attribute { value, place: None });
            };
            put("containerType", Value::string(kind, Origin::none()));
            put("effective", effective(container, context.as_ref()));
            put("program", program(container));
            put("flags", flags(container));
            cx.graph.add(Resource {
                dialect: DIALECT.id,
                kind: Arc::from("k8s:Container"),
                address: Arc::from(format!("{address}/{name}")),
                attributes: Value::map(map, container.origin.clone()),
                place,
                head: first_line(container, place),
                parent: Some(pod),
                also: at.also.to_vec(),
                calls: at.of.and_then(|resource| resource.calls.clone()),
            });
        }
    }
}

/// The first entry of a map.
fn first_line(value: &Value, place: Place) -> Place {
    let first = value.as_map().and_then(|map| map.values().filter_map(|entry| entry.place).min());
    match first.filter(|first| place.contains(*first)) {
        Some(first) => first,
        None => Place::new(place.file, Span::new(place.span.start, place.span.start)),
    }
}

/// Fields of a security context that a container takes from its pod.
const INHERITED: [&str; 7] = [
    "runAsNonRoot",
    "runAsUser",
    "runAsGroup",
    "seLinuxOptions",
    "seccompProfile",
    "appArmorProfile",
    "windowsOptions",
];

fn effective(container: &Value, pod: Option<&Value>) -> Value {
    let own = container.get("securityContext");
    let mut map: Map = own.and_then(Value::as_map).cloned().unwrap_or_default();
    for name in INHERITED {
        let Some(inherited) = pod.and_then(|pod| pod.get(name)).filter(|value| !value.is_null())
        else {
            continue;
        };
        if map.get(name).is_none_or(|own| own.value.is_null()) {
            let value = inherited.via(How::Implied, "the pod's security context", None);
            map.insert(Arc::from(name), Attribute { value, place: None });
        }
    }
    Value::map(map, own.map(|own| own.origin.clone()).unwrap_or_default())
}

/// The words of command and arguments.
fn words(container: &Value) -> impl Iterator<Item = &Value> {
    let list = |key: &str| container.get(key).and_then(Value::as_list).unwrap_or(&[]);
    list("command").iter().chain(list("args"))
}

fn program(container: &Value) -> Value {
    let first = words(container).next().filter(|word| {
        // Options alone say nothing of the program, which is the image's.
        word.as_str().is_some_and(|text| !text.starts_with('-'))
    });
    match first.and_then(|word| Some((word, word.as_str()?))) {
        Some((word, text)) => {
            let text = text.split_whitespace().next().unwrap_or("");
            Value::string(text.rsplit('/').next().unwrap_or(text), word.origin.clone())
        }
        None => Value::null(Origin::none()),
    }
}

fn flags(container: &Value) -> Value {
    let mut map = Map::default();
    let mut waiting: Option<Arc<str>> = None;
    for word in words(container) {
        let Some(text) = word.as_str() else { continue };
        let place = word.origin.place;
        let mut put = |name: Arc<str>, value: &str| {
            let value = Value::string(value.trim(), word.origin.clone());
            map.insert(name, Attribute { value, place });
        };
        match text.strip_prefix("--") {
            Some(flag) => match flag.split_once('=') {
                Some((name, value)) => put(Arc::from(name), value),
                None => {
                    put(Arc::from(flag), "true");
                    waiting = Some(Arc::from(flag));
                    continue;
                }
            },
            // `--name value`: the value is a word of its own.
            None => {
                if let Some(name) = waiting.take() {
                    put(name, text);
                }
            }
        }
        waiting = None;
    }
    Value::map(map, Origin::none())
}

fn name(object: &Value) -> &str {
    let text = |key: &str| object.at(&["metadata", key]).and_then(Value::as_str);
    text("name").or_else(|| text("generateName")).unwrap_or("")
}

/// The namespace; what is written without one goes to `default`.
fn namespace(object: &Value) -> &str {
    object.at(&["metadata", "namespace"]).and_then(Value::as_str).unwrap_or("default")
}
