//! Kustomize: folders with a `kustomization.yaml` to the objects they bring forth.
//!
//! For: resources, bases, components, strategic-merge and JSON 6902 patches, namespace, prefix and suffix of names,
//! labels, annotations, images, replicas, generators, charts of Helm.
//! Not for: fetching anything (what is not on disk is a notice), plugins.
//! Objects that a generator makes bear no hash in their names, nor do the references to them.
//!
//! Values keep the place they are written at, be it the base or the patch, so that findings stand on the line to change.
//! Read [`build`].

mod generate;
mod inflate;
mod names;
mod patch;
mod replace;
mod select;
#[cfg(test)]
mod tests;
mod transform;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_finding::NoticeKind;

use crate::dialect::{Context, Source};
use crate::origin::Place;
use crate::paths::join;
use crate::value::Value;
use crate::yaml::{Schema, documents};

/// An object on its way.
#[derive(Debug, Clone)]
pub(super) struct Object {
    /// What it is now.
    pub(super) value: Value,
    /// Its document.
    pub(super) place: Place,
    /// What was laid over it.
    pub(super) also: Vec<Place>,
    /// Names and namespaces it had before.
    earlier: Vec<(Arc<str>, Arc<str>)>,
}

impl Object {
    fn new(value: Value, place: Place) -> Self {
        Object { value, place, also: Vec::new(), earlier: Vec::new() }
    }

    fn kind(&self) -> &str {
        self.value.get("kind").and_then(Value::as_str).unwrap_or("")
    }

    fn name(&self) -> &str {
        super::name(&self.value)
    }

    /// As written; empty without one.
    fn space(&self) -> &str {
        self.value.at(&["metadata", "namespace"]).and_then(Value::as_str).unwrap_or("")
    }

    /// Remembers what it is called, before that changes.
    fn remember(&mut self) {
        let known = (Arc::from(self.name()), Arc::from(self.space()));
        if !self.earlier.contains(&known) {
            self.earlier.push(known);
        }
    }

    /// Something at `place` changed it.
    fn touched(&mut self, place: Option<Place>) {
        if let Some(place) = place.filter(|place| !self.place.contains(*place))
            && !self.also.contains(&place)
        {
            self.also.push(place);
        }
    }
}

/// What the kustomizations of a project bring forth.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// The objects of each kustomization that no other one uses.
    pub(super) roots: Vec<Vec<Object>>,
    /// Files that are parts of a kustomization, which say nothing by themselves.
    pub(super) parts: FxHashSet<Arc<str>>,
    /// Folders of charts that a kustomization installs.
    pub(super) charts: FxHashSet<String>,
}

/// Whether the file is a kustomization by its name.
pub(super) fn is_kustomization(path: &str) -> bool {
    NAMES.contains(&path.rsplit('/').next().unwrap_or(path))
}

const NAMES: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// Builds every kustomization among `sources` that no other one uses.
pub(super) fn build(sources: &[Source], cx: &mut Context<'_>) -> Built {
    let folders: Vec<String> = sources
        .iter()
        .filter(|source| is_kustomization(&source.path))
        .map(|source| source.folder().to_owned())
        .collect();
    let mut builder = Builder {
        cx,
        built: FxHashMap::default(),
        used: FxHashSet::default(),
        parts: FxHashSet::default(),
        charts: FxHashSet::default(),
        open: Vec::new(),
    };
    for folder in &folders {
        builder.used_by(folder);
    }
    let mut built = Built::default();
    for folder in &folders {
        if !builder.used.contains(folder) {
            built.roots.push(builder.folder(folder));
        }
    }
    built.parts = builder.parts;
    built.charts = builder.charts;
    built
}

/// Kustomizations within kustomizations at most.
const MAX_DEPTH: usize = 32;
/// Objects of one kustomization at most: a chain of folders that each use the one before twice doubles them.
const MAX_OBJECTS: usize = 100_000;

