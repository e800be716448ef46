//! `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3.

use rustc_hash::FxHashMap;

use super::{Builder, Source};
use crate::document::{MAX_DEPTH, Node, read_json};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_json(source.text);
    out.faults(fault);
    match document.get("packages") {
        Some(packages) => flat(packages, out),
        None => nested(&document, source, out),
    }
    out.roots_known = true;
}

/// Whether a version names where the package comes from, and not a version.
fn is_address(version: &str) -> bool {
    version.contains(':') || version.contains('/')
}

fn origin(address: &str) -> Origin {
    let is_git =
        address.starts_with("git") || address.contains("github:") || address.contains(".git#");
    if address.starts_with("file:") {
        Origin::Path
    } else if is_git || address.starts_with("bitbucket:") {
        Origin::Git(address.to_owned())
    } else {
        Origin::Url(address.to_owned())
    }
}

fn scope(node: &Node<'_>) -> Scope {
    if node.is_true("dev") || node.is_true("devOptional") {
        Scope::Dev
    } else if node.is_true("optional") {
        Scope::Optional
    } else {
        Scope::Runtime
    }
}

const FOLDER: &str = "node_modules/";

/// Versions 2 and 3: folders by path.
fn flat(packages: &Node<'_>, out: &mut Builder) {
    let mut by_path: FxHashMap<&str, usize> = FxHashMap::default();
    let mut links: FxHashMap<&str, &str> = FxHashMap::default();
    for entry in packages.entries() {
        let Some(at) = entry.key.rfind(FOLDER) else { continue };
        if entry.node.is_true("link") {
            links.insert(&entry.key, entry.node.text_of("resolved").unwrap_or_default());
            continue;
        }
        let folder = &entry.key[at + FOLDER.len()..];
        let name = entry.node.text_of("name").unwrap_or(folder);
        let version = entry.node.text_of("version").unwrap_or_default();
        let index = out.add(Ecosystem::Npm, name, version, entry.at);
        let package = &mut out.packages[index];
        package.scope = scope(&entry.node);
        package.alias = (name != folder).then(|| folder.to_owned());
        package.license = license(&entry.node);
        if let Some(resolved) = entry.node.text_of("resolved") {
            if resolved.starts_with("git") {
                package.origin = Origin::Git(resolved.to_owned());
            } else if resolved.starts_with("file:") {
                package.origin = Origin::Path;
            }
        }
        by_path.insert(&entry.key, index);
    }
    for entry in packages.entries() {
        let from = by_path.get(&*entry.key).copied();
        let is_root = !entry.key.contains(FOLDER);
        let tables = [
            ("dependencies", Scope::Runtime),
            ("optionalDependencies", Scope::Optional),
            ("peerDependencies", Scope::Runtime),
            ("devDependencies", Scope::Dev),
        ];
        for (table, scope) in
            tables.into_iter().filter(|(table, _)| is_root || *table != "devDependencies")
        {
            for need in entry.node.entries_of(table) {
                let Some(to) = resolve(&entry.key, &need.key, &by_path, &links) else { continue };
                match from {
                    Some(from) => out.need(from, to),
                    None if is_root => out.root(to, scope),
                    None => continue,
                }
                out.asks(from, to, need.node.text());
            }
        }
    }
    out.has_graph = true;
}

fn license(node: &Node<'_>) -> Option<String> {
    let license = node.get("license")?;
    license.text().or_else(|| license.text_of("type")).map(str::to_owned)
}

/// As Node looks packages up: in the folder itself, then in each above.
fn resolve(
    from: &str,
    name: &str,
    by_path: &FxHashMap<&str, usize>,
    links: &FxHashMap<&str, &str>,
) -> Option<usize> {
    let mut folder = from;
    loop {
        let path = if folder.is_empty() {
            format!("{FOLDER}{name}")
        } else {
            format!("{folder}/{FOLDER}{name}")
        };
        if let Some(at) = by_path.get(&*path) {
            return Some(*at);
        }
        if folder.is_empty() || links.contains_key(&*path) {
            return None;
        }
        folder = match folder.rfind(FOLDER) {
            Some(at) => folder[..at].trim_end_matches('/'),
            None => folder.rfind('/').map_or("", |at| &folder[..at]),
        };
    }
}

