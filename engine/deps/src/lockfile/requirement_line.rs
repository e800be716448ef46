//! Requirements of Python in one line (PEP 508), and the manifests that hold them.

use rustc_hash::FxHashMap;

use super::{Builder, Source};
use crate::document::{Node, read_toml};
use crate::package::{Ecosystem, Scope};

/// The name that a requirement begins with.
pub(super) fn base_name(requirement: &str) -> &str {
    let requirement = requirement.trim();
    let end = requirement
        .find(|c: char| !(c.is_alphanumeric() || "-_.".contains(c)))
        .unwrap_or(requirement.len());
    &requirement[..end]
}

/// What follows the name: versions (`>=2,<3`), without extras and markers; an address with its `@`.
pub(super) fn specifiers(requirement: &str) -> &str {
    let rest = requirement.trim()[base_name(requirement).len()..].trim_start();
    let rest = rest.strip_prefix('[').and_then(|it| it.split_once(']')).map_or(rest, |it| it.1);
    rest.split(';').next().unwrap_or(rest).trim()
}

/// Marks as direct what `pyproject.toml` beside the lockfile asks for. Scopes follow from there.
pub(super) fn manifest_roots(
    source: Source<'_>,
    out: &mut Builder,
    by_name: &FxHashMap<String, usize>,
) {
    let Some(text) = out.beside(source, "pyproject.toml") else { return };
    let (document, _) = read_toml(&text);
    let mut wanted: Vec<(String, Scope, Option<String>)> = Vec::new();
    let mut lines = |nodes: &[Node<'_>], scope: Scope| {
        for node in nodes.iter().filter_map(Node::text) {
            wanted.push((base_name(node).to_owned(), scope, Some(specifiers(node).to_owned())));
        }
    };
    if let Some(project) = document.get("project") {
        lines(project.items_of("dependencies"), Scope::Runtime);
        for extra in project.entries_of("optional-dependencies") {
            lines(extra.node.items(), Scope::Optional);
        }
    }
    for group in document.entries_of("dependency-groups") {
        lines(group.node.items(), Scope::Dev);
    }
    let tool = document.get("tool");
    if let Some(groups) =
        tool.and_then(|it| it.get("pdm")).map(|it| it.entries_of("dev-dependencies"))
    {
        for group in groups {
            lines(group.node.items(), Scope::Dev);
        }
    }
    if let Some(uv) = tool.and_then(|it| it.get("uv")) {
        lines(uv.items_of("dev-dependencies"), Scope::Dev);
    }
    if let Some(poetry) = tool.and_then(|it| it.get("poetry")) {
        let mut table = |node: &Node<'_>, key: &str, scope: Scope| {
            for need in node.entries_of(key) {
                let scope =
                    if need.node.is_true("optional") { scope.max(Scope::Optional) } else { scope };
                let version = need.node.text().or_else(|| need.node.text_of("version"));
                wanted.push((need.key.clone().into_owned(), scope, version.map(str::to_owned)));
            }
        };
        table(poetry, "dependencies", Scope::Runtime);
        table(poetry, "dev-dependencies", Scope::Dev);
        for group in poetry.entries_of("group") {
            let scope = if group.key == "main" { Scope::Runtime } else { Scope::Dev };
            table(&group.node, "dependencies", scope);
        }
    }
    let found: Vec<(usize, Scope, Option<&str>)> = wanted
        .iter()
        .filter_map(|(name, scope, version)| {
            let at = by_name.get(&Ecosystem::PyPi.normal_name(name))?;
            Some((*at, *scope, version.as_deref()))
        })
        .collect();
    if found.is_empty() {
        return;
    }
    out.roots_known = true;
    out.scopes_follow = true;
    for (at, scope, version) in found {
        out.root(at, scope);
        out.asks(None, at, version);
    }
}
