//! Helm charts: templates and values to manifests.
//!
//! For: rendering a chart as `helm template` does, with its default values and those of `--values`, subcharts included.
//! Not for: downloading dependencies, asking a cluster (`lookup` finds nothing), post-renderers.
//!
//! Every byte of a manifest knows the template text or the action it came from (`exec.rs`), so findings stand on the
//! template's line. What cannot be rendered leaves a hole that reads as a value that is not known. Read [`build`].

mod chart;
mod emit;
mod exec;
mod files;
mod functions;
mod parse;
#[cfg(test)]
mod tests;
mod value;

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use tamis_finding::NoticeKind;

use self::chart::{Chart, Loader};
use self::exec::{Executor, Output, Template, Templates};
use self::files::Folder;
use self::value::{Entries, Go, HOLE};
use crate::dialect::{Context, Source};
use crate::edit::{list_mut, map_mut};
use crate::origin::Place;
use crate::pieces::Places;
use crate::value::{Kind, Part, Reason, Unknown, Value};
use crate::yaml::{Document, Schema, Text, documents_of};

/// What the charts of a project bring forth.
#[derive(Debug, Default)]
pub(crate) struct Built {
    /// The documents of each chart.
    pub(crate) charts: Vec<Vec<Document>>,
    /// Templates: they are no manifests by themselves.
    pub(crate) parts: FxHashSet<Arc<str>>,
}

/// Whether the file belongs to a chart, by its path and text.
pub(crate) fn is_of_chart(path: &str, text: &str) -> bool {
    path == CHART || path.ends_with("/Chart.yaml") || is_template(path, text)
}

/// Whether the file is a template of a chart, which is no YAML before it is rendered.
pub fn is_template(path: &str, text: &str) -> bool {
    (path.starts_with("templates/") || path.contains("/templates/")) && text.contains("{{")
}

const CHART: &str = "Chart.yaml";

/// The namespace charts are told they are installed in.
pub(crate) const NAMESPACE: &str = "default";

/// How a chart is installed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Install {
    /// The release's name and namespace.
    pub(crate) release: String,
    pub(crate) namespace: String,
    /// Values over the chart's own; the later count.
    pub(crate) values: Vec<Given>,
    /// Whether the definitions in its folder `crds` are brought forth as well.
    pub(crate) crds: bool,
}

/// Values, by the path of their file or as they stand in another file.
#[derive(Debug, Clone)]
pub(crate) enum Given {
    File(String),
    Inline(Value),
}

/// Renders every chart among `sources` that is no part of another, and not in a folder of `used`.
pub(crate) fn build(sources: &[Source], used: &FxHashSet<String>, cx: &mut Context<'_>) -> Built {
    let mut built = Built::default();
    for (chart, source) in charts(sources, cx, &mut built.parts) {
        if used.contains(source.folder()) {
            continue;
        }
        let values = chart::values_of(cx, &cx.settings.values_files, source);
        let rendered = render(chart, &values, &release("release-name", NAMESPACE), cx);
        built.charts.push(documents_in(rendered, cx));
    }
    built
}

/// The documents of the chart in a folder, installed as `install` says, which stands in the file `asked`; the paths of
/// its templates go to `parts`. `None` where there is no chart.
pub(crate) fn inflate(
    folder: &str,
    install: &Install,
    asked: &Source,
    cx: &mut Context<'_>,
    parts: &mut FxHashSet<Arc<str>>,
) -> Option<Vec<Document>> {
    let chart = Loader { cx: &mut *cx, parts: &mut *parts }.load(folder, 0)?;
    let mut documents = Vec::new();
    if install.crds {
        let below = crate::paths::join(folder, "crds")?;
        for name in cx.files.list(&below) {
            let source = cx.files.source(&format!("{below}/{name}"));
            if let Some(source) = source.filter(|it| it.language.id.0 == "yaml") {
                parts.insert(source.path.clone());
                documents.extend(crate::yaml::documents(&source, Schema::V11));
            }
        }
    }
    let mut values = Vec::new();
    for given in &install.values {
        match given {
            Given::File(path) => {
                values.extend(chart::values_of(cx, std::slice::from_ref(path), asked));
            }
            Given::Inline(value) => values.push(Go::from_value(value)),
        }
    }
    let release = release(&install.release, &install.namespace);
    let rendered = render(chart, &values, &release, cx);
    documents.extend(documents_in(rendered, cx));
    Some(documents)
}

/// The documents of rendered files; what was not rendered is a notice.
fn documents_in(files: Vec<Rendered>, cx: &mut Context<'_>) -> Vec<Document> {
    let mut documents = Vec::new();
    for file in files {
        if let Some((place, why)) = file.problems.first() {
            let more = match file.problems.len() {
                1 => String::new(),
                count => format!(", and {} more", count - 1),
            };
            let message = format!("a part of this template is not rendered: {why}{more}");
            let place = Some((&file.source, place.span));
            cx.notice(NoticeKind::Unreadable, place, message);
        }
        documents.extend(read(&file.output, cx));
    }
    documents
}

