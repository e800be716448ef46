//! `composer.lock`.

use rustc_hash::FxHashMap;

use super::{Builder, Source};
use crate::document::{Node, read_json};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_json(source.text);
    out.faults(fault);
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    let mut listed = Vec::new();
    for (section, scope) in [("packages", Scope::Runtime), ("packages-dev", Scope::Dev)] {
        for package in document.items_of(section) {
            let (Some(name), Some(version)) = (package.get("name"), package.text_of("version"))
            else {
                continue;
            };
            let Some(text) = name.text() else { continue };
            let at = out.add(Ecosystem::Packagist, text, version, name.span);
            out.packages[at].scope = scope;
            let licenses: Vec<&str> =
                package.items_of("license").iter().filter_map(Node::text).collect();
            out.packages[at].license = (!licenses.is_empty()).then(|| licenses.join(" OR "));
            if package.get("dist").is_some_and(|it| it.text_of("type") == Some("path")) {
                out.packages[at].origin = Origin::Path;
            }
            let autoload = package.get("autoload");
            for standard in ["psr-4", "psr-0"] {
                let spaces = autoload.map(|it| it.entries_of(standard)).unwrap_or_default();
                let names =
                    spaces.iter().map(|it| it.key.trim_end_matches('\\').replace('\\', "."));
                out.packages[at].modules.extend(names.filter(|name| !name.is_empty()));
            }
            by_name.insert(text.to_lowercase(), at);
            for entry in package.entries_of("replace") {
                by_name.entry(entry.key.to_lowercase()).or_insert(at);
            }
            listed.push((at, package));
        }
    }
    for (at, package) in listed {
        for need in package.entries_of("require") {
            if let Some(to) = by_name.get(&need.key.to_lowercase()) {
                out.need(at, *to);
                out.asks(Some(at), *to, need.node.text());
            }
        }
    }
    out.has_graph = true;
    let Some(text) = out.beside(source, "composer.json") else { return };
    let (manifest, _) = read_json(&text);
    out.roots_known = true;
    for (table, scope) in [("require", Scope::Runtime), ("require-dev", Scope::Dev)] {
        for need in manifest.entries_of(table) {
            if let Some(at) = by_name.get(&need.key.to_lowercase()) {
                out.root(*at, scope);
                out.asks(None, *at, need.node.text());
            }
        }
    }
}
