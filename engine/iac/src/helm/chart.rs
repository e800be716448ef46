//! A chart on disk: what it is called, its values, its templates, its subcharts.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use tamis_finding::NoticeKind;
use tamis_syntax::Span;

use super::files::list;
use super::value::{Entries, Go, GoMap, MAX_DEPTH};
use crate::dialect::{Context, Source};
use crate::paths::join;
use crate::yaml::{Schema, documents};

/// A chart.
#[derive(Debug)]
pub(super) struct Chart {
    /// Its name, or the alias its parent gives it.
    pub(super) name: Rc<str>,
    pub(super) folder: String,
    /// `.Chart`.
    pub(super) about: Entries,
    pub(super) is_library: bool,
    /// Paths below `templates`.
    pub(super) templates: Vec<String>,
    pub(super) subcharts: Vec<Chart>,
    values: Go,
    /// As its parent asks for it.
    wish: Wish,
}

/// What a parent says of a dependency.
#[derive(Debug, Clone, Default)]
struct Wish {
    condition: String,
    tags: Vec<String>,
    imports: Vec<Go>,
}

/// Reads charts.
pub(super) struct Loader<'a, 'f> {
    pub(super) cx: &'a mut Context<'f>,
    /// Where the paths of templates go.
    pub(super) parts: &'a mut FxHashSet<Arc<str>>,
}

/// Charts in charts at most.
const MAX_CHARTS: usize = 8;

impl Loader<'_, '_> {
    /// The chart in a folder.
    pub(super) fn load(&mut self, folder: &str, depth: usize) -> Option<Chart> {
        let source = self.cx.files.source(&path(folder, "Chart.yaml"))?;
        let meta = yaml(&source)?;
        let Go::Map(meta) = meta else { return None };
        let name = meta.borrow().get("name").map(Go::text).filter(|name| !name.is_empty())?;
        let values = self
            .cx
            .files
            .source(&path(folder, "values.yaml"))
            .and_then(|source| yaml(&source))
            .filter(|values| matches!(values, Go::Map(_)))
            .unwrap_or_else(|| Go::map(Entries::default()));
        let mut templates = Vec::new();
        list(self.cx.files, &path(folder, "templates"), "", 0, &mut templates);
        for template in &templates {
            self.parts.insert(Arc::from(path(folder, &format!("templates/{template}"))));
        }
        templates.retain(|path| !path.ends_with("NOTES.txt"));
        let mut chart = Chart {
            name: Rc::from(name),
            folder: folder.to_owned(),
            is_library: meta.borrow().get("type").map(Go::text).as_deref() == Some("library"),
            about: about(&meta.borrow()),
            templates,
            subcharts: Vec::new(),
            values,
            wish: Wish::default(),
        };
        if depth < MAX_CHARTS {
            chart.subcharts = self.subcharts(folder, &meta.borrow(), &source, depth);
        }
        Some(chart)
    }

