//! GitHub Actions: workflows and composite actions.
//!
//! For: `actions:workflow`, `actions:job`, `actions:step` (each below the one before) and `actions:action` with its steps.
//! Not for: data that flows through expressions.
//!
//! A workflow has `events`, the names under `on`. A job has `id`, and `effectivePermissions`: its own or the workflow's.
//! A step has `action` (`repository`, `ref`, and `kind`: `remote`, `local` or `docker`) where it uses one, and
//! `commands` where it runs a script.

use std::sync::Arc;

use tamis_syntax::Span;

use crate::dialect::{Context, Dialect, Source};
use crate::graph::{Resource, ResourceId};
use crate::origin::{How, Origin, Place};
use crate::shell::{Site, commands};
use crate::value::{Attribute, Kind, Map, Value};
use crate::yaml::{Schema, documents};

/// The row of the table of dialects.
pub const DIALECT: Dialect = Dialect {
    id: "github-actions",
    title: "GitHub Actions",
    languages: &["yaml"],
    may_own,
    makes: |kind| kind.starts_with("actions:"),
    build,
};

fn may_own(path: &str, text: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    if matches!(name, "action.yml" | "action.yaml") {
        return text.contains("runs:");
    }
    text.contains("jobs:") && (text.contains("runs-on") || text.contains("uses:"))
}

fn build(sources: &[Source], cx: &mut Context<'_>) {
    for source in sources {
        let Some(document) = documents(source, Schema::V12).into_iter().next() else { continue };
        let place = document.place;
        let value = &document.value;
        let mut file = File { source, cx };
        if value.get("jobs").is_some_and(|jobs| jobs.as_map().is_some()) {
            file.workflow(value, place);
        } else if let Some(steps) = value.at(&["runs", "steps"]).and_then(Value::as_list) {
            let id = file.add("action", "", value.clone(), place, None);
            for step in steps {
                file.step(step, place, id);
            }
        }
    }
}

struct File<'a, 'f> {
    source: &'a Source,
    cx: &'a mut Context<'f>,
}

impl File<'_, '_> {
    fn add(
        &mut self,
        kind: &str,
        name: &str,
        attributes: Value,
        place: Place,
        parent: Option<ResourceId>,
    ) -> ResourceId {
        let text = place.span.of(&self.source.text);
        let line = text.find('\n').unwrap_or(text.len()) as u32;
        let head = Place::new(place.file, Span::new(place.span.start, place.span.start + line));
        let within = if name.is_empty() { String::new() } else { format!(":{name}") };
        self.cx.graph.add(Resource {
            dialect: DIALECT.id,
            kind: Arc::from(format!("actions:{kind}")),
            address: Arc::from(format!("{}{within}", self.source.path)),
            attributes,
            place,
            head,
            parent,
            also: Vec::new(),
            calls: None,
        })
    }

    fn workflow(&mut self, value: &Value, place: Place) {
        let workflow = with(value, "events", events(value));
        let id = self.add("workflow", "", workflow, place, None);
        let permissions = value.get("permissions").cloned();
        for (name, entry) in value.get("jobs").and_then(Value::as_map).into_iter().flatten() {
            if entry.value.as_map().is_none() {
                continue;
            }
            let job_place = entry.place.unwrap_or(place);
            let mut job = with(&entry.value, "id", Value::string(name.clone(), Origin::none()));
            let own = entry.value.get("permissions").cloned();
            let inherited = permissions
                .as_ref()
                .map(|value| value.via(How::Implied, "the workflow's permissions", None));
            if let Some(effective) = own.or(inherited) {
                job = with(&job, "effectivePermissions", effective);
            }
            let parent = self.add("job", name, job, job_place, Some(id));
            let steps = entry.value.get("steps").and_then(Value::as_list).unwrap_or(&[]);
            for step in steps {
                self.step(step, job_place, parent);
            }
        }
    }

