//! Packages as plain data.

use std::collections::VecDeque;

use tamis_syntax::Span;

use crate::document::Fault;
use crate::purl::Purl;

/// Whose packages and whose order of versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ecosystem {
    /// Rust.
    Cargo,
    /// JavaScript.
    Npm,
    /// Python.
    PyPi,
    /// Go.
    Go,
    /// Ruby.
    RubyGems,
    /// PHP.
    Packagist,
    /// Java.
    Maven,
    /// .NET.
    NuGet,
    /// Dart.
    Pub,
    /// Elixir and Erlang.
    Hex,
    /// Debian and its kin.
    Debian,
    /// Ubuntu.
    Ubuntu,
    /// Alpine.
    Alpine,
    /// Red Hat and its kin.
    Rpm,
    /// Actions of GitHub.
    Actions,
    /// R.
    Cran,
    /// Haskell.
    Hackage,
}

impl Ecosystem {
    /// All.
    pub const ALL: [Ecosystem; 17] = [
        Ecosystem::Cargo,
        Ecosystem::Npm,
        Ecosystem::PyPi,
        Ecosystem::Go,
        Ecosystem::RubyGems,
        Ecosystem::Packagist,
        Ecosystem::Maven,
        Ecosystem::NuGet,
        Ecosystem::Pub,
        Ecosystem::Hex,
        Ecosystem::Debian,
        Ecosystem::Ubuntu,
        Ecosystem::Alpine,
        Ecosystem::Rpm,
        Ecosystem::Actions,
        Ecosystem::Cran,
        Ecosystem::Hackage,
    ];

    /// The name of it in the OSV schema.
    pub fn name(self) -> &'static str {
        match self {
            Ecosystem::Cargo => "crates.io",
            Ecosystem::Npm => "npm",
            Ecosystem::PyPi => "PyPI",
            Ecosystem::Go => "Go",
            Ecosystem::RubyGems => "RubyGems",
            Ecosystem::Packagist => "Packagist",
            Ecosystem::Maven => "Maven",
            Ecosystem::NuGet => "NuGet",
            Ecosystem::Pub => "Pub",
            Ecosystem::Hex => "Hex",
            Ecosystem::Debian => "Debian",
            Ecosystem::Ubuntu => "Ubuntu",
            Ecosystem::Alpine => "Alpine",
            Ecosystem::Rpm => "Red Hat",
            Ecosystem::Actions => "GitHub Actions",
            Ecosystem::Cran => "CRAN",
            Ecosystem::Hackage => "Hackage",
        }
    }

    /// From an ecosystem of an OSV record (`Debian:12`, `Red Hat:…`); the part after the colon is a release.
    pub fn parse(name: &str) -> Option<Ecosystem> {
        let name = name.split(':').next().unwrap_or(name);
        match name {
            "AlmaLinux" | "Rocky Linux" | "openSUSE" | "SUSE" | "Mageia" | "openEuler" => {
                Some(Ecosystem::Rpm)
            }
            "Wolfi" | "Chainguard" => Some(Ecosystem::Alpine),
            _ => Ecosystem::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(name)),
        }
    }

    /// The type of its purls.
    pub fn purl_type(self) -> &'static str {
        match self {
            Ecosystem::Cargo => "cargo",
            Ecosystem::Npm => "npm",
            Ecosystem::PyPi => "pypi",
            Ecosystem::Go => "golang",
            Ecosystem::RubyGems => "gem",
            Ecosystem::Packagist => "composer",
            Ecosystem::Maven => "maven",
            Ecosystem::NuGet => "nuget",
            Ecosystem::Pub => "pub",
            Ecosystem::Hex => "hex",
            Ecosystem::Debian | Ecosystem::Ubuntu => "deb",
            Ecosystem::Alpine => "apk",
            Ecosystem::Rpm => "rpm",
            Ecosystem::Actions => "github",
            Ecosystem::Cran => "cran",
            Ecosystem::Hackage => "hackage",
        }
    }

    /// `name` as packages of it are compared: PEP 503 for Python, lower case where case does not count.
    pub fn normal_name(self, name: &str) -> String {
        match self {
            Ecosystem::PyPi => {
                let mut out = String::with_capacity(name.len());
                for part in name.split(['-', '_', '.']).filter(|part| !part.is_empty()) {
                    if !out.is_empty() {
                        out.push('-');
                    }
                    out.push_str(&part.to_lowercase());
                }
                out
            }
            Ecosystem::NuGet | Ecosystem::Packagist | Ecosystem::Actions | Ecosystem::Hex => {
                name.to_lowercase()
            }
            _ => name.to_owned(),
        }
    }
}

