//! Records by package, and what they say of one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Advisory, Affected};
use crate::package::{Ecosystem, Origin, Package};
use crate::version::compare;

/// All records of a run.
#[derive(Debug, Clone, Default)]
pub struct Database {
    /// Sorted by id, each once.
    pub advisories: Vec<Advisory>,
    /// Day it was put together.
    pub built: String,
    /// Newest day of a record.
    pub newest: String,
    /// CVEs that are known to be used in attacks.
    pub exploited: FxHashSet<String>,
    /// How likely an attack is within a month, by CVE, from 0 to 1.
    pub likelihood: FxHashMap<String, f32>,
    by_package: FxHashMap<(Ecosystem, String), Vec<(u32, u32)>>,
}

/// Counts of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Whose packages.
    pub ecosystem: Ecosystem,
    /// Records that speak of them.
    pub advisories: usize,
    /// Packages they speak of.
    pub packages: usize,
}

/// A fault of a package: one or more records of the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem<'d> {
    /// The record that speaks for all.
    pub advisory: &'d Advisory,
    /// Its other ids, those of the other records too; sorted.
    pub aliases: Vec<&'d str>,
    /// The earliest version without it, where one is known.
    pub fixed: Option<String>,
    /// Functions at fault.
    pub symbols: Vec<&'d str>,
    /// Highest score, with its vector.
    pub score: Option<(f64, &'d str)>,
    /// A word for its weight.
    pub weight: Option<&'d str>,
    /// What it is instead of a fault.
    pub informational: Option<&'d str>,
    /// Whether it is known to be used in attacks.
    pub exploited: bool,
    /// How likely an attack is.
    pub likelihood: Option<f32>,
}

impl Database {
    /// Of these records. A record that is there twice counts once.
    pub fn new(mut advisories: Vec<Advisory>) -> Database {
        advisories.sort_by(|a, b| a.id.cmp(&b.id));
        advisories.dedup_by(|later, first| {
            let same = later.id == first.id;
            if same && later.affected != first.affected {
                // Feeds of distributions have a part for each release.
                let known = first.affected.len();
                let new = |it: &Affected| !first.affected[..known].contains(it);
                let parts: Vec<Affected> = later.affected.drain(..).filter(new).collect();
                first.affected.extend(parts);
            }
            same
        });
        let mut database = Database { advisories, ..Database::default() };
        for (at, advisory) in database.advisories.iter().enumerate() {
            for (part, affected) in advisory.affected.iter().enumerate() {
                let key = (affected.ecosystem, affected.name.clone());
                database.by_package.entry(key).or_default().push((at as u32, part as u32));
            }
            if advisory.published > database.newest {
                database.newest.clone_from(&advisory.published);
            }
        }
        database
    }

    /// What is in it, by ecosystem.
    pub fn known(&self) -> Vec<Known> {
        let mut all = Vec::new();
        for ecosystem in Ecosystem::ALL {
            let places = || self.by_package.iter().filter(|((whose, _), _)| *whose == ecosystem);
            let packages = places().count();
            let advisories: FxHashSet<u32> =
                places().flat_map(|(_, places)| places).map(|(at, _)| *at).collect();
            if packages > 0 {
                all.push(Known { ecosystem, advisories: advisories.len(), packages });
            }
        }
        all
    }

    /// What is known of `package`, the records of one fault joined, sorted by id.
    pub fn problems(&self, package: &Package) -> Vec<Problem<'_>> {
        if package.version.is_empty() || package.origin == Origin::Path {
            return Vec::new();
        }
        let mut hits: Vec<(&Advisory, &Affected, Option<String>)> = Vec::new();
        for name in names(package) {
            let key = (package.ecosystem, name);
            for (at, part) in self.by_package.get(&key).into_iter().flatten() {
                let advisory = &self.advisories[*at as usize];
                let affected = &advisory.affected[*part as usize];
                if !same_release(affected, package) {
                    continue;
                }
                let Some(fixed) = affected.affects(version(package, affected)) else { continue };
                match hits.iter_mut().find(|(known, ..)| known.id == advisory.id) {
                    Some(known) => known.2 = known.2.take().or(fixed),
                    None => hits.push((advisory, affected, fixed)),
                }
            }
        }
        let mut problems = join(package.ecosystem, &hits);
        for problem in &mut problems {
            let ids = || problem.aliases.iter().copied().chain([problem.advisory.id.as_str()]);
            problem.exploited = ids().any(|id| self.exploited.contains(id));
            problem.likelihood =
                ids().filter_map(|id| self.likelihood.get(id).copied()).max_by(f32::total_cmp);
        }
        problems
    }
}

