//! Packages that are installed in a tree of files: what package managers of languages leave beside the code.
//!
//! For: the metadata of one installed package to an [`Inventory`], and the modules that stand in programs of Go.
//! Not for: finding those files, opening archives of Java (`tamis-scan`). Read [`installed_kind`].

mod go;

use tamis_syntax::Span;

pub use self::go::{GoInfo, go_modules};
use crate::document::{Node, read_json};
use crate::lockfile::Builder;
use crate::package::{Ecosystem, Inventory};

/// Metadata of installed packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstalledKind {
    /// `METADATA` or `PKG-INFO` of Python.
    Python,
    /// `package.json` directly below a package's folder in `node_modules`.
    Node,
    /// A specification of Ruby.
    Gem,
    /// `vendor/composer/installed.json`.
    Composer,
    /// `NAME.deps.json` of .NET.
    DotNet,
}

/// The kind of the file at `path`.
pub fn installed_kind(path: &str) -> Option<InstalledKind> {
    let parts: Vec<&str> = path.rsplit('/').take(4).collect();
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    let is = |kind| Some(kind);
    match part(0) {
        "METADATA" if part(1).ends_with(".dist-info") => is(InstalledKind::Python),
        "PKG-INFO" if part(1).ends_with(".egg-info") => is(InstalledKind::Python),
        "package.json"
            if part(2) == "node_modules" && !part(1).starts_with('@')
                || part(3) == "node_modules" && part(2).starts_with('@') =>
        {
            is(InstalledKind::Node)
        }
        "installed.json" if part(1) == "composer" => is(InstalledKind::Composer),
        name if name.ends_with(".gemspec")
            && (part(1) == "specifications"
                || part(1) == "default" && part(2) == "specifications") =>
        {
            is(InstalledKind::Gem)
        }
        name if name.ends_with(".egg-info") && part(1).ends_with("-packages") => {
            is(InstalledKind::Python)
        }
        name if name.ends_with(".deps.json") => is(InstalledKind::DotNet),
        _ => None,
    }
}

/// Reads metadata. Never fails.
pub fn read_installed(kind: InstalledKind, text: &str) -> Inventory {
    let mut out = Builder::default();
    let id = match kind {
        InstalledKind::Python => {
            python(text, &mut out);
            "python-installed"
        }
        InstalledKind::Node => {
            node(text, &mut out);
            "node-installed"
        }
        InstalledKind::Gem => {
            gem(text, &mut out);
            "gem-installed"
        }
        InstalledKind::Composer => {
            composer(text, &mut out);
            "composer-installed"
        }
        InstalledKind::DotNet => {
            dot_net(text, &mut out);
            "dotnet-installed"
        }
    };
    out.finish(id)
}

/// `META-INF/maven/GROUP/ARTIFACT/pom.properties` of an archive of Java: group, artifact and version.
pub fn pom_properties(text: &str) -> Option<(String, String)> {
    let value = |key: &str| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(key))?;
        Some(line.strip_prefix('=')?.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let (group, artifact) = (value("groupId")?, value("artifactId")?);
    Some((format!("{group}:{artifact}"), value("version")?))
}

/// An inventory of packages that are known by name and version alone.
pub fn plain(kind: &'static str, ecosystem: Ecosystem, packages: &[(String, String)]) -> Inventory {
    let mut out = Builder::default();
    for (name, version) in packages {
        out.add(ecosystem, name, version, Span::default());
    }
    out.finish(kind)
}

/// Headers of mail, up to the first empty line.
fn python(text: &str, out: &mut Builder) {
    let (mut name, mut version, mut license) = ("", ("", Span::default()), "");
    let mut classifiers: Vec<&str> = Vec::new();
    let mut at = 0u32;
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len() as u32;
        let line = whole.trim_end();
        if line.is_empty() {
            break;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match key {
            "Name" => name = value,
            "Version" => {
                version = (value, Span::new(start, start + line.len() as u32));
            }
            "License-Expression" => license = value,
            "License" if license.is_empty() && value != "UNKNOWN" => license = value,
            "Classifier" => classifiers.extend(value.strip_prefix("License :: OSI Approved :: ")),
            _ => {}
        }
    }
    if name.is_empty() || version.0.is_empty() {
        return;
    }
    let at = out.add(Ecosystem::PyPi, name, version.0, version.1);
    let license = match license {
        "" => classifiers.first().copied().unwrap_or_default(),
        license => license,
    };
    out.packages[at].license =
        (!license.is_empty()).then(|| crate::license::spelled(license).to_owned());
}

fn node(text: &str, out: &mut Builder) {
    let (document, fault) = read_json(text);
    out.faults(fault);
    let (Some(name), Some(version)) = (document.get("name"), document.text_of("version")) else {
        return;
    };
    let Some(written) = name.text().filter(|name| !name.is_empty()) else { return };
    let at = out.add(Ecosystem::Npm, written, version, name.span);
    let license = document.get("license");
    let license = license.and_then(|it| it.text().or_else(|| it.text_of("type")));
    out.packages[at].license = license.map(str::to_owned);
}

/// `s.name = "rake".freeze`, as RubyGems writes specifications.
fn gem(text: &str, out: &mut Builder) {
    let field = |key: &str| {
        let mut at = 0;
        for whole in text.split_inclusive('\n') {
            let start = at;
            at += whole.len();
            let line = whole.trim();
            let Some((left, right)) = line.split_once('=') else { continue };
            if left.trim().strip_prefix("s.") != Some(key) {
                continue;
            }
            let right =
                right.trim().trim_start_matches('[').trim_start_matches("Gem::Version.new(");
            let quote = right.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let value = right[1..].split(quote).next()?;
            return Some((value, Span::new(start as u32, (start + whole.trim_end().len()) as u32)));
        }
        None
    };
    let (Some((name, _)), Some((version, span))) = (field("name"), field("version")) else {
        return;
    };
    let at = out.add(Ecosystem::RubyGems, name, version, span);
    out.packages[at].license = field("licenses").map(|(license, _)| license.to_owned());
}

fn composer(text: &str, out: &mut Builder) {
    let (document, fault) = read_json(text);
    out.faults(fault);
    let packages =
        if document.items().is_empty() { document.items_of("packages") } else { document.items() };
    for package in packages {
        let (Some(name), Some(version)) = (package.get("name"), package.text_of("version")) else {
            continue;
        };
        let Some(written) = name.text() else { continue };
        let at = out.add(Ecosystem::Packagist, written, version, name.span);
        let licenses: Vec<&str> =
            package.items_of("license").iter().filter_map(Node::text).collect();
        out.packages[at].license = (!licenses.is_empty()).then(|| licenses.join(" OR "));
    }
}

fn dot_net(text: &str, out: &mut Builder) {
    let (document, fault) = read_json(text);
    out.faults(fault);
    for library in document.entries_of("libraries") {
        if library.node.text_of("type") != Some("package") {
            continue;
        }
        if let Some((name, version)) = library.key.split_once('/') {
            out.add(Ecosystem::NuGet, name, version, library.at);
        }
    }
}

#[cfg(test)]
mod tests;