    fn subcharts(
        &mut self,
        folder: &str,
        meta: &Entries,
        source: &Source,
        depth: usize,
    ) -> Vec<Chart> {
        let below = path(folder, "charts");
        let names = self.cx.files.list(&below);
        let mut vendored: Vec<Chart> = names
            .iter()
            .filter_map(|name| name.strip_suffix('/'))
            .filter_map(|name| self.load(&path(&below, name), depth + 1))
            .collect();
        for name in names.iter().filter(|name| name.ends_with(".tgz")) {
            match self.packed(&path(&below, name), depth + 1) {
                // A chart that lies there unpacked as well is there once.
                Some(chart) => {
                    if !vendored.iter().any(|known| known.name == chart.name) {
                        vendored.push(chart);
                    }
                }
                None => {
                    let message =
                        format!("archive 'charts/{name}' holds no chart that can be read");
                    let place = Some((source, Span::new(0, 0)));
                    self.cx.notice(NoticeKind::Unreadable, place, message);
                }
            }
        }
        let mut out = Vec::new();
        let wanted = match meta.get("dependencies") {
            Some(Go::List(list)) => list.clone(),
            _ => Rc::default(),
        };
        for dependency in wanted.iter() {
            let text = |key: &str| match dependency {
                Go::Map(map) => map.borrow().get(key).map(Go::text).unwrap_or_default(),
                _ => String::new(),
            };
            let (name, alias) = (text("name"), text("alias"));
            let found = match vendored.iter().position(|chart| *chart.name == *name) {
                Some(at) => {
                    let folder = vendored[at].folder.clone();
                    // One chart may be wanted twice, under two names.
                    if alias.is_empty() {
                        Some(vendored.remove(at))
                    } else {
                        self.load(&folder, depth + 1)
                    }
                }
                None => text("repository")
                    .strip_prefix("file://")
                    .and_then(|local| join(folder, local))
                    .and_then(|local| self.load(&local, depth + 1)),
            };
            let Some(mut chart) = found else {
                let message = format!("chart '{name}', which this one depends on, is not on disk");
                let place = Some((source, Span::new(0, 0)));
                self.cx.notice(NoticeKind::Unreadable, place, message);
                continue;
            };
            if !alias.is_empty() {
                chart.name = Rc::from(alias);
                chart.about.insert(Rc::from("Name"), Go::Str(chart.name.clone()));
            }
            chart.wish = wish(dependency);
            out.push(chart);
        }
        // What lies there and is not spoken of is a part as well, but for what was wanted under another name.
        let spoken: Vec<String> = out.iter().map(|chart| chart.folder.clone()).collect();
        vendored.retain(|chart| !spoken.contains(&chart.folder));
        out.extend(vendored);
        out
    }
}

impl Loader<'_, '_> {
    /// The chart in an archive, whose files are seen as those of a folder.
    fn packed(&mut self, archive: &str, depth: usize) -> Option<Chart> {
        let names = self.cx.files.list(archive);
        let mut folders = names.iter().filter_map(|name| name.strip_suffix('/'));
        folders.find_map(|name| self.load(&path(archive, name), depth))
    }
}

fn wish(dependency: &Go) -> Wish {
    let Go::Map(map) = dependency else { return Wish::default() };
    let items = |key: &str| match map.borrow().get(key) {
        Some(Go::List(items)) => items.as_ref().clone(),
        _ => Vec::new(),
    };
    Wish {
        condition: map.borrow().get("condition").map(Go::text).unwrap_or_default(),
        tags: items("tags").iter().map(Go::text).collect(),
        imports: items("import-values"),
    }
}

/// `.Chart`: the entries of `Chart.yaml` with a capital.
fn about(meta: &Entries) -> Entries {
    let mut out = Entries::default();
    for (key, value) in meta {
        let name = match &**key {
            "apiVersion" => "APIVersion".to_owned(),
            key => {
                let mut chars = key.chars();
                chars
                    .next()
                    .map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
            }
        };
        // All but lists and maps is text there.
        let value = match value {
            Go::Float(_) | Go::Bool(_) if name != "Deprecated" => Go::str(value.text()),
            other => other.clone(),
        };
        out.insert(Rc::from(name), value);
    }
    for key in ["AppVersion", "Version", "Description", "Home", "Icon", "KubeVersion", "Type"] {
        out.entry(Rc::from(key)).or_insert_with(|| Go::str(""));
    }
    out
}

/// The values of files, in order; those that cannot be read are notices about the file `asked`.
pub(super) fn values_of(cx: &mut Context<'_>, paths: &[String], asked: &Source) -> Vec<Go> {
    let mut all = Vec::new();
    for path in paths {
        match cx.files.source(path).and_then(|source| yaml(&source)) {
            Some(values @ Go::Map(_)) => all.push(values),
            _ => {
                let message = format!("values file '{path}' cannot be read");
                let place = Some((asked, Span::new(0, 0)));
                cx.notice(NoticeKind::Unreadable, place, message);
            }
        }
    }
    all
}

