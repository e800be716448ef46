//! `Cargo.lock`, all versions. Scopes come from the manifests of the workspace beside it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Builder, Source};
use crate::document::{Node, read_toml};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_toml(source.text);
    out.faults(fault);
    let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut members = Vec::new();
    let mut listed = Vec::new();
    for package in document.items_of("package") {
        let (Some(name), Some(version)) = (package.get("name"), package.text_of("version")) else {
            continue;
        };
        let Some(text) = name.text() else { continue };
        let at = out.add(Ecosystem::Cargo, text, version, name.span);
        match package.text_of("source") {
            Some(address) if address.starts_with("git+") => {
                out.packages[at].origin = Origin::Git(address.to_owned());
            }
            Some(_) => {}
            None => {
                out.packages[at].origin = Origin::Path;
                members.push(at);
            }
        }
        by_name.entry(text).or_default().push(at);
        listed.push((at, package));
    }
    for (at, package) in &listed {
        for need in package.items_of("dependencies") {
            if let Some(to) = need.text().and_then(|need| resolve(need, &by_name, out)) {
                out.need(*at, to);
            }
        }
    }
    let manifests = manifests(source, out);
    out.has_graph = true;
    out.scopes_follow = true;
    out.roots_known = true;
    for at in members {
        let manifest = manifests.get(out.packages[at].name.as_str());
        let needs = out.packages[at].needs.clone();
        for to in needs.into_iter().map(|to| to as usize) {
            if out.packages[to].origin == Origin::Path {
                continue;
            }
            let scope = manifest.and_then(|it| it.get(out.packages[to].name.as_str()));
            out.root(to, scope.copied().unwrap_or_default());
        }
        // A member is no way from one of its needs to another: each of them is a root of its own.
        out.packages[at].needs.retain(|_| false);
        out.packages[at].direct = Some(true);
    }
}

/// `name`, `name version` or `name version (source)`.
fn resolve(need: &str, by_name: &FxHashMap<&str, Vec<usize>>, out: &Builder) -> Option<usize> {
    let mut words = need.split(' ');
    let all = by_name.get(words.next()?)?;
    match words.next() {
        Some(version) => all.iter().copied().find(|at| out.packages[*at].version == version),
        None => all.first().copied(),
    }
}

/// Scopes by package, by member.
type Manifests = FxHashMap<String, FxHashMap<String, Scope>>;

/// Members that are looked at.
const MAX_MEMBERS: usize = 500;

fn manifests(source: Source<'_>, out: &mut Builder) -> Manifests {
    let mut all = Manifests::default();
    let Some(text) = out.beside(source, "Cargo.toml") else { return all };
    let (root, _) = read_toml(&text);
    let workspace = root.get("workspace").cloned().unwrap_or_else(Node::null);
    manifest(&root, &workspace, &mut all);
    let mut folders = Vec::new();
    for member in workspace.items_of("members").iter().filter_map(Node::text) {
        match member.split_once('*') {
            Some((before, "")) => folders.extend(list(source, before)),
            Some(_) => {}
            None => folders.push(member.to_owned()),
        }
    }
    for folder in folders.into_iter().take(MAX_MEMBERS) {
        if let Some(text) = out.beside(source, &format!("{folder}/Cargo.toml")) {
            manifest(&read_toml(&text).0, &workspace, &mut all);
        }
    }
    all
}

fn list(source: Source<'_>, before: &str) -> Vec<String> {
    let Some(folder) = source.sibling(before) else { return Vec::new() };
    let names = source.beside.list(&folder);
    names.iter().filter_map(|name| Some(format!("{before}{}", name.strip_suffix('/')?))).collect()
}

fn manifest(document: &Node<'_>, workspace: &Node<'_>, all: &mut Manifests) {
    let Some(name) = document.get("package").and_then(|package| package.text_of("name")) else {
        return;
    };
    let enabled = enabled(document);
    let mut scopes: FxHashMap<String, Scope> = FxHashMap::default();
    let mut sections = |node: &Node<'_>| {
        let tables = [
            ("dependencies", Scope::Runtime),
            ("build-dependencies", Scope::Build),
            ("dev-dependencies", Scope::Dev),
        ];
        for (table, scope) in tables {
            for entry in node.entries_of(table) {
                let inherited = workspace.get("dependencies").and_then(|all| all.get(&entry.key));
                let renamed = entry.node.text_of("package");
                let renamed = renamed.or_else(|| inherited?.text_of("package"));
                let off = entry.node.is_true("optional") && !enabled.contains(&*entry.key);
                let scope = if off { scope.max(Scope::Optional) } else { scope };
                let known = scopes.entry(renamed.unwrap_or(&entry.key).to_owned()).or_insert(scope);
                *known = (*known).min(scope);
            }
        }
    };
    sections(document);
    for target in document.entries_of("target") {
        sections(&target.node);
    }
    all.insert(name.to_owned(), scopes);
}

/// Names of what the default features switch on: features and optional dependencies.
fn enabled(document: &Node<'_>) -> FxHashSet<String> {
    let mut on = FxHashSet::default();
    let mut queue = vec!["default".to_owned()];
    while let Some(feature) = queue.pop() {
        let parts = document.get("features").map(|it| it.items_of(&feature)).unwrap_or_default();
        for part in parts.iter().filter_map(Node::text) {
            let name = part.strip_prefix("dep:").unwrap_or(part);
            let name = match name.split_once('/') {
                // `name?/feature` switches nothing on.
                Some((name, _)) if name.ends_with('?') => continue,
                Some((name, _)) => name,
                None => name,
            };
            if on.insert(name.to_owned()) {
                queue.push(name.to_owned());
            }
        }
    }
    on
}
