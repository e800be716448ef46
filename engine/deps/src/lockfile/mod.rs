//! Lockfiles to packages: one file per kind, one table.
//!
//! A reader never fails: what does not parse is a fault, and what was read before it stays. Read [`KINDS`], [`Builder`].

mod bun;
mod cargo;
mod composer;
mod gemfile;
mod go;
mod gradle;
mod maven;
mod npm;
mod nuget;
mod pdm;
mod pipfile;
mod pnpm;
mod poetry;
mod pylock;
mod requirement_line;
mod requirements;
mod uv;
mod yarn;

use std::collections::VecDeque;
use std::sync::Arc;

use tamis_syntax::Span;

use crate::document::Fault;
use crate::package::{Ask, Ecosystem, Inventory, Origin, Package, Scope};

/// Files beside a lockfile, by path from the root of the scan.
pub trait Beside: Sync {
    /// The text of a file.
    fn read(&self, path: &str) -> Option<Arc<str>>;
    /// Names in a folder; folders end in `/`.
    fn list(&self, folder: &str) -> Vec<String>;
}

/// No files.
impl Beside for () {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }

    fn list(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

/// A lockfile.
#[derive(Clone, Copy)]
pub struct Source<'t> {
    /// Path from the root of the scan.
    pub path: &'t str,
    /// Its text.
    pub text: &'t str,
    /// What stands beside it.
    pub beside: &'t dyn Beside,
}

