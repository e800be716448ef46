//! What a project has to upgrade so that a package comes in a fixed version, told from the lockfile alone.
//!
//! For: who leaves the fixed version out, by the requirements that lockfiles keep. Not for: which versions exist; only
//! registries know those. Read [`Upgrade`], then [`upgrade`].

use crate::package::{Ecosystem, Inventory};
use crate::requirement::allows;
use crate::version::compare;

/// What has to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upgrade<'i> {
    /// All that need the package let the fixed version in: locking it anew is enough.
    Relock,
    /// The lockfile keeps no requirements, but what its tool writes by default lets the fixed version in.
    Likely,
    /// The project itself may ask for a later version than those that need the package, and its tool takes the latest.
    Raise,
    /// The project itself leaves the fixed version out, with this requirement.
    Own(&'i str),
    /// Packages leave the fixed version out, by index and with their requirement, in order.
    Blocked(Vec<(usize, &'i str)>),
    /// Nothing here tells.
    Unknown,
}

/// What lets the package at `at` be locked as `fixed`. Linear in the number of requirements on it.
pub fn upgrade<'i>(inventory: &'i Inventory, at: usize, fixed: &str) -> Upgrade<'i> {
    let package = &inventory.packages[at];
    let ecosystem = package.ecosystem;
    match ecosystem {
        // The latest of all versions asked for is taken; what `pom.xml` manages goes before all others.
        Ecosystem::Go | Ecosystem::Maven => return Upgrade::Raise,
        Ecosystem::Cargo => {
            let is_compatible = allows(Ecosystem::Cargo, &package.version, fixed) == Some(true);
            return if is_compatible { Upgrade::Likely } else { Upgrade::Unknown };
        }
        _ => {}
    }
    let first = inventory.asks.partition_point(|ask| (ask.of as usize) < at);
    let asks = inventory.asks[first..].iter().take_while(|ask| ask.of as usize == at);
    let (mut blocked, mut known, mut own) = (Vec::new(), 0, None);
    let mut all_known = true;
    for ask in asks {
        known += 1;
        match (allows(ecosystem, &ask.requirement, fixed), ask.by) {
            (Some(true), _) => {}
            (Some(false), Some(by)) => blocked.push((by as usize, &*ask.requirement)),
            (Some(false), None) => own = Some(&*ask.requirement),
            (None, _) => all_known = false,
        }
    }
    match own {
        _ if !blocked.is_empty() => Upgrade::Blocked(blocked),
        Some(own) => Upgrade::Own(own),
        None if known == 0 || !all_known => Upgrade::Unknown,
        None => Upgrade::Relock,
    }
}

/// Packages that are looked at below another.
const MAX_BELOW: usize = 20_000;

/// Whether the package at `at` comes, with all it needs, without a version of `name` before `fixed`. Cyclic
/// requirements end.
pub fn brings_only(inventory: &Inventory, at: usize, name: &str, fixed: &str) -> bool {
    if !inventory.has_graph {
        return false;
    }
    let ecosystem = inventory.packages[at].ecosystem;
    let mut seen = vec![false; inventory.packages.len()];
    let mut open = vec![at];
    seen[at] = true;
    let mut looked = 0;
    while let Some(next) = open.pop() {
        looked += 1;
        let package = &inventory.packages[next];
        let is_early = package.name == name && compare(ecosystem, &package.version, fixed).is_lt();
        if looked > MAX_BELOW || is_early {
            return false;
        }
        for need in package.needs.iter().map(|need| *need as usize) {
            if seen.get(need) == Some(&false) {
                seen[need] = true;
                open.push(need);
            }
        }
    }
    true
}