struct Builder<'a, 'f> {
    cx: &'a mut Context<'f>,
    /// By folder.
    built: FxHashMap<String, Vec<Object>>,
    /// Folders another kustomization uses.
    used: FxHashSet<String>,
    parts: FxHashSet<Arc<str>>,
    charts: FxHashSet<String>,
    /// Folders whose building is under way.
    open: Vec<String>,
}

/// A kustomization that is being applied.
struct Kustomization {
    source: Source,
    value: Value,
}

impl Kustomization {
    /// The items of a list under `key`; a single one counts as a list.
    fn list(&self, key: &str) -> Vec<Value> {
        match self.value.get(key) {
            Some(value) if value.is_null() => Vec::new(),
            Some(value) => match value.as_list() {
                Some(list) => list.to_vec(),
                None => vec![value.clone()],
            },
            None => Vec::new(),
        }
    }

    fn texts(&self, key: &str) -> Vec<(Arc<str>, Option<Place>)> {
        let text = |value: &Value| Some((value.to_text()?, value.origin.place));
        self.list(key).iter().filter_map(text).collect()
    }
}

impl Builder<'_, '_> {
    fn say(&mut self, of: &Kustomization, place: Option<Place>, message: String) {
        let span = place.unwrap_or(Place::new(of.source.file, tamis_syntax::Span::new(0, 0))).span;
        self.cx.notice(NoticeKind::Unreadable, Some((&of.source, span)), message);
    }

    fn open(&mut self, folder: &str) -> Option<Kustomization> {
        let source = NAMES.iter().find_map(|name| self.source(&join(folder, name)?))?;
        let value = documents(&source, Schema::V11).into_iter().next()?.value;
        value.as_map()?;
        Some(Kustomization { source, value })
    }

    /// A file as YAML, whatever its name.
    fn source(&self, path: &str) -> Option<Source> {
        self.cx.files.source(path).filter(|it| matches!(it.language.id.0, "yaml" | "json"))
    }

    /// Notes which folders and files the kustomization of a folder uses.
    fn used_by(&mut self, folder: &str) {
        let Some(kustomization) = self.open(folder) else { return };
        self.parts.insert(kustomization.source.path.clone());
        for key in ["resources", "bases", "components", "patchesStrategicMerge"] {
            for (entry, _) in kustomization.texts(key) {
                let Some(path) = join(folder, &entry).filter(|_| !is_remote(&entry)) else {
                    continue;
                };
                if path != folder {
                    self.used.insert(path.clone());
                }
                self.parts.insert(Arc::from(path));
            }
        }
        for key in ["patches", "patchesJson6902", "replacements"] {
            for patch in kustomization.list(key) {
                let path = patch.get("path").and_then(Value::as_str);
                if let Some(path) = path.and_then(|path| join(folder, path)) {
                    self.parts.insert(Arc::from(path));
                }
            }
        }
    }

    /// The objects of a folder.
    fn folder(&mut self, folder: &str) -> Vec<Object> {
        if let Some(known) = self.built.get(folder) {
            return known.clone();
        }
        let Some(kustomization) = self.open(folder) else { return Vec::new() };
        if self.open.iter().any(|open| open == folder) || self.open.len() >= MAX_DEPTH {
            let message = format!("kustomization '{folder}' uses itself, or too many others");
            self.say(&kustomization, None, message);
            return Vec::new();
        }
        self.open.push(folder.to_owned());
        let mut objects = Vec::new();
        self.apply(&kustomization, folder, &mut objects);
        self.open.pop();
        self.built.insert(folder.to_owned(), objects.clone());
        objects
    }

    /// Applies a kustomization, or a component, to the objects before it.
    fn apply(&mut self, of: &Kustomization, folder: &str, objects: &mut Vec<Object>) {
        for key in ["resources", "bases"] {
            for (entry, place) in of.texts(key) {
                let new = self.resource(of, folder, &entry, place);
                objects.extend(new);
            }
        }
        for (entry, place) in of.texts("components") {
            self.component(of, folder, &entry, place, objects);
        }
        if objects.len() > MAX_OBJECTS {
            self.say(of, None, "the kustomization brings forth too many objects".to_owned());
            objects.truncate(MAX_OBJECTS);
        }
        self.generate(of, folder, objects);
        self.inflate(of, folder, objects);
        self.patch_all(of, folder, objects, &["patchesStrategicMerge", "patches"]);
        transform::metadata(of, objects);
        self.patch_all(of, folder, objects, &["patchesJson6902"]);
        transform::counts_and_images(of, objects);
        self.replace(of, folder, objects);
    }

