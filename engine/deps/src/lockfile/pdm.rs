//! `pdm.lock`.

use rustc_hash::FxHashMap;

use super::requirement_line::{base_name, manifest_roots, specifiers};
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
        // A package with extras is there again, needing itself without.
        let normal = Ecosystem::PyPi.normal_name(text);
        let known = by_name.get(&normal).filter(|at| out.packages[**at].version == version);
        let at = match known {
            Some(at) => *at,
            None => out.add(Ecosystem::PyPi, text, version, name.span),
        };
        if let Some(address) = package.text_of("git") {
            let commit = package.text_of("revision").unwrap_or_default();
            out.packages[at].origin = Origin::Git(format!("{address}#{commit}"));
        } else if package.text_of("path").is_some() {
            out.packages[at].origin = Origin::Path;
        } else if let Some(address) = package.text_of("url") {
            out.packages[at].origin = Origin::Url(address.to_owned());
        }
        out.packages[at].scope = scope(package);
        by_name.insert(normal, at);
        listed.push((at, package));
    }
    for (at, package) in listed {
        for need in package.items_of("dependencies").iter().filter_map(Node::text) {
            if let Some(to) = by_name.get(&Ecosystem::PyPi.normal_name(base_name(need))) {
                out.need(at, *to);
                out.asks(Some(at), *to, Some(specifiers(need)));
            }
        }
    }
    out.has_graph = true;
    manifest_roots(source, out, &by_name);
}

fn scope(package: &Node<'_>) -> Scope {
    let groups: Vec<&str> = package.items_of("groups").iter().filter_map(Node::text).collect();
    match () {
        () if groups.is_empty() || groups.contains(&"default") => Scope::Runtime,
        () if groups.contains(&"dev") => Scope::Dev,
        () => Scope::Optional,
    }
}
