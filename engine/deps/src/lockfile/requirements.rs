//! `requirements.txt` of pip: `-r`, `-c`, hashes, markers, continued lines.

use tamis_syntax::Span;

use super::requirement_line::base_name;
use super::{Builder, Source};
use crate::package::{Ecosystem, Origin, Scope};

/// Files that include each other, and their depth.
const MAX_FILES: usize = 100;

pub(super) fn read(source: Source<'_>, out: &mut Builder) {
    let mut files = vec![source.path.to_owned()];
    let mut constraints = Vec::new();
    file(source, None, &mut files, &mut constraints, out);
    apply(&constraints, out);
}

/// A version that `-c` gives to a package that has none.
struct Constraint {
    name: String,
    version: String,
}

fn file(
    source: Source<'_>,
    included: Option<&str>,
    files: &mut Vec<String>,
    constraints: &mut Vec<Constraint>,
    out: &mut Builder,
) {
    for (line, span) in logical_lines(source.text) {
        let line = without_comment(&line).trim().to_owned();
        if line.is_empty() {
            continue;
        }
        if let Some((option, value)) = option(&line) {
            match option {
                "-r" | "--requirement" => include(source, value, false, files, constraints, out),
                "-c" | "--constraint" => include(source, value, true, files, constraints, out),
                "-e" | "--editable" => address(value, span, included, out),
                _ => {}
            }
            continue;
        }
        if let Some(read) = requirement(&line) {
            let at = out.add(Ecosystem::PyPi, read.name, &read.version, span);
            let package = &mut out.packages[at];
            package.file = included.map(str::to_owned);
            package.scope = scope(included.unwrap_or(source.path));
            // A file that a tool wrote says for whom each line is there.
            if let Some(address) = read.address {
                package.origin = origin(address);
            }
        } else if line.contains("://") || line.starts_with('.') || line.starts_with('/') {
            address(&line, span, included, out);
        }
    }
}

/// The file's name says what it is for.
fn scope(path: &str) -> Scope {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let dev =
        ["dev", "develop", "development", "test", "tests", "testing", "lint", "docs", "doc", "ci"];
    let is_dev = name.split(['-', '_', '.']).any(|part| dev.contains(&part));
    if is_dev { Scope::Dev } else { Scope::Runtime }
}

fn origin(address: &str) -> Origin {
    if address.starts_with("git+") || address.starts_with("hg+") || address.starts_with("svn+") {
        Origin::Git(address.to_owned())
    } else if address.contains("://") && !address.starts_with("file:") {
        Origin::Url(address.to_owned())
    } else {
        Origin::Path
    }
}

/// `git+https://…#egg=name`.
fn address(line: &str, span: Span, included: Option<&str>, out: &mut Builder) {
    let Some((address, fragment)) = line.split_once('#') else { return };
    let name = fragment.split('&').find_map(|pair| pair.strip_prefix("egg="));
    let Some(name) = name.map(base_name).filter(|name| !name.is_empty()) else { return };
    let at = out.add(Ecosystem::PyPi, name, "", span);
    out.packages[at].origin = origin(address);
    out.packages[at].file = included.map(str::to_owned);
}

fn option(line: &str) -> Option<(&str, &str)> {
    if !line.starts_with('-') {
        return None;
    }
    // `-rbase.txt` is as good as `-r base.txt`.
    if let Some(short) = line.get(..2).filter(|it| matches!(*it, "-r" | "-c" | "-e")) {
        return Some((short, line[2..].trim_start_matches([' ', '=']).trim()));
    }
    let cut = line.find([' ', '=']).unwrap_or(line.len());
    Some((&line[..cut], line[cut..].trim_start_matches([' ', '=']).trim()))
}

