//! `pylock.toml` (PEP 751).

use rustc_hash::FxHashMap;

use super::requirement_line::manifest_roots;
use super::{Builder, Source};
use crate::document::read_toml;
use crate::package::{Ecosystem, Origin};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_toml(source.text);
    out.faults(fault);
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    let mut listed = Vec::new();
    for package in document.items_of("packages") {
        let Some(name) = package.get("name") else { continue };
        let Some(text) = name.text() else { continue };
        let version = package.text_of("version").unwrap_or_default();
        let at = out.add(Ecosystem::PyPi, text, version, name.span);
        if let Some(vcs) = package.get("vcs") {
            let address = vcs.text_of("url").or(vcs.text_of("path")).unwrap_or_default();
            let commit = vcs.text_of("commit-id").unwrap_or_default();
            out.packages[at].origin = Origin::Git(format!("{address}#{commit}"));
        } else if package.get("directory").is_some() {
            out.packages[at].origin = Origin::Path;
        } else if let Some(address) = package.get("archive").and_then(|it| it.text_of("url")) {
            out.packages[at].origin = Origin::Url(address.to_owned());
        }
        by_name.insert(Ecosystem::PyPi.normal_name(text), at);
        listed.push((at, package));
    }
    for (at, package) in listed {
        for need in package.items_of("dependencies").iter().filter_map(|it| it.text_of("name")) {
            if let Some(to) = by_name.get(&Ecosystem::PyPi.normal_name(need)) {
                out.need(at, *to);
            }
        }
    }
    manifest_roots(source, out, &by_name);
}
