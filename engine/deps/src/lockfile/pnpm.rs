//! `pnpm-lock.yaml`, versions 5 to 9.

use rustc_hash::FxHashMap;

use super::{Builder, Source};
use crate::document::{Entry, Node, read_yaml};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let (document, fault) = read_yaml(source.text);
    out.faults(fault);
    let version = document.text_of("lockfileVersion").unwrap_or_default();
    let major: u32 = version.split('.').next().and_then(|it| it.parse().ok()).unwrap_or(5);
    let style = Style { slashes: version.starts_with('5') || major < 5, major };
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    for entry in document.entries_of("packages") {
        if let Some(at) = package(style, entry, out) {
            by_key.insert(style.bare(&entry.key).to_owned(), at);
            by_key.insert(entry.key.clone().into_owned(), at);
        }
    }
    let graph = if major >= 9 { "snapshots" } else { "packages" };
    for entry in document.entries_of(graph) {
        let Some(from) = style.find(&entry.key, &by_key) else { continue };
        for table in ["dependencies", "optionalDependencies"] {
            for need in entry.node.entries_of(table) {
                let wanted = need.node.text().unwrap_or_default();
                if let Some(to) = style.resolve(&need.key, wanted, &by_key) {
                    out.need(from, to);
                }
            }
        }
    }
    out.has_graph = true;
    out.roots_known = true;
    out.scopes_follow = true;
    match document.get("importers") {
        Some(importers) => {
            for importer in importers.entries() {
                roots(style, &importer.node, &by_key, out);
            }
        }
        None => roots(style, &document, &by_key, out),
    }
}

#[derive(Clone, Copy)]
struct Style {
    /// `/name/1.0.0_peer` and not `/name@1.0.0(peer)`.
    slashes: bool,
    major: u32,
}

impl Style {
    /// A key without the peers it was resolved with.
    fn bare(self, key: &str) -> &str {
        let key = key.split('(').next().unwrap_or(key);
        if self.slashes {
            let from = key.rfind('/').unwrap_or(0);
            return key[from..].find('_').map_or(key, |at| &key[..from + at]);
        }
        key
    }

    fn find(self, key: &str, by_key: &FxHashMap<String, usize>) -> Option<usize> {
        by_key.get(key).or_else(|| by_key.get(self.bare(key))).copied()
    }

    /// The package that `name: wanted` of a table of dependencies means.
    fn resolve(self, name: &str, wanted: &str, by_key: &FxHashMap<String, usize>) -> Option<usize> {
        if wanted.starts_with("link:") {
            return None;
        }
        let key = match (self.slashes, self.major) {
            (true, _) => format!("/{name}/{wanted}"),
            (false, ..9) => format!("/{name}@{wanted}"),
            _ => format!("{name}@{wanted}"),
        };
        self.find(&key, by_key).or_else(|| self.find(wanted, by_key))
    }

    /// Name and version of a key.
    fn split(self, key: &str) -> Option<(&str, &str)> {
        let key = self.bare(key);
        if self.slashes {
            return key.strip_prefix('/')?.rsplit_once('/');
        }
        let key = key.strip_prefix('/').unwrap_or(key);
        let at = key.get(1..)?.find('@')? + 1;
        Some((&key[..at], &key[at + 1..]))
    }
}

/// Whether what stands in a version's place says where the package comes from.
fn is_address(version: &str) -> bool {
    version.contains(':') || version.contains('/')
}

fn package(style: Style, entry: &Entry<'_>, out: &mut Builder) -> Option<usize> {
    let resolution = entry.node.get("resolution");
    let split = style.split(&entry.key).filter(|(_, version)| !is_address(version));
    let (name, version) = match (split, entry.node.text_of("name")) {
        (Some((name, version)), None) if !entry.key.starts_with("file:") => {
            (name.to_owned(), version.to_owned())
        }
        (_, Some(name)) => {
            (name.to_owned(), entry.node.text_of("version").unwrap_or_default().to_owned())
        }
        _ => {
            let (name, _) = style.split(&entry.key)?;
            (name.to_owned(), entry.node.text_of("version").unwrap_or_default().to_owned())
        }
    };
    let at = out.add(Ecosystem::Npm, &name, &version, entry.at);
    let package = &mut out.packages[at];
    package.scope = match () {
        () if entry.node.is_true("dev") => Scope::Dev,
        () if entry.node.is_true("optional") => Scope::Optional,
        () => Scope::Runtime,
    };
    let repository = resolution.and_then(|it| it.text_of("repo"));
    let tarball = resolution.and_then(|it| it.text_of("tarball"));
    if let Some(repository) = repository {
        let commit = resolution.and_then(|it| it.text_of("commit")).unwrap_or_default();
        package.origin = Origin::Git(format!("{repository}#{commit}"));
    } else if let Some(tarball) = tarball {
        package.origin = if tarball.starts_with("file:") {
            Origin::Path
        } else if tarball.contains("codeload.github.com") {
            Origin::Git(tarball.to_owned())
        } else {
            Origin::Url(tarball.to_owned())
        };
    } else if resolution.is_some_and(|it| it.text_of("directory").is_some()) {
        package.origin = Origin::Path;
    }
    Some(at)
}

fn roots(style: Style, importer: &Node<'_>, by_key: &FxHashMap<String, usize>, out: &mut Builder) {
    for (table, scope) in [
        ("dependencies", Scope::Runtime),
        ("optionalDependencies", Scope::Optional),
        ("devDependencies", Scope::Dev),
    ] {
        for need in importer.entries_of(table) {
            let wanted = need.node.text().or_else(|| need.node.text_of("version"));
            let found = wanted.and_then(|wanted| style.resolve(&need.key, wanted, by_key));
            if let Some(at) = found {
                out.root(at, scope);
                if out.packages[at].name != need.key {
                    out.packages[at].alias = Some(need.key.clone().into_owned());
                }
            }
        }
    }
}