fn include(
    source: Source<'_>,
    name: &str,
    constrains: bool,
    files: &mut Vec<String>,
    constraints: &mut Vec<Constraint>,
    out: &mut Builder,
) {
    let Some(path) = source.sibling(name.trim_matches(['"', '\''])) else { return };
    if files.contains(&path) {
        return;
    }
    if files.len() >= MAX_FILES {
        return out.fault(Span::default(), "too many files include each other".to_owned());
    }
    files.push(path.clone());
    let Some(text) = out.beside(source, name.trim_matches(['"', '\''])) else {
        return out.fault(Span::default(), format!("'{path}' is included and cannot be read"));
    };
    let inner = Source { path: &path, text: &text, beside: source.beside };
    if !constrains {
        return file(inner, Some(&path), files, constraints, out);
    }
    for (line, _) in logical_lines(inner.text) {
        let line = without_comment(&line).trim().to_owned();
        if let Some(read) = requirement(&line).filter(|read| !read.version.is_empty()) {
            let name = Ecosystem::PyPi.normal_name(read.name);
            constraints.push(Constraint { name, version: read.version });
        }
    }
}

fn apply(constraints: &[Constraint], out: &mut Builder) {
    for package in out.packages.iter_mut().filter(|package| package.version.is_empty()) {
        let name = package.ecosystem.normal_name(&package.name);
        if let Some(known) = constraints.iter().find(|it| it.name == name) {
            package.version.clone_from(&known.version);
        }
    }
}

/// Lines with those that go on after a backslash put together, each with its place.
fn logical_lines(text: &str) -> Vec<(String, Span)> {
    let mut lines = Vec::new();
    let mut open: Option<(String, Span)> = None;
    let mut at = 0u32;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let span = Span::new(at, at + line.len() as u32);
        at += whole.len() as u32;
        let (mut joined, place) = open.take().unwrap_or_else(|| (String::new(), span));
        match line.strip_suffix('\\') {
            Some(line) => {
                joined.push_str(line);
                open = Some((joined, place));
            }
            None => {
                joined.push_str(line);
                lines.push((joined, place));
            }
        }
    }
    lines.extend(open);
    lines
}

/// A comment begins at `#` at the start or after a blank.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    let at = line.match_indices('#').find(|(at, _)| line[..*at].ends_with([' ', '\t']));
    at.map_or(line, |(at, _)| &line[..at])
}

struct Requirement<'l> {
    name: &'l str,
    version: String,
    address: Option<&'l str>,
}

/// `name[extra]==1.0 ; marker --hash=…`.
fn requirement(line: &str) -> Option<Requirement<'_>> {
    let line = without_options(line);
    let line = line.split(';').next().unwrap_or(line).trim();
    let name = base_name(line);
    let starts = name.starts_with(|c: char| c.is_alphanumeric());
    if !starts || name.ends_with(['-', '.', '_']) {
        return None;
    }
    let mut rest = line[name.len()..].trim_start();
    if rest.starts_with('[') {
        rest = rest.split_once(']')?.1.trim_start();
    }
    if let Some(address) = rest.strip_prefix('@') {
        return Some(Requirement { name, version: String::new(), address: Some(address.trim()) });
    }
    let rest = rest.trim_start_matches('(').trim_end_matches(')').trim();
    if rest.is_empty() {
        return Some(Requirement { name, version: String::new(), address: None });
    }
    let pinned = rest.split(',').map(str::trim).find_map(|part| {
        part.strip_prefix("===").or_else(|| part.strip_prefix("==")).map(str::trim)
    });
    match pinned {
        Some("") => None,
        Some(version) if !version.contains('*') => {
            Some(Requirement { name, version: version.to_owned(), address: None })
        }
        _ if rest.starts_with(['=', '<', '>', '~', '!']) => {
            Some(Requirement { name, version: String::new(), address: None })
        }
        _ => None,
    }
}

/// Options of a line begin at ` -`.
fn without_options(line: &str) -> &str {
    let at = line.match_indices(" -").find(|(at, _)| {
        let next = line[*at + 2..].chars().next();
        next.is_some_and(|c| c == '-' || c.is_ascii_alphabetic())
    });
    at.map_or(line, |(at, _)| &line[..at])
}