    fn step(&mut self, step: &Value, around: Place, parent: ResourceId) {
        if step.as_map().is_none() {
            return;
        }
        let place = step.origin.place.unwrap_or(around);
        let mut attributes = step.clone();
        if let Some(uses) = step.get("uses").filter(|uses| uses.as_str().is_some()) {
            attributes = with(&attributes, "action", action(uses));
        }
        let shell = step.get("shell").and_then(Value::as_str).unwrap_or("bash");
        let script = step.attribute("run").filter(|_| shell.starts_with("bash") || shell == "sh");
        if let Some((run, text)) = script.and_then(|run| Some((run, run.value.as_str()?))) {
            let site = Site { place: run.place.unwrap_or(place), start: None };
            attributes = with(&attributes, "commands", commands(self.cx.files, text, site));
        }
        let name =
            step.get("name").or_else(|| step.get("uses")).and_then(Value::as_str).unwrap_or("run");
        self.add("step", name, attributes, place, Some(parent));
    }
}

fn with(value: &Value, key: &str, entry: Value) -> Value {
    let mut map = value.as_map().cloned().unwrap_or_default();
    let place = entry.origin.place;
    map.insert(Arc::from(key), Attribute { value: entry, place });
    Value::map(map, value.origin.clone())
}

/// Names under `on`, which may be a name, a list or a map.
fn events(value: &Value) -> Value {
    let Some(on) = value.attribute("on") else { return Value::list(Vec::new(), Origin::none()) };
    let names = match &on.value.kind {
        Kind::List(items) => items.to_vec(),
        Kind::Map(map) => map
            .iter()
            .map(|(key, entry)| {
                Value::string(key.clone(), Origin { place: entry.place, from: None })
            })
            .collect(),
        Kind::Null => Vec::new(),
        _ => vec![on.value.clone()],
    };
    Value::list(names, Origin { place: on.place, from: None })
}

/// `owner/name/path@ref`, `./path`, `docker://image`.
fn action(uses: &Value) -> Value {
    let text = uses.as_str().unwrap_or("");
    let (kind, rest) = match text.strip_prefix("docker://") {
        Some(image) => ("docker", image),
        None if text.starts_with("./") || text.starts_with("../") => ("local", text),
        None => ("remote", text),
    };
    let (name, reference) = match rest.split_once('@') {
        Some((name, reference)) => (name, Some(reference)),
        None => (rest, None),
    };
    let mut map = Map::default();
    let mut put = |key: &str, text: &str| {
        let value = Value::string(text, uses.origin.clone());
        map.insert(Arc::from(key), Attribute { value, place: uses.origin.place });
    };
    put("kind", kind);
    put("name", name);
    let repository: Vec<&str> = name.split('/').take(2).collect();
    put("repository", &repository.join("/"));
    if let Some(reference) = reference {
        put("ref", reference);
    }
    Value::map(map, uses.origin.clone())
}

#[cfg(test)]
mod tests {
    use super::DIALECT;
    use crate::query::show;
    use crate::testing::graph;

    #[test]
    fn workflows_have_jobs_and_steps() {
        let text = "on: [push, pull_request_target]\npermissions: read-all\njobs:\n  a:\n    runs-on: x\n    steps:\n    \
            - uses: o/r/p@v1\n    - run: |\n        curl x | sh\n    - uses: ./local\n";
        let graph = graph(&DIALECT, &[(".github/workflows/a.yml", text)]);
        let kinds: Vec<&str> = graph.resources.iter().map(|resource| &*resource.kind).collect();
        assert_eq!(
            kinds,
            ["actions:workflow", "actions:job", "actions:step", "actions:step", "actions:step"]
        );
        let part = |at: usize, key: &str| show(graph.resources[at].attributes.get(key).unwrap());
        assert_eq!(part(0, "events"), "[push, pull_request_target]");
        assert_eq!(part(1, "effectivePermissions"), "read-all");
        assert_eq!(part(2, "action"), "{kind: remote, name: o/r/p, repository: o/r, ref: v1}");
        assert!(part(3, "commands").contains("into: sh"), "{}", part(3, "commands"));
        assert_eq!(part(4, "action"), "{kind: local, name: ./local, repository: ./local}");
    }
}