/// Records of Debian, Ubuntu and Alpine speak of what packages are built from; those about rpm of either.
fn names(package: &Package) -> Vec<String> {
    let own = package.ecosystem.normal_name(&package.name);
    match (&package.built_from, package.ecosystem) {
        (Some(from), Ecosystem::Rpm) if *from != own => vec![own, from.clone()],
        (Some(from), ecosystem) if ecosystem != Ecosystem::Rpm => vec![from.clone()],
        _ => vec![own],
    }
}

/// The version that a record's name goes with.
fn version<'p>(package: &'p Package, affected: &Affected) -> &'p str {
    match &package.built_version {
        Some(version) if package.built_from.as_ref() == Some(&affected.name) => version,
        _ => &package.version,
    }
}

/// Records of a distribution speak of one release.
fn same_release(affected: &Affected, package: &Package) -> bool {
    match (&affected.release, &package.release) {
        (Some(release), Some(own)) => {
            release.trim_start_matches('v') == own.trim_start_matches('v')
        }
        _ => true,
    }
}

/// Hits whose ids or aliases meet are one problem.
fn join<'d>(
    ecosystem: Ecosystem,
    hits: &[(&'d Advisory, &'d Affected, Option<String>)],
) -> Vec<Problem<'d>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, (advisory, ..)) in hits.iter().enumerate() {
        let meets = |group: &Vec<usize>| group.iter().any(|known| same(hits[*known].0, advisory));
        let (mut joined, apart): (Vec<Vec<usize>>, Vec<Vec<usize>>) =
            groups.into_iter().partition(meets);
        let mut group: Vec<usize> = joined.drain(..).flatten().collect();
        group.push(at);
        groups = apart;
        groups.push(group);
    }
    let mut problems: Vec<Problem<'d>> =
        groups.iter().map(|group| problem(ecosystem, hits, group)).collect();
    problems.sort_by(|a, b| a.advisory.id.cmp(&b.advisory.id));
    problems
}

fn same(a: &Advisory, b: &Advisory) -> bool {
    a.id == b.id
        || a.aliases.contains(&b.id)
        || b.aliases.contains(&a.id)
        || a.aliases.iter().any(|alias| b.aliases.contains(alias))
}

/// Records that people know best come first.
fn rank(id: &str) -> usize {
    let order = ["MAL", "GHSA", "RUSTSEC", "GO", "PYSEC", "CVE"];
    let prefix = id.split('-').next().unwrap_or_default();
    order.iter().position(|known| *known == prefix).unwrap_or(order.len())
}

fn problem<'d>(
    ecosystem: Ecosystem,
    hits: &[(&'d Advisory, &'d Affected, Option<String>)],
    group: &[usize],
) -> Problem<'d> {
    let mut group: Vec<&(&'d Advisory, &'d Affected, Option<String>)> =
        group.iter().map(|at| &hits[*at]).collect();
    group.sort_by_key(|(advisory, ..)| (rank(&advisory.id), advisory.id.as_str()));
    let advisory = group[0].0;
    let mut aliases: Vec<&'d str> = Vec::new();
    let mut symbols: Vec<&'d str> = Vec::new();
    let mut fixed: Option<String> = None;
    for (record, affected, fix) in &group {
        aliases.push(&record.id);
        aliases.extend(record.aliases.iter().map(String::as_str));
        symbols.extend(affected.symbols.iter().map(String::as_str));
        // Where records differ, the later version is without all they know of.
        if let Some(fix) = fix
            && fixed.as_ref().is_none_or(|known| compare(ecosystem, fix, known).is_gt())
        {
            fixed = Some(fix.clone());
        }
    }
    aliases.sort_unstable();
    aliases.dedup();
    aliases.retain(|alias| *alias != advisory.id);
    symbols.sort_unstable();
    symbols.dedup();
    // A record that calls it a fault outweighs one that calls it a notice.
    let informational =
        group.iter().map(|(_, affected, _)| affected.informational.as_deref()).min().flatten();
    Problem {
        advisory,
        aliases,
        fixed,
        symbols,
        score: group.iter().filter_map(|it| it.0.score()).max_by(|a, b| a.0.total_cmp(&b.0)),
        weight: group.iter().find_map(|it| it.0.weight.as_deref()),
        informational,
        exploited: false,
        likelihood: None,
    }
}
