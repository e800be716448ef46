//! `Gemfile.lock` of Bundler: sections, and lists by indentation.

use rustc_hash::FxHashMap;
use tamis_syntax::Span;

use super::{Builder, Source};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let groups = groups(source, out);
    let mut section = "";
    let (mut remote, mut revision) = ("", "");
    let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
    let mut needs: Vec<(usize, &str, &str)> = Vec::new();
    let mut direct: Vec<(&str, &str)> = Vec::new();
    let mut last = None;
    let mut at = 0u32;
    for whole in source.text.split_inclusive('\n') {
        let line = whole.trim_end();
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let start = at + indent as u32;
        at += whole.len() as u32;
        if words.is_empty() {
            continue;
        }
        let (name, rest) = words.split_once(' ').unwrap_or((words, ""));
        match (section, indent) {
            (_, 0) => {
                section = words;
                (remote, revision) = ("", "");
            }
            ("GIT" | "PATH" | "GEM" | "PLUGIN SOURCE", 2) => {
                remote = words.strip_prefix("remote: ").unwrap_or(remote);
                revision = words.strip_prefix("revision: ").unwrap_or(revision);
            }
            ("GIT" | "PATH" | "GEM" | "PLUGIN SOURCE", 4) => {
                let version = rest.trim_start_matches('(').trim_end_matches(')');
                let span = Span::new(start, start + words.len() as u32);
                let version = without_platform(version);
                let known = by_name.get(name).filter(|at| out.packages[**at].version == version);
                if let Some(known) = known {
                    last = Some(*known);
                    continue;
                }
                let package = out.add(Ecosystem::RubyGems, name, version, span);
                out.packages[package].origin = match section {
                    "GIT" => Origin::Git(format!("{remote}#{revision}")),
                    "PATH" => Origin::Path,
                    _ => Origin::Registry,
                };
                by_name.insert(name, package);
                last = Some(package);
            }
            ("GIT" | "PATH" | "GEM" | "PLUGIN SOURCE", 6) => {
                needs.extend(last.map(|from| (from, name, rest)));
            }
            ("DEPENDENCIES", 2) => direct.push((name.trim_end_matches('!'), rest)),
            _ => {}
        }
    }
    for (from, name, rest) in needs {
        if let Some(to) = by_name.get(name) {
            out.need(from, *to);
            out.asks(Some(from), *to, Some(requirement(rest)));
        }
    }
    out.has_graph = true;
    out.roots_known = true;
    out.scopes_follow = groups.is_some();
    for (name, rest) in direct {
        if let Some(at) = by_name.get(name) {
            let scope = groups.as_ref().and_then(|groups| groups.get(name)).copied();
            out.root(*at, scope.unwrap_or_default());
            out.asks(None, *at, Some(requirement(rest)));
        }
    }
}

/// `(~> 1.0, >= 1.0.2)` without its brackets; nothing stands there where any version will do.
fn requirement(rest: &str) -> &str {
    rest.trim_end_matches('!').trim_start_matches('(').trim_end_matches(')')
}

/// `1.2.3-x86_64-linux` is version 1.2.3 for a platform; versions of gems have no dash.
fn without_platform(version: &str) -> &str {
    version.split('-').next().unwrap_or(version)
}

/// Gems that the `Gemfile` beside names in groups for development alone.
fn groups(source: Source<'_>, out: &mut Builder) -> Option<FxHashMap<String, Scope>> {
    let text = out.beside(source, "Gemfile")?;
    let mut scopes = FxHashMap::default();
    // What each open block is for.
    let mut blocks: Vec<Option<Scope>> = Vec::new();
    for line in text.lines().map(str::trim) {
        let code = line.split(" #").next().unwrap_or(line);
        if let Some(gem) = code.strip_prefix("gem ") {
            let name = gem.trim_start_matches(['\'', '"', '(', ' ']);
            let name: String = name.chars().take_while(|c| !matches!(c, '\'' | '"')).collect();
            let own =
                ["group:", ":group =>", "groups:"].iter().find_map(|key| code.split_once(key));
            let scope =
                own.map(|(_, names)| group(names)).or(blocks.iter().rev().find_map(|it| *it));
            scopes.insert(name, scope.unwrap_or_default());
        } else if let Some(names) = code.strip_prefix("group ") {
            blocks.push(Some(group(names)));
        } else if code.ends_with(" do") || code.starts_with("if ") || code.starts_with("unless ") {
            blocks.push(None);
        } else if code == "end" {
            blocks.pop();
        }
    }
    Some(scopes)
}

fn group(names: &str) -> Scope {
    let mut names = names
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|name| !matches!(*name, "" | "do" | "optional" | "true" | "require" | "false"))
        .peekable();
    let has = names.peek().is_some();
    let dev = ["development", "test", "dev", "lint", "doc", "docs", "ci", "tools"];
    if has && names.all(|name| dev.contains(&name)) { Scope::Dev } else { Scope::Runtime }
}
