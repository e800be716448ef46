//! `pom.xml` without the network: properties, parents and imported tables of versions that are files here.

use std::sync::Arc;

use roxmltree::{Document, Node, ParsingOptions};
use rustc_hash::FxHashMap;
use tamis_syntax::Span;

use super::{Builder, Source};
use crate::package::{Ecosystem, Scope};

/// Parents of parents.
const MAX_PARENTS: usize = 16;
/// Properties within properties.
const MAX_FILLS: usize = 16;
/// Elements of a file.
const MAX_NODES: u32 = 1_000_000;

/// Reads XML; `None` and a fault where it is none.
pub(super) fn parse<'t>(text: &'t str, out: &mut Builder) -> Option<Document<'t>> {
    if too_deep(text) {
        out.fault(Span::default(), "elements are nested too deep".to_owned());
        return None;
    }
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => Some(document),
        Err(error) => {
            let at = error.pos();
            let before: usize = text
                .split_inclusive('\n')
                .take(at.row.saturating_sub(1) as usize)
                .map(str::len)
                .sum();
            let span = Span::new(before as u32, before as u32);
            out.fault(span, error.to_string());
            None
        }
    }
}

/// The reader is recursive: what is nested deeper than any pom is not handed to it.
fn too_deep(text: &str) -> bool {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('<') {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                let close = text[at..].find('>').map_or(text.len(), |end| at + end);
                if close == 0 || bytes.get(close - 1) != Some(&b'/') {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
        }
        if deepest > 500 {
            return true;
        }
    }
    false
}

/// Length of the start tag at `range`.
pub(super) fn inner_text(text: &str, range: std::ops::Range<usize>) -> usize {
    text[range.clone()].find('>').map_or(range.len(), |end| end + 1)
}

/// A dependency of a table of versions.
#[derive(Clone, Default)]
struct Managed {
    version: String,
    scope: Option<String>,
}

#[derive(Default)]
struct Model {
    properties: FxHashMap<String, String>,
    managed: FxHashMap<String, Managed>,
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn text_of<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name)?.text().map(str::trim).filter(|text| !text.is_empty())
}

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let Some(document) = parse(source.text, out) else { return };
    let project = document.root_element();
    if project.tag_name().name() != "project" {
        return;
    }
    let mut model = Model::default();
    gather(source, project, 0, &mut model, out);
    let mut tables = vec![project];
    if let Some(profiles) = child(project, "profiles") {
        tables.extend(profiles.children().filter(Node::is_element));
    }
    for table in tables {
        let Some(list) = child(table, "dependencies") else { continue };
        for dependency in list.children().filter(|node| node.tag_name().name() == "dependency") {
            add(dependency, &model, out);
        }
    }
}

fn add(dependency: Node<'_, '_>, model: &Model, out: &mut Builder) {
    let fill = |name: &str| text_of(dependency, name).map(|text| model.fill(text));
    let (Some(group), Some(artifact)) = (fill("groupId"), fill("artifactId")) else { return };
    let name = format!("{group}:{artifact}");
    let kind = fill("type").unwrap_or_else(|| "jar".to_owned());
    let key = format!("{name}:{kind}:{}", fill("classifier").unwrap_or_default());
    let managed = model.managed.get(&key);
    let version = fill("version").or_else(|| Some(model.fill(&managed?.version)));
    let version = pinned(&version.unwrap_or_default());
    let scope = fill("scope").or_else(|| managed?.scope.clone());
    let node = child(dependency, "artifactId").unwrap_or(dependency);
    let range = child(dependency, "version").unwrap_or(node).range();
    let known = out.packages.iter().any(|it| it.name == name && it.version == version);
    if known {
        return;
    }
    let at =
        out.add(Ecosystem::Maven, &name, &version, Span::new(range.start as u32, range.end as u32));
    let package = &mut out.packages[at];
    package.direct = Some(true);
    package.scope = match scope.as_deref() {
        Some("test") => Scope::Dev,
        Some("provided" | "system") => Scope::Build,
        _ if fill("optional").as_deref() == Some("true") => Scope::Optional,
        _ => Scope::Runtime,
    };
}

/// The least version of a range, as the one that may be used; empty for what is not known.
fn pinned(version: &str) -> String {
    if version.contains("${") {
        return String::new();
    }
    let Some(range) = version.strip_prefix(['[', '(']) else { return version.to_owned() };
    let first = range.split([',', ']', ')']).next().unwrap_or_default();
    first.trim().to_owned()
}