fn path(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

fn yaml(source: &Source) -> Option<Go> {
    let document = documents(source, Schema::V11).into_iter().next()?;
    Some(Go::from_value(&document.value))
}

impl Chart {
    /// Its values below `given`, of which the later count, with those of all subcharts; subcharts that are switched off
    /// are dropped.
    pub(super) fn values_with(&mut self, given: &[Go]) -> Go {
        let all = GoMap::default();
        for values in given.iter().rev() {
            if let Go::Map(values) = values {
                coalesce(&all, values, 0);
            }
        }
        self.settle(&all, 0);
        Go::Map(all)
    }

    /// Lays `given` over the chart's own values and those of its subcharts, in place.
    fn settle(&mut self, given: &GoMap, depth: usize) {
        if let Go::Map(own) = &self.values {
            coalesce(given, own, 0);
        }
        let tags = entry(given, "tags");
        self.subcharts.retain(|chart| chart.is_on(given, tags.as_ref()));
        if depth > MAX_CHARTS {
            self.subcharts.clear();
        }
        for chart in &mut self.subcharts {
            let own = match entry(given, &chart.name) {
                Some(Go::Map(own)) => own,
                _ => GoMap::default(),
            };
            if let Some(Go::Map(global)) = entry(given, "global") {
                let below = match entry(&own, "global") {
                    Some(Go::Map(below)) => below,
                    _ => GoMap::default(),
                };
                // The parent's word counts.
                let merged = match Go::Map(global).deep_copy(0) {
                    Go::Map(merged) => merged,
                    _ => GoMap::default(),
                };
                coalesce(&merged, &below, 0);
                own.borrow_mut().insert(Rc::from("global"), Go::Map(merged));
            }
            chart.settle(&own, depth + 1);
            own.borrow_mut()
                .entry(Rc::from("global"))
                .or_insert_with(|| Go::map(Entries::default()));
            chart.import(&own, given);
            given.borrow_mut().insert(chart.name.clone(), Go::Map(own));
        }
        given.borrow_mut().entry(Rc::from("global")).or_insert_with(|| Go::map(Entries::default()));
    }

    /// Whether conditions and tags switch it on.
    fn is_on(&self, values: &GoMap, tags: Option<&Go>) -> bool {
        for path in self.wish.condition.split(',').map(str::trim).filter(|path| !path.is_empty()) {
            if let Some(Go::Bool(on)) = at(values, path) {
                return on;
            }
        }
        let said: Vec<bool> = self
            .wish
            .tags
            .iter()
            .filter_map(|tag| match tags {
                Some(Go::Map(tags)) => match tags.borrow().get(tag.as_str()) {
                    Some(Go::Bool(on)) => Some(*on),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        said.is_empty() || said.contains(&true)
    }

    /// `import-values`: values of the subchart that the parent takes over.
    fn import(&self, own: &GoMap, parent: &GoMap) {
        for import in &self.wish.imports {
            let (from, to) = match import {
                Go::Map(map) => {
                    let text = |key: &str| map.borrow().get(key).map(Go::text).unwrap_or_default();
                    (text("child"), text("parent"))
                }
                other => (format!("exports.{}", other.text()), ".".to_owned()),
            };
            let Some(Go::Map(found)) = at(own, &from) else { continue };
            let mut target = parent.clone();
            for key in to.split('.').filter(|key| !key.is_empty()) {
                let next = match entry(&target, key) {
                    Some(Go::Map(next)) => next,
                    _ => {
                        let next = GoMap::default();
                        target.borrow_mut().insert(Rc::from(key), Go::Map(next.clone()));
                        next
                    }
                };
                target = next;
            }
            coalesce(&target, &found, 0);
        }
    }
}

fn entry(map: &GoMap, key: &str) -> Option<Go> {
    map.borrow().get(key).cloned()
}

/// The value at the end of a path with dots.
fn at(map: &GoMap, path: &str) -> Option<Go> {
    path.split('.').try_fold(Go::Map(map.clone()), |value, key| match value {
        Go::Map(map) => entry(&map, key),
        _ => None,
    })
}

/// Adds what `defaults` has and `values` has not, at every level. A value of nothing takes the default away.
fn coalesce(values: &GoMap, defaults: &GoMap, depth: usize) {
    if depth > MAX_DEPTH || Rc::ptr_eq(values, defaults) {
        return;
    }
    let defaults = defaults.borrow().clone();
    for (key, default) in defaults {
        match (entry(values, &key), &default) {
            (Some(Go::Nil), _) => {
                values.borrow_mut().remove(&key);
            }
            (Some(Go::Map(own)), Go::Map(default)) => coalesce(&own, default, depth + 1),
            (Some(_), _) => {}
            (None, _) => {
                values.borrow_mut().insert(key, default.deep_copy(0));
            }
        }
    }
}