/// What a package is needed for. Ordered: what comes first counts where a package is needed for several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Scope {
    /// Where the program runs.
    #[default]
    Runtime,
    /// Where the program runs, if somebody asks for it.
    Optional,
    /// To build it.
    Build,
    /// To develop and test it.
    Dev,
}

impl Scope {
    /// All, in order.
    pub const ALL: [Scope; 4] = [Scope::Runtime, Scope::Optional, Scope::Build, Scope::Dev];

    /// Lower-case word.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Runtime => "runtime",
            Scope::Optional => "optional",
            Scope::Build => "build",
            Scope::Dev => "dev",
        }
    }

    /// From a word.
    pub fn parse(word: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.name() == word)
    }
}

/// Where a package comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// The ecosystem's registry, or a mirror of it.
    #[default]
    Registry,
    /// A repository; its address, with the commit after `#` where known.
    Git(String),
    /// An archive elsewhere.
    Url(String),
    /// A folder of the project.
    Path,
}

/// A package that a lockfile names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Whose.
    pub ecosystem: Ecosystem,
    /// As written; `group:artifact` for Maven.
    pub name: String,
    /// As written, without Go's `v`; empty where none is pinned.
    pub version: String,
    /// Where it is named.
    pub span: Span,
    /// The file it is named in, where that is not the lockfile itself (`-r`).
    pub file: Option<String>,
    /// What it is needed for.
    pub scope: Scope,
    /// Whether the project itself asks for it; `None`: the lockfile does not tell.
    pub direct: Option<bool>,
    /// Where it comes from.
    pub origin: Origin,
    /// Indexes of the packages it needs, sorted.
    pub needs: Vec<u32>,
    /// The licence as declared there (an SPDX expression, or words).
    pub license: Option<String>,
    /// The name the project uses for it, where that is another.
    pub alias: Option<String>,
    /// Names by which sources use it, where the lockfile says so.
    pub modules: Vec<String>,
    /// Its release, for packages of a distribution (`12`, `v3.19`).
    pub release: Option<String>,
    /// The package it was built from, for packages of a distribution.
    pub built_from: Option<String>,
    /// The version of that package, where it is another.
    pub built_version: Option<String>,
}

impl Package {
    /// Its identity for tools.
    pub fn purl(&self) -> Purl {
        Purl::of(self)
    }
}

/// What the project, or a package of it, asks of another package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// Index of what is asked for.
    pub of: u32,
    /// Index of who asks; `None`: the project itself.
    pub by: Option<u32>,
    /// As written (`^1.2.0`).
    pub requirement: Box<str>,
}

/// What a lockfile says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inventory {
    /// Id of the kind of lockfile.
    pub kind: &'static str,
    /// In order of the file.
    pub packages: Vec<Package>,
    /// What could not be read.
    pub faults: Vec<Fault>,
    /// With which requirements packages ask for each other, sorted; empty where the lockfile does not keep them.
    pub asks: Vec<Ask>,
    /// Whether `needs` is known.
    pub has_graph: bool,
    /// Other files that were read for it.
    pub read: Vec<String>,
}

impl Inventory {
    /// The packages by which the project comes to each package: a shortest way, the direct one first, itself last.
    /// Empty where unknown. Linear.
    pub fn parents(&self) -> Parents {
        let mut above = vec![NONE; self.packages.len()];
        let mut seen = vec![false; self.packages.len()];
        let mut queue = VecDeque::new();
        for scope in Scope::ALL {
            for (at, package) in self.packages.iter().enumerate() {
                if package.direct == Some(true) && package.scope == scope && !seen[at] {
                    seen[at] = true;
                    queue.push_back(at);
                }
            }
            while let Some(at) = queue.pop_front() {
                for need in self.packages[at].needs.iter().map(|need| *need as usize) {
                    if need < seen.len() && !seen[need] {
                        seen[need] = true;
                        above[need] = at as u32;
                        queue.push_back(need);
                    }
                }
            }
        }
        Parents { above, seen }
    }
}

const NONE: u32 = u32::MAX;

/// Who needs whom; see [`Inventory::parents`].
#[derive(Debug, Clone)]
pub struct Parents {
    above: Vec<u32>,
    seen: Vec<bool>,
}

impl Parents {
    /// Indexes from a direct package to the one at `at`; empty where no way is known.
    pub fn path(&self, at: usize) -> Vec<usize> {
        if !self.seen.get(at).copied().unwrap_or(false) {
            return Vec::new();
        }
        let mut path = vec![at];
        let mut last = self.above[at];
        while last != NONE && path.len() <= self.above.len() {
            path.push(last as usize);
            last = self.above[last as usize];
        }
        path.reverse();
        path
    }
}
