//! `bun.lock`: JSON with trailing commas.

use rustc_hash::FxHashMap;

use super::{Builder, Source};
use crate::document::{Node, Value, read_json};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_json(source.text);
    out.faults(fault);
    let mut by_key: FxHashMap<&str, usize> = FxHashMap::default();
    let mut infos = Vec::new();
    for entry in document.entries_of("packages") {
        let items = entry.node.items();
        let resolved = items.first().and_then(Node::text).unwrap_or_default();
        let Some(cut) = resolved.get(1..).and_then(|rest| rest.find('@')) else {
            out.fault(entry.at, format!("'{}' is no package", entry.key));
            continue;
        };
        let (name, version) = (&resolved[..cut + 1], &resolved[cut + 2..]);
        if version.starts_with("workspace:") {
            continue;
        }
        let is_address = version.contains(':') || version.contains('/');
        let at = out.add(Ecosystem::Npm, name, if is_address { "" } else { version }, entry.at);
        let package = &mut out.packages[at];
        let used = entry.key.rsplit('/').next().unwrap_or(&entry.key);
        if !name.ends_with(used) {
            package.alias = Some(entry.key.clone().into_owned());
        }
        if is_address {
            let is_local = ["file:", "link:", "root:"].iter().any(|it| version.starts_with(it));
            package.origin = match () {
                () if is_local => Origin::Path,
                () if version.starts_with("http") => Origin::Url(version.to_owned()),
                () => Origin::Git(version.to_owned()),
            };
        }
        by_key.insert(&entry.key, at);
        let info = items.iter().find(|item| matches!(item.value, Value::Map(_)));
        infos.push((&*entry.key, at, info));
    }
    for (key, from, info) in infos {
        let Some(info) = info else { continue };
        for table in ["dependencies", "optionalDependencies", "peerDependencies"] {
            for need in info.entries_of(table) {
                if let Some(to) = resolve(key, &need.key, &by_key) {
                    out.need(from, to);
                    out.asks(Some(from), to, need.node.text());
                }
            }
        }
    }
    for workspace in document.entries_of("workspaces") {
        let name = workspace.node.text_of("name").unwrap_or_default();
        for (table, scope) in [
            ("dependencies", Scope::Runtime),
            ("peerDependencies", Scope::Runtime),
            ("optionalDependencies", Scope::Optional),
            ("devDependencies", Scope::Dev),
        ] {
            for need in workspace.node.entries_of(table) {
                if let Some(at) = resolve(name, &need.key, &by_key) {
                    out.root(at, scope);
                    out.asks(None, at, need.node.text());
                }
            }
        }
    }
    out.has_graph = true;
    out.roots_known = true;
    out.scopes_follow = true;
}

/// `from/name`, then `name` in each key above it.
fn resolve(from: &str, name: &str, by_key: &FxHashMap<&str, usize>) -> Option<usize> {
    let mut above = from;
    loop {
        if let Some(at) = by_key.get(&*format!("{above}/{name}")) {
            return Some(*at);
        }
        match above.rfind('/') {
            Some(cut) => above = &above[..cut],
            None => return by_key.get(name).copied(),
        }
    }
}