impl Source<'_> {
    /// The path of `name` in the lockfile's folder, `.` and `..` resolved; `None` where it leads out of the root.
    pub(crate) fn sibling(&self, name: &str) -> Option<String> {
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.pop();
        for part in name.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

/// A kind of lockfile.
pub struct Kind {
    /// Its id.
    pub id: &'static str,
    /// Whether a file of this name (without folders) is one.
    pub fits: fn(&str) -> bool,
    read: fn(Source<'_>, &mut Builder),
}

/// All kinds.
pub const KINDS: [Kind; 18] = [
    lock("cargo", |name| name == "Cargo.lock", cargo::read),
    lock("npm", |name| matches!(name, "package-lock.json" | "npm-shrinkwrap.json"), npm::read),
    lock("yarn", |name| name == "yarn.lock", yarn::read),
    lock("pnpm", |name| matches!(name, "pnpm-lock.yaml" | "pnpm-lock.yml"), pnpm::read),
    lock("bun", |name| name == "bun.lock", bun::read),
    lock("poetry", |name| name == "poetry.lock", poetry::read),
    lock("pipfile", |name| name == "Pipfile.lock", pipfile::read),
    lock("pdm", |name| name == "pdm.lock", pdm::read),
    lock("uv", |name| name == "uv.lock", uv::read),
    lock("pylock", is_pylock, pylock::read),
    lock("requirements", is_requirements, requirements::read),
    lock("go", |name| name == "go.mod", go::read),
    lock("gemfile", |name| matches!(name, "Gemfile.lock" | "gems.locked"), gemfile::read),
    lock("composer", |name| name == "composer.lock", composer::read),
    lock(
        "gradle",
        |name| matches!(name, "gradle.lockfile" | "buildscript-gradle.lockfile"),
        gradle::read,
    ),
    lock(
        "gradle-verification",
        |name| name == "verification-metadata.xml",
        gradle::read_verification,
    ),
    lock("maven", |name| name == "pom.xml" || name.ends_with(".pom"), maven::read),
    lock("nuget", |name| name == "packages.lock.json", nuget::read),
];

const fn lock(
    id: &'static str,
    fits: fn(&str) -> bool,
    read: fn(Source<'_>, &mut Builder),
) -> Kind {
    Kind { id, fits, read }
}

/// PEP 751: `pylock.toml` and `pylock.NAME.toml`.
fn is_pylock(name: &str) -> bool {
    name == "pylock.toml" || name.starts_with("pylock.") && name.ends_with(".toml")
}

/// `requirements.txt` and the names people give to its kin; text files in a folder `requirements` are read where
/// another includes them.
fn is_requirements(name: &str) -> bool {
    name.strip_suffix(".txt").is_some_and(|stem| {
        stem.split(['-', '_', '.']).any(|part| part == "requirements" || part == "reqs")
    })
}

/// The kind of the file at `path`.
pub fn kind_of(path: &str) -> Option<&'static Kind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    KINDS.iter().find(|kind| (kind.fits)(name))
}

/// Larger lockfiles are not read.
const MAX_BYTES: usize = 256 << 20;

/// Reads a lockfile. Never fails; a function of its input.
pub fn read(kind: &Kind, source: Source<'_>) -> Inventory {
    let mut builder = Builder::default();
    if source.text.len() > MAX_BYTES {
        builder.fault(Span::default(), "the lockfile is too large to be read".to_owned());
    } else {
        (kind.read)(source, &mut builder);
    }
    builder.finish(kind.id)
}

/// Puts an inventory together.
#[derive(Default)]
pub(crate) struct Builder {
    pub(crate) packages: Vec<Package>,
    faults: Vec<Fault>,
    read: Vec<String>,
    /// What the project itself asks for.
    roots: Vec<(usize, Scope)>,
    asks: Vec<Ask>,
    /// Whether `roots` holds all of them, so that others are transitive.
    pub(crate) roots_known: bool,
    /// Whether scopes follow from those of the roots.
    pub(crate) scopes_follow: bool,
    pub(crate) has_graph: bool,
}

impl Builder {
    /// Adds a package; its index.
    pub(crate) fn add(
        &mut self,
        ecosystem: Ecosystem,
        name: &str,
        version: &str,
        span: Span,
    ) -> usize {
        self.packages.push(Package {
            ecosystem,
            name: name.to_owned(),
            version: version.to_owned(),
            span,
            file: None,
            scope: Scope::Runtime,
            direct: None,
            origin: Origin::Registry,
            needs: Vec::new(),
            license: None,
            alias: None,
            modules: Vec::new(),
            release: None,
            built_from: None,
            built_version: None,
        });
        self.packages.len() - 1
    }

    /// Says that the project itself asks for the package at `at`.
    pub(crate) fn root(&mut self, at: usize, scope: Scope) {
        self.roots.push((at, scope));
    }

    /// Says that `from` needs `to`.
    pub(crate) fn need(&mut self, from: usize, to: usize) {
        self.has_graph = true;
        if from != to {
            self.packages[from].needs.push(to as u32);
        }
    }

    /// Says with which requirement a package (or, for `None`, the project itself) asks for another.
    pub(crate) fn asks(&mut self, by: Option<usize>, of: usize, requirement: Option<&str>) {
        if let Some(requirement) = requirement.filter(|_| by != Some(of)) {
            let (of, by) = (of as u32, by.map(|at| at as u32));
            self.asks.push(Ask { of, by, requirement: requirement.into() });
        }
    }

    pub(crate) fn fault(&mut self, span: Span, message: String) {
        self.faults.push(Fault { span, message });
    }

    pub(crate) fn faults(&mut self, fault: Option<Fault>) {
        self.faults.extend(fault);
    }

    /// A file beside the lockfile.
    pub(crate) fn beside(&mut self, source: Source<'_>, name: &str) -> Option<Arc<str>> {
        let path = source.sibling(name)?;
        let text = source.beside.read(&path)?;
        self.read.push(path);
        Some(text)
    }

    pub(crate) fn finish(mut self, kind: &'static str) -> Inventory {
        for package in &mut self.packages {
            package.needs.sort_unstable();
            package.needs.dedup();
        }
        for (at, _) in &self.roots {
            self.packages[*at].direct = Some(true);
        }
        if self.roots_known {
            for package in &mut self.packages {
                package.direct = package.direct.or(Some(false));
            }
        }
        if self.scopes_follow {
            self.spread_scopes();
        }
        self.asks.sort_unstable();
        self.asks.dedup();
        self.read.sort();
        self.read.dedup();
        Inventory {
            kind,
            packages: self.packages,
            faults: self.faults,
            asks: self.asks,
            has_graph: self.has_graph,
            read: self.read,
        }
    }

    /// A package has the first scope of those that need it; one that nobody needs keeps its own.
    fn spread_scopes(&mut self) {
        let mut seen = vec![false; self.packages.len()];
        for scope in Scope::ALL {
            let of_scope = self.roots.iter().filter(|(_, its)| *its == scope);
            let mut queue: VecDeque<usize> = of_scope.map(|(at, _)| *at).collect();
            while let Some(at) = queue.pop_front() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                self.packages[at].scope = scope;
                queue.extend(self.packages[at].needs.iter().map(|need| *need as usize));
            }
        }
    }
}

#[cfg(test)]
mod tests;
