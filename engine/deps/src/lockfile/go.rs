//! `go.mod`, with `replace`. What `go.sum` beside it names in addition counts where `go.mod` does not list everything
//! (before Go 1.17).

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_syntax::Span;

use super::{Builder, Source};
use crate::package::{Ecosystem, Origin};

struct Replacement<'t> {
    version: Option<&'t str>,
    name: &'t str,
    to: Option<&'t str>,
    span: Span,
}

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let mut block = "";
    let mut required: Vec<(&str, &str, Span, bool)> = Vec::new();
    let mut replaced: FxHashMap<&str, Vec<Replacement<'_>>> = FxHashMap::default();
    let (mut go, mut toolchain) = (None, None);
    let mut at = 0u32;
    for whole in source.text.split_inclusive('\n') {
        let span = Span::new(at, at + whole.trim_end().len() as u32);
        at += whole.len() as u32;
        let (code, comment) = whole.split_once("//").unwrap_or((whole, ""));
        let mut words: Vec<&str> =
            code.split_whitespace().map(|it| it.trim_matches(['"', '`'])).collect();
        let Some(first) = words.first().copied() else { continue };
        if first == ")" {
            block = "";
            continue;
        }
        let verb = if block.is_empty() {
            words.remove(0);
            first
        } else {
            block
        };
        if words.last() == Some(&"(") {
            block = verb;
            continue;
        }
        match (verb, words.as_slice()) {
            ("require", [name, version, ..]) => {
                required.push((name, version, span, comment.trim_start().starts_with("indirect")));
            }
            ("replace", words) => {
                let Some(arrow) = words.iter().position(|word| *word == "=>") else { continue };
                let (Some(from), Some(name)) = (words.first(), words.get(arrow + 1)) else {
                    continue;
                };
                let version = (arrow == 2).then(|| words[1]);
                let to = words.get(arrow + 2).copied();
                replaced.entry(from).or_default().push(Replacement { version, name, to, span });
            }
            ("go", [version, ..]) => go = Some((*version, span)),
            ("toolchain", [version, ..]) => toolchain = Some((*version, span)),
            _ => {}
        }
    }
    let mut modules = Modules::default();
    for (name, version, span, indirect) in &required {
        let fits = |it: &&Replacement<'_>| it.version.is_none_or(|wanted| wanted == *version);
        let found = replaced.get(name).and_then(|all| {
            all.iter().find(|it| it.version.is_some() && fits(it)).or_else(|| all.iter().find(fits))
        });
        match found {
            Some(Replacement { name, to: Some(to), span, .. }) => {
                modules.add(name, to, *span, !indirect, out);
            }
            Some(_) => {
                // A folder stands in its place.
                let version = version.strip_prefix('v').unwrap_or(version);
                let at = out.add(Ecosystem::Go, name, version, *span);
                out.packages[at].origin = Origin::Path;
                out.packages[at].direct = Some(!indirect);
            }
            None => modules.add(name, version, *span, !indirect, out),
        }
    }
    let named = |word: &str| {
        word.strip_prefix("go").is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
    };
    match (toolchain, go) {
        (Some((version, span)), _) if named(version) => {
            let version = version[2..].split('-').next().unwrap_or_default();
            modules.add("stdlib", version, span, true, out);
        }
        (_, Some((version, span))) => modules.add("stdlib", version, span, true, out),
        _ => {}
    }
    let old = go.is_none_or(|(version, _)| minor(version) < 17);
    if old {
        let span = go.map_or(Span::default(), |(_, span)| span);
        sums(source, span, &mut modules, out);
    }
}

/// Modules that were added.
#[derive(Default)]
struct Modules {
    seen: FxHashSet<(String, String)>,
}

impl Modules {
    fn add(&mut self, name: &str, version: &str, span: Span, direct: bool, out: &mut Builder) {
        let version = version.strip_prefix('v').unwrap_or(version);
        if self.seen.insert((name.to_owned(), version.to_owned())) {
            let at = out.add(Ecosystem::Go, name, version, span);
            out.packages[at].direct = Some(direct);
        }
    }
}

/// The second number of `1.16.3`; large where the first is not 1.
fn minor(version: &str) -> u32 {
    let mut parts = version.split('.');
    match (parts.next(), parts.next().and_then(|it| it.parse().ok())) {
        (Some("1"), Some(minor)) => minor,
        (Some("1"), None) => 0,
        _ => u32::MAX,
    }
}

/// Modules whose code `go.sum` has a hash of, and not only of their `go.mod`.
fn sums(source: Source<'_>, span: Span, modules: &mut Modules, out: &mut Builder) {
    let Some(text) = out.beside(source, "go.sum") else { return };
    for line in text.lines() {
        let mut words = line.split_whitespace();
        if let (Some(name), Some(version)) = (words.next(), words.next())
            && !version.ends_with("/go.mod")
        {
            modules.add(name, version, span, false, out);
        }
    }
}
