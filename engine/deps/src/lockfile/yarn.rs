//! `yarn.lock`: version 1 in its own format, later ones in YAML.

use rustc_hash::FxHashMap;
use tamis_syntax::Span;

use super::{Builder, Source};
use crate::document::{read_json, read_yaml};
use crate::package::{Ecosystem, Origin, Scope};

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    // By the descriptor (`name@range`) that others ask for it with.
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    if source.text.lines().any(|line| line.starts_with("__metadata:")) {
        berry(source, out, &mut known);
    } else {
        classic(source, out, &mut known);
    }
    roots(source, out, &known);
}

/// Name and range of `name@range`, of a name that may begin with `@`.
fn descriptor(text: &str) -> Option<(&str, &str)> {
    let at = text.get(1..)?.find('@')? + 1;
    Some((&text[..at], &text[at + 1..]))
}

fn origin(address: &str) -> Option<Origin> {
    let is_git = address.contains(".git#")
        || address.starts_with("git")
        || address.contains("codeload.github.com")
        || address.contains("commit=");
    if is_git {
        Some(Origin::Git(address.to_owned()))
    } else if ["file:", "link:", "portal:"].iter().any(|scheme| address.starts_with(scheme)) {
        Some(Origin::Path)
    } else {
        None
    }
}

/// An entry of version 1.
struct Classic<'t> {
    descriptors: Vec<&'t str>,
    span: Span,
    version: &'t str,
    resolved: &'t str,
    needs: Vec<(&'t str, &'t str)>,
}

fn classic(source: Source<'_>, out: &mut Builder, known: &mut FxHashMap<String, usize>) {
    let mut entries: Vec<Classic<'_>> = Vec::new();
    let mut in_needs = false;
    let mut at = 0u32;
    for whole in source.text.split_inclusive('\n') {
        let start = at;
        at += whole.len() as u32;
        let line = whole.trim_end();
        let indent = line.len() - line.trim_start().len();
        let words = line.trim_start();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        if indent == 0 {
            let span = Span::new(start, start + line.len() as u32);
            let head = line.strip_suffix(':').unwrap_or(line);
            let descriptors = head.split(", ").map(|it| it.trim_matches('"')).collect();
            entries.push(Classic {
                descriptors,
                span,
                version: "",
                resolved: "",
                needs: Vec::new(),
            });
            in_needs = false;
            continue;
        }
        let Some(entry) = entries.last_mut() else { continue };
        let (key, value) = pair(words);
        match (indent, key) {
            (2, "version") => entry.version = value,
            (2, "resolved") => entry.resolved = value,
            (2, "dependencies:" | "optionalDependencies:") => in_needs = true,
            (2, _) => in_needs = false,
            (_, key) if in_needs => entry.needs.push((key, value)),
            _ => {}
        }
    }
    let mut added = Vec::new();
    for entry in &entries {
        let first = entry.descriptors.first().and_then(|first| descriptor(first));
        let Some((used, range)) = first else {
            out.fault(entry.span, "this is no entry of a yarn.lock".to_owned());
            continue;
        };
        let alias = range.strip_prefix("npm:").and_then(descriptor).map(|(name, _)| name);
        let name = alias.unwrap_or(used);
        if entry.version.is_empty() {
            out.fault(entry.span, format!("'{name}' has no version"));
        }
        let package = out.add(Ecosystem::Npm, name, entry.version, entry.span);
        out.packages[package].alias = alias.map(|_| used.to_owned());
        if let Some(origin) = origin(entry.resolved).or_else(|| origin(range)) {
            out.packages[package].origin = origin;
        }
        for descriptor in &entry.descriptors {
            known.insert((*descriptor).to_owned(), package);
        }
        added.push((package, entry));
    }
    for (package, entry) in added {
        for (name, range) in &entry.needs {
            if let Some(to) = known.get(&format!("{name}@{range}")) {
                out.need(package, *to);
                out.asks(Some(package), *to, Some(range));
            }
        }
    }
}

/// `key value`, either in quotes or not.
fn pair(words: &str) -> (&str, &str) {
    let (key, value) = match words.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        Some((key, value)) => (key, value),
        None => words.split_once(' ').unwrap_or((words, "")),
    };
    (key, value.trim().trim_matches('"'))
}