/// Properties and versions of a project and its parents; the inner ones win.
fn gather(
    source: Source<'_>,
    project: Node<'_, '_>,
    depth: usize,
    model: &mut Model,
    out: &mut Builder,
) {
    let parent = child(project, "parent");
    let own = |name: &str| text_of(project, name).or_else(|| text_of(parent?, name));
    for (name, value) in [
        ("groupId", own("groupId")),
        ("artifactId", text_of(project, "artifactId")),
        ("version", own("version")),
    ] {
        if let Some(value) = value {
            for prefix in ["project.", "pom.", ""] {
                let key = format!("{prefix}{name}");
                model.properties.entry(key).or_insert_with(|| value.to_owned());
            }
        }
    }
    if let Some(parent) = parent {
        for name in ["groupId", "artifactId", "version"] {
            if let Some(value) = text_of(parent, name) {
                let key = format!("project.parent.{name}");
                model.properties.entry(key).or_insert_with(|| value.to_owned());
            }
        }
    }
    let mut tables = vec![project];
    if let Some(profiles) = child(project, "profiles") {
        // A profile counts where it is on by default.
        tables.extend(profiles.children().filter(|it| is_default(*it)));
    }
    for table in tables {
        if let Some(properties) = child(table, "properties") {
            for property in properties.children().filter(Node::is_element) {
                let value = property.text().unwrap_or_default().trim().to_owned();
                model.properties.entry(property.tag_name().name().to_owned()).or_insert(value);
            }
        }
    }
    // Properties of the parents may stand in the tables of the children.
    let above = parent.filter(|_| depth < MAX_PARENTS).and_then(|it| parent_text(source, it, out));
    if let Some((path, text)) = &above {
        let inner = Source { path, text, beside: source.beside };
        manage(project, model);
        if let Some(document) = parse(text, out) {
            gather(inner, document.root_element(), depth + 1, model, out);
        }
        return;
    }
    manage(project, model);
}

fn is_default(profile: Node<'_, '_>) -> bool {
    let active = child(profile, "activation").and_then(|it| text_of(it, "activeByDefault"));
    active == Some("true")
}

fn parent_text(
    source: Source<'_>,
    parent: Node<'_, '_>,
    out: &mut Builder,
) -> Option<(String, Arc<str>)> {
    let relative = match child(parent, "relativePath") {
        Some(node) => node.text().unwrap_or_default().trim().to_owned(),
        None => "../pom.xml".to_owned(),
    };
    if relative.is_empty() {
        return None;
    }
    let name = if relative.ends_with(".xml") { relative } else { format!("{relative}/pom.xml") };
    let path = source.sibling(&name)?;
    if path == source.path {
        return None;
    }
    let text = out.beside(source, &name)?;
    Some((path, text))
}

fn manage(project: Node<'_, '_>, model: &mut Model) {
    let Some(table) =
        child(project, "dependencyManagement").and_then(|it| child(it, "dependencies"))
    else {
        return;
    };
    for dependency in table.children().filter(|node| node.tag_name().name() == "dependency") {
        let fill = |name: &str| text_of(dependency, name).map(|text| model.fill(text));
        let (Some(group), Some(artifact)) = (fill("groupId"), fill("artifactId")) else { continue };
        let kind = fill("type").unwrap_or_else(|| "jar".to_owned());
        let key = format!("{group}:{artifact}:{kind}:{}", fill("classifier").unwrap_or_default());
        let version = text_of(dependency, "version").unwrap_or_default().to_owned();
        model
            .managed
            .entry(key)
            .or_insert(Managed { version, scope: text_of(dependency, "scope").map(str::to_owned) });
    }
}

impl Model {
    /// Fills `${name}` in; what is not known stays.
    fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for _ in 0..MAX_FILLS {
            let Some(start) = filled.find("${") else { break };
            let Some(length) = filled[start..].find('}') else { break };
            let name = &filled[start + 2..start + length];
            let Some(value) = self.properties.get(name) else { break };
            if value.len() + filled.len() > 10_000 {
                break;
            }
            filled = format!("{}{value}{}", &filled[..start], &filled[start + length + 1..]);
        }
        filled
    }
}
