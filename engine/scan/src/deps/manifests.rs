//! Where a project asks for a package: the line of its manifest.
//!
//! For: the place beside a finding on a lockfile, which editors show in the manifest. Not for: what is needed for what
//! (`tamis-deps`). Read [`asked_for`].

use std::path::Path;
use std::sync::Arc;

use tamis_deps::{Beside, Ecosystem, Package};
use tamis_finding::{Location, Step};
use tamis_syntax::{LineIndex, Span};

use super::Lockfile;

/// Names of manifests.
const NAMES: [&str; 6] =
    ["Cargo.toml", "package.json", "pyproject.toml", "Pipfile", "Gemfile", "composer.json"];

/// What manifests say beside a lockfile.
pub(crate) struct Manifests {
    texts: Vec<(String, Arc<str>, LineIndex)>,
}

/// Whether a file of that name is a manifest whose packages a lockfile pins.
pub(crate) fn is_manifest(path: &str) -> bool {
    Path::new(path).file_name().is_some_and(|name| NAMES.iter().any(|it| name == *it))
}

/// The manifests that were read for a lockfile, and those that may stand in its folder.
pub(crate) fn manifest_paths(lockfile: &Lockfile) -> Vec<String> {
    let folder = lockfile.path.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
    let folder = folder.unwrap_or_default();
    let mut paths: Vec<String> = NAMES.iter().map(|name| format!("{folder}{name}")).collect();
    paths.extend(lockfile.inventory.read.iter().filter(|path| is_manifest(path)).cloned());
    paths.sort();
    paths.dedup();
    paths
}

impl Manifests {
    /// Those that were read for `lockfile`, and those in its folder.
    pub(crate) fn of(lockfile: &Lockfile, beside: &dyn Beside) -> Manifests {
        let paths = manifest_paths(lockfile);
        let texts = paths.into_iter().filter_map(|path| {
            let text = beside.read(&path)?;
            let index = LineIndex::new(&text);
            Some((path, text, index))
        });
        Manifests { texts: texts.collect() }
    }

    /// The lines that ask for a package.
    pub(crate) fn asked_for(&self, package: &Package) -> Vec<Step> {
        let name = package.alias.as_deref().unwrap_or(&package.name);
        let mut steps = Vec::new();
        for (path, text, index) in &self.texts {
            if !is_of(path, package.ecosystem) {
                continue;
            }
            let Some(span) = find(text, path, name, package.ecosystem) else { continue };
            let location = Location {
                path: path.clone(),
                span,
                start: index.position(text, span.start),
                end: index.position(text, span.end),
            };
            steps.push(Step { location, note: format!("asks for {}", package.name) });
        }
        steps
    }
}

/// Whether a manifest asks for packages of an ecosystem.
fn is_of(path: &str, ecosystem: Ecosystem) -> bool {
    match path.rsplit('/').next().unwrap_or(path) {
        "Cargo.toml" => ecosystem == Ecosystem::Cargo,
        "package.json" => ecosystem == Ecosystem::Npm,
        "pyproject.toml" | "Pipfile" => ecosystem == Ecosystem::PyPi,
        "Gemfile" => ecosystem == Ecosystem::RubyGems,
        _ => ecosystem == Ecosystem::Packagist,
    }
}

/// The name where it is a key, or the begin of an item of a list.
fn find(text: &str, path: &str, name: &str, ecosystem: Ecosystem) -> Option<Span> {
    let is_json = path.ends_with(".json");
    let is_gemfile = path.ends_with("Gemfile");
    let wanted = ecosystem.normal_name(name);
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let start = from;
        from += line.len();
        let rest = line.trim_start();
        let rest = if is_gemfile {
            match rest.strip_prefix("gem ") {
                Some(rest) => rest.trim_start(),
                None => continue,
            }
        } else {
            rest
        };
        // Several in one line: `dependencies = ["flask>=2", "jinja2"]`, `{"dependencies": {"a": "1"}}`.
        let begins = line.len() - rest.len();
        let quoted = line.match_indices(['"', '\'']).map(|(at, _)| at + 1);
        let bare = (!is_json && !is_gemfile).then_some(begins);
        for at in bare.into_iter().chain(quoted.filter(|at| *at > begins)) {
            let word = |c: char| c.is_alphanumeric() || "-_./@".contains(c);
            let length = line[at..].find(|c| !word(c)).unwrap_or(line.len() - at);
            let found = line[at..at + length].trim_end_matches('.');
            if ecosystem.normal_name(found) != wanted {
                continue;
            }
            let after = line[at + length..].trim_start_matches(['"', '\'']).trim_start();
            // In JSON a key, elsewhere what is no value of another key.
            let fits = if is_json {
                after.starts_with(':')
            } else {
                !line[..at].contains('=') || line[..at].contains('[')
            };
            if fits {
                let start = (start + at) as u32;
                return Some(Span::new(start, start + found.len() as u32));
            }
        }
    }
    // `[dependencies.name]`.
    let form = format!(".{name}]");
    let at = text.find(&form).filter(|_| path.ends_with(".toml"))? + 1;
    Some(Span::new(at as u32, (at + name.len()) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ecosystem: Ecosystem, path: &str, text: &str, name: &str, before: Option<&str>) {
        let found = find(text, path, name, ecosystem);
        assert_eq!(found.map(|span| &text[..span.start as usize]), before, "{text}");
    }

    #[test]
    fn names_are_found_where_they_are_asked_for() {
        let text = "[package]\nname = \"serde\"\n[dependencies]\nserde = \"1\"\n";
        check(
            Ecosystem::Cargo,
            "Cargo.toml",
            text,
            "serde",
            Some("[package]\nname = \"serde\"\n[dependencies]\n"),
        );
        check(
            Ecosystem::Cargo,
            "Cargo.toml",
            "[dependencies.tar]\nversion = \"1\"",
            "tar",
            Some("[dependencies."),
        );
        let text = "{\"name\": \"a\", \"dependencies\": {\"@x/y\": \"1\", \"y\": \"2\"}}";
        check(
            Ecosystem::Npm,
            "package.json",
            text,
            "y",
            Some("{\"name\": \"a\", \"dependencies\": {\"@x/y\": \"1\", \""),
        );
        check(Ecosystem::Npm, "package.json", text, "a", None);
        let text = "[project]\ndependencies = [\"Flask_Login>=2\", \"jinja2\"]\n";
        check(
            Ecosystem::PyPi,
            "pyproject.toml",
            text,
            "flask-login",
            Some("[project]\ndependencies = [\""),
        );
        check(
            Ecosystem::PyPi,
            "pyproject.toml",
            text,
            "jinja2",
            Some("[project]\ndependencies = [\"Flask_Login>=2\", \""),
        );
        check(Ecosystem::RubyGems, "Gemfile", "gem 'rails', '~> 7'\n", "rails", Some("gem '"));
        check(Ecosystem::RubyGems, "Gemfile", "# gem 'rails'\n", "rails", None);
    }
}