fn berry(source: Source<'_>, out: &mut Builder, known: &mut FxHashMap<String, usize>) {
    let (document, fault) = read_yaml(source.text);
    out.faults(fault);
    let mut added = Vec::new();
    let mut roots = Vec::new();
    for entry in document.entries().iter().filter(|entry| entry.key != "__metadata") {
        let resolution = entry.node.text_of("resolution").unwrap_or(&entry.key);
        let Some((name, from)) = descriptor(resolution) else { continue };
        if from.starts_with("workspace:") || entry.node.text_of("linkType") == Some("soft") {
            roots.push(entry);
            continue;
        }
        // A patched package is the one it patches.
        let version = entry.node.text_of("version").unwrap_or_default();
        let package = out.add(Ecosystem::Npm, name, version, entry.at);
        if let Some(origin) = origin(from) {
            out.packages[package].origin = origin;
        }
        for one in entry.key.split(", ") {
            let used = descriptor(one).map(|(used, _)| used).unwrap_or_default();
            if used != name && out.packages[package].alias.is_none() {
                out.packages[package].alias = Some(used.to_owned());
            }
            known.insert(one.to_owned(), package);
        }
        added.push((package, entry));
    }
    let find = |name: &str, range: &str, known: &FxHashMap<String, usize>| {
        let plain = known.get(&format!("{name}@{range}"));
        plain.or_else(|| known.get(&format!("{name}@npm:{range}"))).copied()
    };
    for (package, entry) in added {
        for table in ["dependencies", "optionalDependencies"] {
            for need in entry.node.entries_of(table) {
                let range = need.node.text().unwrap_or_default();
                if let Some(to) = find(&need.key, range, known) {
                    out.need(package, to);
                    out.asks(Some(package), to, Some(range));
                }
            }
        }
    }
    // Workspaces list all they need in one table; which of it is for development, their manifests say.
    for entry in roots {
        for need in entry.node.entries_of("dependencies") {
            let range = need.node.text().unwrap_or_default();
            if let Some(to) = find(&need.key, range, known) {
                out.packages[to].direct = Some(true);
            }
        }
    }
}

/// What the manifests beside the lockfile ask for.
fn roots(source: Source<'_>, out: &mut Builder, known: &FxHashMap<String, usize>) {
    let Some(text) = out.beside(source, "package.json") else { return };
    out.roots_known = true;
    out.scopes_follow = true;
    let (root, _) = read_json(&text);
    let mut manifests = vec![root.clone()];
    let workspaces = root.get("workspaces");
    let globs = workspaces
        .map(|it| if it.items().is_empty() { it.items_of("packages") } else { it.items() });
    let mut texts = Vec::new();
    for glob in globs.unwrap_or_default().iter().filter_map(|glob| glob.text()) {
        let folders = match glob.split_once('*') {
            None => vec![glob.to_owned()],
            Some((before, "" | "*")) => {
                let names =
                    source.sibling(before).map(|it| source.beside.list(&it)).unwrap_or_default();
                names
                    .iter()
                    .filter_map(|it| Some(format!("{before}{}", it.strip_suffix('/')?)))
                    .collect()
            }
            Some(_) => Vec::new(),
        };
        texts.extend(
            folders.iter().filter_map(|it| out.beside(source, &format!("{it}/package.json"))),
        );
    }
    manifests.extend(texts.iter().map(|text| read_json(text).0));
    for manifest in &manifests {
        for (table, scope) in [
            ("dependencies", Scope::Runtime),
            ("optionalDependencies", Scope::Optional),
            ("devDependencies", Scope::Dev),
        ] {
            for need in manifest.entries_of(table) {
                let range = need.node.text().unwrap_or_default();
                let at = known
                    .get(&format!("{}@{range}", need.key))
                    .or_else(|| known.get(&format!("{}@npm:{range}", need.key)));
                if let Some(at) = at {
                    out.root(*at, scope);
                    out.asks(None, *at, Some(range));
                }
            }
        }
    }
}
