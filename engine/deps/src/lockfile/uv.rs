//! `uv.lock`: a graph whose roots are in it.

use rustc_hash::FxHashMap;

use super::{Builder, Source};
use crate::document::{Node, read_toml};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_toml(source.text);
    out.faults(fault);
    let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let (mut listed, mut members) = (Vec::new(), Vec::new());
    for package in document.items_of("package") {
        let Some(name) = package.get("name") else { continue };
        let Some(text) = name.text() else { continue };
        let source = package.get("source");
        let of = |key: &str| source.and_then(|source| source.text_of(key));
        if ["virtual", "editable"].iter().any(|key| of(key).is_some())
            || of("directory") == Some(".")
        {
            members.push(package);
            continue;
        }
        let version = package.text_of("version").unwrap_or_default();
        let at = out.add(Ecosystem::PyPi, text, version, name.span);
        out.packages[at].origin = match (of("git"), of("url"), of("directory").or(of("path"))) {
            (Some(address), ..) => Origin::Git(address.to_owned()),
            (_, Some(address), _) => Origin::Url(address.to_owned()),
            (_, _, Some(_)) => Origin::Path,
            _ => Origin::Registry,
        };
        by_name.entry(text).or_default().push(at);
        listed.push((at, package));
    }
    let find = |need: &Node<'_>, out: &Builder| {
        let all = by_name.get(need.text_of("name")?)?;
        let version = need.text_of("version");
        let fits =
            |at: &&usize| version.is_none_or(|version| out.packages[**at].version == version);
        all.iter().find(fits).copied()
    };
    for (at, package) in &listed {
        let extras =
            package.entries_of("optional-dependencies").iter().flat_map(|it| it.node.items());
        for need in package.items_of("dependencies").iter().chain(extras) {
            if let Some(to) = find(need, out) {
                out.need(*at, to);
            }
        }
    }
    for member in members {
        let mut table = |nodes: &[Node<'_>], scope: Scope| {
            for need in nodes {
                if let Some(at) = find(need, out) {
                    out.root(at, scope);
                }
            }
        };
        table(member.items_of("dependencies"), Scope::Runtime);
        for extra in member.entries_of("optional-dependencies") {
            table(extra.node.items(), Scope::Optional);
        }
        for group in member.entries_of("dev-dependencies") {
            table(group.node.items(), Scope::Dev);
        }
        out.roots_known = true;
        out.scopes_follow = true;
    }
    out.has_graph = true;
}
