//! `poetry.lock`, versions 1 and 2.

use rustc_hash::FxHashMap;

use super::requirement_line::{base_name, manifest_roots};
use super::{Builder, Source};
use crate::document::{Node, read_toml};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_toml(source.text);
    out.faults(fault);
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    let mut listed = Vec::new();
    for package in document.items_of("package") {
        let (Some(name), Some(version)) = (package.get("name"), package.text_of("version")) else {
            continue;
        };
        let Some(text) = name.text() else { continue };
        let at = out.add(Ecosystem::PyPi, text, version, name.span);
        out.packages[at].origin = origin(package);
        out.packages[at].scope = scope(package);
        by_name.insert(Ecosystem::PyPi.normal_name(text), at);
        listed.push((at, package));
    }
    for (at, package) in listed {
        for need in package.entries_of("dependencies") {
            if let Some(to) = by_name.get(&Ecosystem::PyPi.normal_name(base_name(&need.key))) {
                out.need(at, *to);
                let version = need.node.text().or_else(|| need.node.text_of("version"));
                out.asks(Some(at), *to, version);
            }
        }
    }
    out.has_graph = true;
    manifest_roots(source, out, &by_name);
}

fn scope(package: &Node<'_>) -> Scope {
    let groups: Vec<&str> = package.items_of("groups").iter().filter_map(Node::text).collect();
    if package.text_of("category") == Some("dev") {
        Scope::Dev
    } else if groups.contains(&"main") || groups.is_empty() {
        if package.is_true("optional") { Scope::Optional } else { Scope::Runtime }
    } else {
        Scope::Dev
    }
}

fn origin(package: &Node<'_>) -> Origin {
    let Some(source) = package.get("source") else { return Origin::Registry };
    let address = source.text_of("url").unwrap_or_default();
    match source.text_of("type") {
        Some("git") => {
            let commit = source.text_of("resolved_reference").unwrap_or_default();
            Origin::Git(format!("{address}#{commit}"))
        }
        Some("directory" | "file") => Origin::Path,
        Some("url") => Origin::Url(address.to_owned()),
        _ => Origin::Registry,
    }
}
