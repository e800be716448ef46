//! `packages.lock.json` of NuGet: a table per target.

use rustc_hash::FxHashMap;

use super::{Builder, Source};
use crate::document::read_json;
use crate::package::Ecosystem;

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_json(source.text);
    out.faults(fault);
    for target in document.entries_of("dependencies") {
        let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
        let mut listed = Vec::new();
        for entry in target.node.entries() {
            if entry.node.text_of("type") == Some("Project") {
                continue;
            }
            let version = entry.node.text_of("resolved").unwrap_or_default();
            let at = out.add(Ecosystem::NuGet, &entry.key, version, entry.at);
            out.packages[at].direct = Some(entry.node.text_of("type") == Some("Direct"));
            if out.packages[at].direct == Some(true) {
                out.asks(None, at, entry.node.text_of("requested"));
            }
            by_name.insert(entry.key.to_lowercase(), at);
            listed.push((at, entry));
        }
        for (at, entry) in listed {
            for need in entry.node.entries_of("dependencies") {
                if let Some(to) = by_name.get(&need.key.to_lowercase()) {
                    out.need(at, *to);
                    out.asks(Some(at), *to, need.node.text());
                }
            }
        }
    }
    out.has_graph = true;
}
