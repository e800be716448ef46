//! Lockfiles of a scan, and what local data says of their packages.
//!
//! For: reading them in parallel, findings on their lines. Not for: what a lockfile means (`tamis-deps`).
//! Read [`lockfiles`].

mod container;
mod findings;
mod images;
mod licenses;
mod manifests;
mod reach;
mod upgrades;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use tamis_deps::{Beside, Inventory, Source, kind_of};
use tamis_finding::{Notice, NoticeKind};
use tamis_syntax::{LineIndex, Span};

use crate::decode::{Decoded, decode};
use crate::walk::{WalkError, WalkOptions, WalkedFile, walk};

pub use self::container::{ImageContents, ImageOptions, image_contents, scan_image};
pub(crate) use self::findings::{Around, Found, look_up};
pub use self::findings::{DepsOptions, INFORMATIONAL, MALICIOUS, VULNERABLE, vulnerabilities};
pub use self::images::END_OF_LIFE;
pub(crate) use self::images::{look_at_image, look_at_images};
pub use self::licenses::LICENSE;
pub(crate) use self::manifests::{is_manifest, manifest_paths};
pub use self::reach::Verdict as ReachVerdict;
pub(crate) use self::reach::{Programs, Sources};

/// A lockfile that was read.
#[derive(Debug, Clone)]
pub struct Lockfile {
    /// Relative to the root.
    pub path: String,
    /// Its text.
    pub text: Arc<str>,
    /// What it says.
    pub inventory: Inventory,
    /// Where it stands in an image, if it does.
    pub layers: Option<Layers>,
}

/// Which layers of an image the packages of a file came with.
#[derive(Debug, Clone)]
pub struct Layers {
    /// Number of the layer by package, from 0.
    pub layers: Vec<usize>,
    /// The same in a sentence; empty where nothing tells.
    pub said: Vec<String>,
}

/// Reads the lockfiles below the roots of `options`, sorted by path. What could not be read is a notice.
pub fn lockfiles(options: &WalkOptions) -> Result<(Vec<Lockfile>, Vec<Notice>), WalkError> {
    let walked = walk(options)?;
    let mut notices = walked.notices;
    let found = read_all(&walked.files, &walked.root, &mut notices);
    Ok((found, notices))
}

/// Reads those of `files` that are lockfiles.
pub(crate) fn read_all(
    files: &[WalkedFile],
    root: &Path,
    notices: &mut Vec<Notice>,
) -> Vec<Lockfile> {
    let beside = Folder { root: root.to_owned() };
    let wanted: Vec<&WalkedFile> =
        files.iter().filter(|file| kind_of(&file.rel).is_some() || may_be_bill(file)).collect();
    let read: Vec<(Option<Lockfile>, Vec<Notice>)> = wanted
        .par_iter()
        .with_max_len(1)
        .map(|file| {
            let work = AssertUnwindSafe(|| one(file, &beside));
            catch_unwind(work).unwrap_or_else(|_| {
                let message =
                    "a bug in tamis stopped the reading of this lockfile; please report it";
                (None, vec![notice(NoticeKind::Panic, &file.rel, message.to_owned())])
            })
        })
        .collect();
    let mut all = Vec::new();
    for (lockfile, said) in read {
        all.extend(lockfile);
        notices.extend(said);
    }
    // npm reads the one and not the other where both are there.
    let shrinkwraps: FxHashSet<String> = all
        .iter()
        .filter_map(|it: &Lockfile| it.path.strip_suffix("npm-shrinkwrap.json"))
        .map(|folder| format!("{folder}package-lock.json"))
        .collect();
    all.retain(|it| !shrinkwraps.contains(&it.path));
    // What another file includes is said once, where it stands.
    let own: FxHashSet<String> = all.iter().map(|it: &Lockfile| it.path.clone()).collect();
    for lockfile in &mut all {
        let is_own = |file: &Option<String>| file.as_ref().is_some_and(|it| own.contains(it));
        if lockfile.inventory.packages.iter().any(|package| is_own(&package.file)) {
            lockfile.inventory.packages.retain(|package| !is_own(&package.file));
        }
    }
    all
}

/// Bills of material are read where they are asked for by name: one in a folder may be an old one of tamis' own.
fn may_be_bill(file: &WalkedFile) -> bool {
    file.explicit && file.rel.ends_with(".json")
}

fn notice(kind: NoticeKind, path: &str, message: String) -> Notice {
    Notice { kind, path: Some(path.to_owned()), span: None, start: None, rule: None, message }
}

/// Larger files are not read beside a lockfile, nor as one.
const MAX_BESIDE: u64 = 256 << 20;

fn one(file: &WalkedFile, beside: &Folder) -> (Option<Lockfile>, Vec<Notice>) {
    if file.size > MAX_BESIDE {
        let message = format!("a lockfile of {} bytes is too large to be read", file.size);
        return (None, vec![notice(NoticeKind::Budget, &file.rel, message)]);
    }
    let text = match crate::read::read(file, None).map(decode) {
        Ok(Decoded::Text { text, .. }) => text,
        Ok(Decoded::Binary) => return (None, Vec::new()),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            return (None, vec![notice(NoticeKind::Unreadable, &file.rel, message)]);
        }
    };
    let inventory = match kind_of(&file.rel) {
        Some(kind) => tamis_deps::read(kind, Source { path: &file.rel, text: &text, beside }),
        None => match tamis_deps::sbom::read_bill(&text) {
            Some(inventory) => inventory,
            None => return (None, Vec::new()),
        },
    };
    let notices = faults(&file.rel, &text, &inventory);
    let (path, text) = (file.rel.clone(), Arc::from(text));
    (Some(Lockfile { path, text, inventory, layers: None }), notices)
}

/// Faults of one lockfile that are told one by one.
const MAX_FAULTS: usize = 5;

fn faults(path: &str, text: &str, inventory: &Inventory) -> Vec<Notice> {
    if inventory.faults.is_empty() {
        return Vec::new();
    }
    let index = LineIndex::new(text);
    inventory
        .faults
        .iter()
        .take(MAX_FAULTS)
        .map(|fault| {
            let end = text.len() as u32;
            let span = Span::new(fault.span.start.min(end), fault.span.end.min(end));
            Notice {
                kind: NoticeKind::SyntaxError,
                path: Some(path.to_owned()),
                span: Some(span),
                start: Some(index.position(text, span.start)),
                rule: None,
                message: format!("packages of this lockfile may be missing: {}", fault.message),
            }
        })
        .collect()
}

/// Files below the root of a scan.
pub(crate) struct Folder {
    pub(crate) root: PathBuf,
}

impl Folder {
    /// A path below the root; lockfiles name paths, and must not lead out.
    fn full(&self, path: &str) -> Option<PathBuf> {
        let out = path.split('/').any(|part| part == "..") || path.starts_with('/');
        let in_root = !out || self.root.as_os_str().is_empty();
        in_root.then(|| self.root.join(path))
    }
}

impl Beside for Folder {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        let full = self.full(path)?;
        let size = std::fs::metadata(&full).ok().filter(std::fs::Metadata::is_file)?.len();
        if size > 20_000_000 {
            return None;
        }
        match decode(std::fs::read(&full).ok()?) {
            Decoded::Text { text, .. } => Some(Arc::from(text)),
            Decoded::Binary => None,
        }
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let Some(full) = self.full(folder) else { return Vec::new() };
        let full = if full.as_os_str().is_empty() { PathBuf::from(".") } else { full };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(full).into_iter().flatten().flatten().take(10_000) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            names.push(if is_folder { format!("{name}/") } else { name });
        }
        names.sort();
        names
    }
}