/// Version 1: a tree of packages, each with those in its own folder.
fn nested(document: &Node<'_>, source: Source<'_>, out: &mut Builder) {
    let mut scopes: Vec<FxHashMap<&str, usize>> = Vec::new();
    level(document, &mut scopes, out);
    let manifest = out.beside(source, "package.json");
    let Some(text) = manifest else {
        out.roots_known = false;
        return unneeded(out);
    };
    let (manifest, _) = read_json(&text);
    let names: FxHashMap<String, usize> = top(document, out);
    for (table, scope) in [
        ("dependencies", Scope::Runtime),
        ("optionalDependencies", Scope::Optional),
        ("devDependencies", Scope::Dev),
    ] {
        for need in manifest.entries_of(table) {
            if let Some(at) = names.get(&*need.key) {
                out.root(*at, scope);
                out.asks(None, *at, need.node.text());
            }
        }
    }
}

/// Without a manifest, what nothing else needs is what the project asks for.
fn unneeded(out: &mut Builder) {
    let mut needed = vec![false; out.packages.len()];
    for package in &out.packages {
        for need in &package.needs {
            needed[*need as usize] = true;
        }
    }
    for (at, _) in needed.iter().enumerate().filter(|(_, needed)| !**needed) {
        let scope = out.packages[at].scope;
        out.root(at, scope);
    }
}

fn top(document: &Node<'_>, out: &Builder) -> FxHashMap<String, usize> {
    let spans: FxHashMap<u32, usize> =
        out.packages.iter().enumerate().map(|(at, package)| (package.span.start, at)).collect();
    document
        .entries_of("dependencies")
        .iter()
        .filter_map(|entry| Some((entry.key.clone().into_owned(), *spans.get(&entry.at.start)?)))
        .collect()
}

/// Adds the packages of one folder, then what they need; the reader bounds the depth.
/// Leaves the packages of its own folder on `scopes`.
fn level<'n>(node: &'n Node<'_>, scopes: &mut Vec<FxHashMap<&'n str, usize>>, out: &mut Builder) {
    let mut here = FxHashMap::default();
    if scopes.len() > MAX_DEPTH {
        return scopes.push(here);
    }
    for entry in node.entries_of("dependencies") {
        let Some(version) = entry.node.text_of("version") else { continue };
        let (name, version, origin) = match version.strip_prefix("npm:") {
            // `npm:real-name@1.0.0`.
            Some(alias) => {
                let (name, version) = alias.rsplit_once('@').unwrap_or((alias, ""));
                (name, version, Origin::Registry)
            }
            None if is_address(version) => (&*entry.key, "", origin(version)),
            None => (&*entry.key, version, Origin::Registry),
        };
        let at = out.add(Ecosystem::Npm, name, version, entry.at);
        let package = &mut out.packages[at];
        package.scope = scope(&entry.node);
        package.origin = origin;
        package.alias = (name != entry.key).then(|| entry.key.clone().into_owned());
        here.insert(&*entry.key, at);
    }
    scopes.push(here);
    for entry in node.entries_of("dependencies") {
        let own = scopes.last().and_then(|here| here.get(&*entry.key)).copied();
        level(&entry.node, scopes, out);
        if let Some(own) = own {
            for need in entry.node.entries_of("requires") {
                let found = scopes.iter().rev().find_map(|scope| scope.get(&*need.key));
                if let Some(to) = found.copied() {
                    out.need(own, to);
                    out.asks(Some(own), to, need.node.text());
                }
            }
        }
        scopes.pop();
    }
}