/// The manifests of all charts as text: names of templates, as Helm has them, and what they give.
pub fn manifests(sources: &[Source], cx: &mut Context<'_>) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (chart, source) in charts(sources, cx, &mut FxHashSet::default()) {
        let values = chart::values_of(cx, &cx.settings.values_files, source);
        let files = render(chart, &values, &release("release-name", NAMESPACE), cx);
        all.extend(files.into_iter().map(|file| (file.name.to_string(), file.output.text)));
    }
    all
}

/// The charts that are no part of another, with their files; the paths of all their templates go to `parts`.
fn charts<'s>(
    sources: &'s [Source],
    cx: &mut Context<'_>,
    parts: &mut FxHashSet<Arc<str>>,
) -> Vec<(Chart, &'s Source)> {
    let own: Vec<&Source> = sources.iter().filter(|source| source.name() == CHART).collect();
    let folders: FxHashSet<&str> = own.iter().map(|source| source.folder()).collect();
    let is_top = |source: &&&Source| {
        parent_of(source.folder()).is_none_or(|parent| !folders.contains(parent))
    };
    let tops: Vec<&Source> = own.iter().filter(is_top).copied().collect();
    let mut loader = Loader { cx, parts };
    let load = |source: &'s Source| Some((loader.load(source.folder(), 0)?, source));
    let mut charts: Vec<(Chart, &Source)> = tops.into_iter().filter_map(load).collect();
    charts.retain(|(chart, _)| !chart.is_library);
    charts
}

/// The chart whose `charts` folder holds this one.
fn parent_of(folder: &str) -> Option<&str> {
    let (above, _) = folder.rsplit_once('/')?;
    if above == "charts" { Some("") } else { above.strip_suffix("/charts") }
}

/// A template file of a chart that is switched on.
struct Job {
    name: Rc<str>,
    /// Where it is read from.
    path: String,
    /// What `.` is but for `.Template`.
    dot: Entries,
    base: Rc<str>,
}

/// A rendered template.
struct Rendered {
    name: Rc<str>,
    source: Source,
    output: Output,
    /// What could not be done, with where.
    problems: Vec<(Place, String)>,
}

