//! Folders of other people's code and of built things.
//!
//! By name alone only where the name leaves no doubt; `vendor`, `build`, `dist`, `env`, `lib` are names people give to
//! their own code too, so those need a file in them that a tool left. Not for: ignore files.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Folders that tools fill and people don't write in.
const NAMES: [&str; 21] = [
    "__pycache__",
    "bower_components",
    "dist-packages",
    "elm-stuff",
    "jspm_packages",
    "node_modules",
    "site-packages",
    ".angular",
    ".dart_tool",
    ".eggs",
    ".next",
    ".nox",
    ".npm",
    ".nuxt",
    ".pnpm-store",
    ".svelte-kit",
    ".terraform",
    ".terragrunt-cache",
    ".tox",
    ".turbo",
    ".yarn",
];

/// Whether a folder of this name holds other people's code.
pub(super) fn by_name(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| NAMES.contains(&name))
}

/// Whether version control keeps its own data under this name; a file `.git` stands in a submodule.
pub(super) fn is_version_control(name: &OsStr) -> bool {
    let names = [".git", ".hg", ".svn", ".jj", ".bzr", "_darcs", ".pijul", "CVS"];
    name.to_str().is_some_and(|name| names.contains(&name))
}

/// Files and folders that tell what a folder is, in the order of [`Names`].
const MARKERS: [&str; 16] = [
    "pyvenv.cfg",
    "bin",
    "Scripts",
    "conda-meta",
    "CACHEDIR.TAG",
    ".cargo-checksum.json",
    "modules.txt",
    "autoload.php",
    "composer",
    "ruby",
    "Manifest.lock",
    "Cargo.toml",
    "pom.xml",
    "classes",
    "maven-status",
    "maven-archiver",
];

/// Which markers stand in a folder.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Names {
    bits: u32,
}

impl Names {
    pub(super) fn add(&mut self, name: &OsStr) {
        if let Some(at) = MARKERS.iter().position(|marker| name == *marker) {
            self.bits |= 1 << at;
        }
    }

    fn has(self, name: &str) -> bool {
        MARKERS.iter().position(|marker| *marker == name).is_some_and(|at| self.bits >> at & 1 == 1)
    }

    /// Whether a tool builds into `target` here.
    pub(super) fn builds(self) -> bool {
        self.has("Cargo.toml") || self.has("pom.xml")
    }
}

/// The name of the folder at `path` with `names` in it, if it holds other people's code or what a tool built.
/// `builds`: see [`Names::builds`], of the folder above.
pub(super) fn by_content(path: &Path, names: Names, builds: bool) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let above = path.parent().and_then(Path::file_name);
    let vendored = names.has("pyvenv.cfg") && (names.has("bin") || names.has("Scripts"))
        || names.has("conda-meta")
        || names.has(".cargo-checksum.json") && names.has("Cargo.toml")
        || names.has("CACHEDIR.TAG") && is_cache(path)
        || match &*name {
            // Go; Composer.
            "vendor" => {
                names.has("modules.txt") || names.has("autoload.php") && names.has("composer")
            }
            // Bundler.
            "bundle" => names.has("ruby") && above == Some(OsStr::new("vendor")),
            // CocoaPods.
            "Pods" => names.has("Manifest.lock"),
            "target" if builds => {
                ["classes", "maven-status", "maven-archiver"].iter().any(|marker| names.has(marker))
            }
            _ => false,
        };
    vendored.then(|| name.into_owned())
}

/// Cache Directory Tagging Specification 0.6: the tag begins with a signature.
fn is_cache(folder: &Path) -> bool {
    let mut begin = [0; 43];
    File::open(folder.join("CACHEDIR.TAG")).and_then(|mut tag| tag.read_exact(&mut begin)).is_ok()
        && begin == *b"Signature: 8a477f597d28d172789f06886806bc55"
}
