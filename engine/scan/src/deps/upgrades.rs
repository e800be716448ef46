//! Which upgrade brings a fixed version, in a sentence.
//!
//! For: what a finding says beside the fixed version. Not for: the requirements themselves (`tamis_deps::upgrade`).
//! Read [`Upgrades::advice`]. Nothing is asked of a registry: a version of a direct dependency is named only where a
//! lockfile of the same scan has it, and brings the fixed version with it.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;
use tamis_deps::{Ecosystem, Inventory, Upgrade, brings_only, upgrade, version};

use super::Lockfile;

/// Packages that leave a version out; more are counted.
const MAX_NAMED: usize = 2;
/// Copies of a package in other lockfiles that are looked into.
const MAX_COPIES: usize = 200;

/// A lockfile and a package in it, by index.
type Listed = (usize, usize);

/// All lockfiles of a scan, to look versions up in.
pub(super) struct Upgrades<'a> {
    lockfiles: &'a [Lockfile],
    /// Places of packages by name; made when first asked for.
    by_name: OnceCell<FxHashMap<(Ecosystem, &'a str), Vec<Listed>>>,
}

impl<'a> Upgrades<'a> {
    pub(super) fn new(lockfiles: &'a [Lockfile]) -> Upgrades<'a> {
        Upgrades { lockfiles, by_name: OnceCell::new() }
    }

    /// What helps the package at `at`, which comes by `path` (the direct one first), to the version `fixed`. Without a
    /// full stop; `None` where nothing is known.
    pub(super) fn advice(
        &self,
        lockfile: &Lockfile,
        at: usize,
        path: &[usize],
        fixed: &str,
    ) -> Option<String> {
        let inventory = &lockfile.inventory;
        let package = inventory.packages.get(at)?;
        let command = command(lockfile, &package.name, fixed);
        let by = |how: &str| command.as_ref().map_or(String::new(), |it| format!(" {how} '{it}'"));
        match upgrade(inventory, at, fixed) {
            Upgrade::Relock => Some(format!(
                "All that need it allow {fixed}: locking it anew is enough{}",
                by("with")
            )),
            Upgrade::Likely => Some(format!(
                "{fixed} is compatible with {}: locking it anew may be enough{}",
                package.version,
                by("with")
            )),
            Upgrade::Raise if package.direct == Some(true) => None,
            Upgrade::Raise => Some(match package.ecosystem {
                Ecosystem::Maven => {
                    format!("Manage it as {fixed} in the project ('dependencyManagement')")
                }
                _ => format!("The project may ask for {fixed} itself{}", by("with")),
            }),
            Upgrade::Own(requirement) => Some(format!(
                "The project asks for '{requirement}', which leaves {fixed} out: change that"
            )),
            Upgrade::Blocked(blocked) => Some(self.blocked(lockfile, at, path, fixed, &blocked)),
            Upgrade::Unknown => self
                .other(lockfile, at, *path.first()?, fixed)
                .map(|(version, whence)| self.known(inventory, path[0], &version, &whence)),
        }
    }

    fn known(&self, inventory: &Inventory, door: usize, version: &str, whence: &str) -> String {
        format!("Update '{}' to {version}, as {whence} has it", inventory.packages[door].name)
    }

    fn blocked(
        &self,
        lockfile: &Lockfile,
        at: usize,
        path: &[usize],
        fixed: &str,
        blocked: &[(usize, &str)],
    ) -> String {
        let inventory = &lockfile.inventory;
        let name = |at: usize| inventory.packages[at].name.as_str();
        let said: Vec<String> = blocked
            .iter()
            .take(MAX_NAMED)
            .map(|(by, requirement)| {
                format!(
                    "'{} {}' asks for '{requirement}'",
                    name(*by),
                    inventory.packages[*by].version
                )
            })
            .collect();
        let more = match blocked.len() - said.len() {
            0 => String::new(),
            more => format!(", {more} more likewise"),
        };
        let mut text = format!("{}{more}, which leaves {fixed} out", said.join(", "));
        let Some(door) = path.first().copied().filter(|door| *door != at) else { return text };
        match self.other(lockfile, at, door, fixed) {
            Some((version, whence)) => {
                text.push_str(&format!(
                    "; '{}' {version}, which {whence} has, does not",
                    name(door)
                ));
            }
            // The nearest that leaves it out, and the one the project can choose.
            None if blocked.iter().any(|(by, _)| *by == door) => {
                text.push_str(&format!(": a later '{}' is needed", name(door)));
            }
            None => {
                text.push_str(&format!(": a later one is needed, and so a later '{}'", name(door)));
            }
        }
        text
    }

    /// The earliest version of the direct package `door`, after the one here, that a lockfile of the scan has and that
    /// comes without an early version of the package at `at`; and the path of that lockfile.
    fn other(
        &self,
        lockfile: &Lockfile,
        at: usize,
        door: usize,
        fixed: &str,
    ) -> Option<(String, String)> {
        let wanted = &lockfile.inventory.packages[at];
        let door = &lockfile.inventory.packages[door];
        let by_name = self.by_name.get_or_init(|| {
            let mut all: FxHashMap<_, Vec<_>> = FxHashMap::default();
            for (number, lockfile) in self.lockfiles.iter().enumerate() {
                for (at, package) in lockfile.inventory.packages.iter().enumerate() {
                    let key = (package.ecosystem, package.name.as_str());
                    all.entry(key).or_default().push((number, at));
                }
            }
            all
        });
        let copies = by_name.get(&(door.ecosystem, door.name.as_str()))?;
        let compare = |a: &str, b: &str| version::compare(door.ecosystem, a, b);
        let mut best: Option<(&str, &str)> = None;
        for (number, copy) in copies.iter().take(MAX_COPIES) {
            let other = &self.lockfiles[*number];
            let version = other.inventory.packages[*copy].version.as_str();
            let is_later = compare(version, &door.version).is_gt();
            if is_later
                && best.is_none_or(|(known, _)| compare(version, known).is_lt())
                && brings_only(&other.inventory, *copy, &wanted.name, fixed)
            {
                best = Some((version, &other.path));
            }
        }
        best.map(|(version, path)| (version.to_owned(), path.to_owned()))
    }
}

/// The command that locks a package anew, of tools that have one.
fn command(lockfile: &Lockfile, name: &str, fixed: &str) -> Option<String> {
    // Names come from the lockfile, and the text is made to be copied.
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || "@/._-".contains(c))
        || name.starts_with('-')
    {
        return None;
    }
    let is_berry = || lockfile.text.lines().any(|line| line.starts_with("__metadata:"));
    Some(match lockfile.inventory.kind {
        "cargo" => format!("cargo update -p {name} --precise {fixed}"),
        "npm" => format!("npm update {name}"),
        "bun" => format!("bun update {name}"),
        "yarn" if is_berry() => format!("yarn up -R {name}"),
        "poetry" => format!("poetry update {name}"),
        "pdm" => format!("pdm update {name}"),
        "gemfile" => format!("bundle update --conservative {name}"),
        "composer" => format!("composer update {name}"),
        "go" => format!("go get {name}@v{fixed}"),
        _ => return None,
    })
}
