//! Gives the build a name: results that are kept for later scans are of use to the same engine only.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The crates a scan is made of, this one and what it depends on; a change of any of them builds this one anew anyway.
const PARTS: [&str; 11] = [
    "deps", "finding", "flow", "iac", "ir", "lang", "matcher", "rule", "scan", "secrets", "syntax",
];

fn main() {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    // A package from a registry stands alone, and there the version says all.
    let mut files = BTreeSet::new();
    let workspace = here.join("../..");
    let engine = workspace.join("engine");
    if PARTS.iter().all(|part| engine.join(part).is_dir()) {
        for part in PARTS {
            println!("cargo::rerun-if-changed=../{part}/src");
            gather(&engine.join(part).join("src"), &mut files);
        }
        let grammars = workspace.join("grammars-build");
        for path in [grammars.join("src"), grammars.join("build.rs"), workspace.join("Cargo.lock")]
        {
            println!("cargo::rerun-if-changed={}", path.display());
            gather(&path, &mut files);
        }
    }
    println!("cargo::rerun-if-changed=build.rs");
    let mut hasher = DefaultHasher::new();
    for file in &files {
        let name = file.strip_prefix(&workspace).unwrap_or(file);
        (name, std::fs::read(file).unwrap_or_default()).hash(&mut hasher);
    }
    println!("cargo::rustc-env=TAMIS_BUILD={:016x}", hasher.finish());
}

fn gather(path: &Path, files: &mut BTreeSet<PathBuf>) {
    if !path.is_dir() {
        files.insert(path.to_owned());
        return;
    }
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        gather(&entry.path(), files);
    }
}