    /// Fields that get values of others.
    fn replace(&mut self, of: &Kustomization, folder: &str, objects: &mut [Object]) {
        for entry in of.list("replacements") {
            let place = entry.origin.place;
            let path = entry.get("path").and_then(Value::as_str);
            let read = path.and_then(|path| self.source(&join(folder, path)?));
            let list = match (path, read) {
                (None, _) => vec![entry.clone()],
                (Some(_), Some(source)) => {
                    let documents = documents(&source, Schema::V11).into_iter();
                    documents
                        .flat_map(|it| match it.value.as_list() {
                            Some(list) => list.to_vec(),
                            None => vec![it.value],
                        })
                        .collect()
                }
                (Some(path), None) => {
                    self.say(of, place, format!("replacement '{path}' is not there"));
                    continue;
                }
            };
            for one in list {
                if let Some(why) = replace::replacement(&one, place, objects) {
                    self.say(of, place, why);
                }
            }
        }
        for entry in of.list("vars") {
            let place = entry.origin.place;
            if let Some(why) = replace::variable(&entry, place, objects) {
                self.say(of, place, why);
            }
        }
    }

    /// The objects of an entry of `resources`: a file's or a folder's.
    fn resource(
        &mut self,
        of: &Kustomization,
        folder: &str,
        entry: &str,
        place: Option<Place>,
    ) -> Vec<Object> {
        if is_remote(entry) {
            let message = format!("resource '{entry}' is elsewhere and was not read");
            self.say(of, place, message);
            return Vec::new();
        }
        let Some(path) = join(folder, entry) else { return Vec::new() };
        if let Some(source) = self.source(&path) {
            self.parts.insert(source.path.clone());
            return objects_of(&source);
        }
        if self.open(&path).is_none() {
            let message = format!("resource '{entry}' is not there, or no manifest");
            self.say(of, place, message);
            return Vec::new();
        }
        self.folder(&path)
    }

    fn component(
        &mut self,
        of: &Kustomization,
        folder: &str,
        entry: &str,
        place: Option<Place>,
        objects: &mut Vec<Object>,
    ) {
        let path = join(folder, entry).filter(|_| !is_remote(entry));
        let opened = path.and_then(|path| Some((self.open(&path)?, path)));
        let Some((component, path)) = opened else {
            self.say(of, place, format!("component '{entry}' is not there"));
            return;
        };
        if self.open.contains(&path) || self.open.len() >= MAX_DEPTH {
            self.say(of, place, format!("component '{entry}' uses itself, or too many others"));
            return;
        }
        self.open.push(path.clone());
        self.apply(&component, &path, objects);
        self.open.pop();
    }
}

/// Whether a resource is an address and no path.
fn is_remote(entry: &str) -> bool {
    entry.contains("://")
        || entry.starts_with("git@")
        || entry.starts_with("github.com/")
        || entry.contains("?ref=")
}

/// The objects of a file, lists laid out.
fn objects_of(source: &Source) -> Vec<Object> {
    let mut out = Vec::new();
    for document in documents(source, Schema::V11) {
        flatten(document.value, document.place, 0, &mut out);
    }
    out
}

fn flatten(value: Value, place: Place, depth: usize, out: &mut Vec<Object>) {
    let Some(kind) = value.get("kind").and_then(Value::as_str) else { return };
    match value.get("items").and_then(Value::as_list).filter(|_| kind.ends_with("List")) {
        Some(items) if depth < super::MAX_LISTS => {
            for item in items {
                let place = item.origin.place.unwrap_or(place);
                flatten(item.clone(), place, depth + 1, out);
            }
        }
        _ => out.push(Object::new(value, place)),
    }
}