fn render(
    mut chart: Chart,
    given: &[Go],
    release: &Entries,
    cx: &mut Context<'_>,
) -> Vec<Rendered> {
    let values = chart.values_with(given);
    let mut jobs = Vec::new();
    collect(&mut chart, &values, release, true, &Rc::from(""), &mut jobs);
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    let depth = |at: &usize| jobs[*at].name.matches('/').count();
    // What is defined twice holds as its last definition: that of the chart nearest to the top.
    order.sort_by(|a, b| (depth(b), &jobs[*b].name).cmp(&(depth(a), &jobs[*a].name)));
    let mut templates = Templates::default();
    let mut found: Vec<(usize, Source)> = Vec::new();
    for at in order {
        let job = &jobs[at];
        let source = cx.files.source(&job.path);
        let Some(text) =
            source.as_ref().map(|it| it.text.clone()).or_else(|| cx.files.read(&job.path))
        else {
            continue;
        };
        let parsed = parse::parse(&text);
        let text: Rc<str> = Rc::from(&*text);
        let file = source.as_ref().map(|source| source.file);
        for (name, nodes) in parsed.defined {
            let template = Template { nodes: Rc::new(nodes), text: text.clone(), file };
            templates.insert(name, template);
        }
        let template = Template { nodes: Rc::new(parsed.nodes), text, file };
        templates.insert(job.name.clone(), template);
        let file_name = job.name.rsplit('/').next().unwrap_or("");
        if let Some(source) = source
            && !file_name.starts_with('_')
        {
            found.push((at, source));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    let mut executor = Executor::new(templates, cx.files);
    let mut rendered = Vec::new();
    for (at, source) in found {
        let job = &jobs[at];
        let mut dot = job.dot.clone();
        let about = [("Name", Go::Str(job.name.clone())), ("BasePath", Go::Str(job.base.clone()))];
        dot.insert(Rc::from("Template"), map(about));
        let output = executor.render(&job.name, &Go::map(dot));
        let problems = std::mem::take(&mut executor.problems);
        rendered.push(Rendered { name: job.name.clone(), source, output, problems });
    }
    rendered
}

/// The documents of a rendered file.
fn read(output: &Output, cx: &Context<'_>) -> Vec<Document> {
    if !output.text.contains("kind") {
        return Vec::new();
    }
    let Some((language, tree)) = cx.files.parse("yaml", &output.text) else { return Vec::new() };
    let text = Text { language, tree: &tree, text: &output.text };
    let mut documents = documents_of(text, Schema::V11, Places::Pieces(&output.pieces));
    if output.text.contains(HOLE) {
        for document in &mut documents {
            holes(&mut document.value, 0);
        }
    }
    documents
}

/// Makes what has a hole in it a value that is not known.
fn holes(value: &mut Value, depth: usize) {
    if depth > value::MAX_DEPTH {
        return;
    }
    if let Some(text) = value.as_str().filter(|text| text.contains(HOLE)) {
        let unknown = || {
            let what = Arc::from("a part of a template that is not rendered");
            Part::Unknown(Arc::new(Unknown { reason: Reason::Unsupported, what, refers: None }))
        };
        let mut parts = Vec::new();
        for (at, part) in text.split(HOLE).enumerate() {
            if at > 0 {
                parts.push(unknown());
            }
            if !part.is_empty() {
                parts.push(Part::Literal(Arc::from(part)));
            }
        }
        *value = match &parts[..] {
            [Part::Unknown(unknown)] => {
                Value::new(Kind::Unknown(unknown.clone()), value.origin.clone())
            }
            _ => Value::template(parts, value.origin.clone()),
        };
        return;
    }
    if value.as_map().is_some() {
        for entry in map_mut(value).into_iter().flat_map(|map| map.values_mut()) {
            holes(&mut entry.value, depth + 1);
        }
    } else if value.as_list().is_some() {
        for item in list_mut(value).into_iter().flatten() {
            holes(item, depth + 1);
        }
    }
}

/// The templates of a chart and of its subcharts that are switched on.
fn collect(
    chart: &mut Chart,
    values: &Go,
    release: &Entries,
    is_root: bool,
    above: &Rc<str>,
    jobs: &mut Vec<Job>,
) {
    let prefix =
        if is_root { chart.name.to_string() } else { format!("{above}/charts/{}", chart.name) };
    let base: Rc<str> = Rc::from(format!("{prefix}/templates"));
    let prefix: Rc<str> = Rc::from(prefix);
    let mut dot = release.clone();
    let mut about = chart.about.clone();
    about.insert(Rc::from("IsRoot"), Go::Bool(is_root));
    dot.insert(Rc::from("Values"), values.clone());
    dot.insert(Rc::from("Chart"), Go::map(about));
    let folder = Folder { root: Rc::from(&*chart.folder), only: None };
    dot.insert(Rc::from("Files"), Go::Files(Rc::new(folder)));
    let mut below = Entries::default();
    let mut subcharts = std::mem::take(&mut chart.subcharts);
    for subchart in &mut subcharts {
        let own = match values {
            Go::Map(map) => map.borrow().get(&subchart.name).cloned(),
            _ => None,
        };
        let own = own.unwrap_or(Go::Nil);
        let first = jobs.len();
        collect(subchart, &own, release, false, &prefix, jobs);
        if let Some(job) = jobs.get(first) {
            below.insert(subchart.name.clone(), Go::map(job.dot.clone()));
        }
    }
    dot.insert(Rc::from("Subcharts"), Go::map(below));
    for template in &chart.templates {
        jobs.push(Job {
            name: Rc::from(format!("{base}/{template}")),
            path: crate::paths::join(&chart.folder, &format!("templates/{template}"))
                .unwrap_or_default(),
            // Library charts only define.
            dot: dot.clone(),
            base: base.clone(),
        });
    }
}

fn map<const N: usize>(entries: [(&str, Go); N]) -> Go {
    Go::map(entries.into_iter().map(|(key, value)| (Rc::from(key), value)).collect())
}

/// What charts are told of the release and the cluster.
fn release(name: &str, namespace: &str) -> Entries {
    let version = "v1.36.0";
    let cluster = map([
        ("Version", Go::str(version)),
        ("GitVersion", Go::str(version)),
        ("Major", Go::str("1")),
        ("Minor", Go::str("36")),
    ]);
    let helm = map([
        ("Version", Go::str("v4.2.3")),
        ("GitCommit", Go::str("")),
        ("GoVersion", Go::str("")),
    ]);
    let mut dot = Entries::default();
    dot.insert(
        Rc::from("Release"),
        map([
            ("Name", Go::str(name)),
            ("Namespace", Go::str(namespace)),
            ("Service", Go::str("Helm")),
            ("IsInstall", Go::Bool(true)),
            ("IsUpgrade", Go::Bool(false)),
            ("Revision", Go::Int(1)),
        ]),
    );
    dot.insert(
        Rc::from("Capabilities"),
        map([("KubeVersion", cluster), ("APIVersions", Go::Versions), ("HelmVersion", helm)]),
    );
    dot
}
