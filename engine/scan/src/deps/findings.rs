//! Findings on the lines of lockfiles.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tamis_deps::advisory::{Database, Problem};
use tamis_deps::sbom::{Statement, Status, Vulnerability};
use tamis_deps::{Beside, Origin, Package, Parents, Scope};
use tamis_finding::{
    Binding, Confidence, Evidence, Family, Finding, Location, Notice, NoticeKind, RuleInfo,
    Severity, Source, Suppression, Trace,
};
use tamis_syntax::LineIndex;

use super::Lockfile;
use super::manifests::Manifests;
use super::reach::{Hit, Reached, Sources, Verdict, judge};
use super::upgrades::Upgrades;
use crate::fingerprint::fingerprint;
use crate::suppress::Suppressions;

/// Ids of rules about known vulnerabilities begin so; the advisory's id follows.
pub const VULNERABLE: &str = "deps.vulnerable";
/// Of packages that are attacks themselves.
pub const MALICIOUS: &str = "deps.malicious";
/// Of packages that nobody looks after, or that break promises of their language.
pub const INFORMATIONAL: &str = "deps.informational";

/// What lockfiles are held against.
#[derive(Debug, Clone, Default)]
pub struct DepsOptions {
    /// Advisories; without them the scan says that it looked for none.
    pub database: Option<Arc<Database>>,
    /// What the database is called, for notices.
    pub database_name: String,
    /// Licences that may be used.
    pub licenses: Option<tamis_deps::license::Policy>,
    /// What others say of vulnerabilities; a later statement outweighs an earlier one.
    pub vex: Vec<Statement>,
}

/// What was found.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) findings: Vec<Finding>,
    pub(crate) rules: Vec<RuleInfo>,
    pub(crate) sources: Vec<Source>,
    pub(crate) notices: Vec<Notice>,
    /// Lockfiles and container files that were looked at.
    pub(crate) files: usize,
    /// Kinds of checks that were made.
    pub(crate) checks: usize,
}

/// What stands around lockfiles.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    /// Sources that may come to vulnerable code.
    pub(crate) sources: Sources<'a>,
    /// Manifests beside lockfiles.
    pub(crate) beside: &'a dyn Beside,
}

/// Looks the packages of all lockfiles up. `around`: for those of a project; images have nothing around.
pub(crate) fn look_up(
    lockfiles: &[Lockfile],
    options: &DepsOptions,
    today: Option<crate::Date>,
    no_suppressions: bool,
    around: Option<Around<'_>>,
) -> Found {
    let mut found = Found { files: lockfiles.len(), ..Found::default() };
    found.checks += usize::from(options.database.is_some());
    found.checks += usize::from(options.licenses.is_some());
    let packages: usize = lockfiles.iter().map(|it| it.inventory.packages.len()).sum();
    if packages == 0 {
        return found;
    }
    match &options.database {
        Some(database) => stale(database, &options.database_name, today, &mut found),
        None => found.notices.push(notice(format!(
            "{} in {} were not checked for known vulnerabilities: there is no database of advisories \
             ('tamis db --help')",
            count(packages, "package"),
            count(lockfiles.len(), "lockfile"),
        ))),
    }
    let mut rules: FxHashMap<String, RuleInfo> = FxHashMap::default();
    let mut unknown = 0;
    let problems = all_problems(lockfiles, options);
    let reached = reached(lockfiles, &problems, around);
    let mut problems = problems.iter().zip(&reached).peekable();
    let upgrades = Upgrades::new(lockfiles);
    for (number, lockfile) in lockfiles.iter().enumerate() {
        let mut list = Vec::new();
        let is_idle = problems.peek().is_none_or(|(it, _)| it.0 != number);
        if is_idle && options.licenses.is_none() {
            continue;
        }
        let index = LineIndex::new(&lockfile.text);
        let cx = Cx { lockfile, index: &index, parents: lockfile.inventory.parents() };
        let manifests = around.map(|around| Manifests::of(lockfile, around.beside));
        while let Some(((_, at, problem), reached)) = problems.next_if(|(it, _)| it.0 == number) {
            let package = &lockfile.inventory.packages[*at];
            // The packages of an image are installed, not locked.
            let upgrade = problem
                .fixed
                .as_deref()
                .filter(|_| around.is_some())
                .and_then(|fixed| upgrades.advice(lockfile, *at, &cx.parents.path(*at), fixed));
            let (mut finding, rule) =
                cx.vulnerable(*at, package, problem, upgrade.as_deref(), reached.as_ref());
            finding.suppression = said_of(&options.vex, package, problem).and_then(accepted);
            if let Some(manifests) = &manifests {
                let door = cx.parents.path(*at).first().copied().unwrap_or(*at);
                let door = &lockfile.inventory.packages[door];
                finding.related = manifests.asked_for(door);
            }
            list.push((finding, rule));
        }
        if let Some(policy) = &options.licenses {
            let beside = around.map(|around| around.beside);
            unknown +=
                super::licenses::check(&cx, policy, beside, today, &mut list, &mut found.notices);
        }
        finish(lockfile, list, today, no_suppressions, &mut rules, &mut found);
    }
    if unknown > 0 {
        found.notices.push(notice(format!(
            "the image gives no licence for {}; their licences were not checked",
            count(unknown, "package")
        )));
    }
    found.rules = rules.into_values().collect();
    found.rules.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// A problem with the lockfile and the package it is of, by index.
type Place<'d> = (usize, usize, Problem<'d>);

/// In order of lockfiles and packages.
fn all_problems<'d>(lockfiles: &[Lockfile], options: &'d DepsOptions) -> Vec<Place<'d>> {
    let Some(database) = &options.database else { return Vec::new() };
    let of_lockfile = |(number, lockfile): (usize, &Lockfile)| -> Vec<Place<'d>> {
        let packages = lockfile.inventory.packages.iter().enumerate();
        let of_package = |(at, package)| {
            let problems = database.problems(package).into_iter();
            problems.map(move |problem| (number, at, problem))
        };
        packages.flat_map(of_package).collect()
    };
    let all: Vec<Vec<Place<'d>>> = lockfiles.par_iter().enumerate().map(of_lockfile).collect();
    all.into_iter().flatten().collect()
}

/// Whether each problem is reached.
fn reached(
    lockfiles: &[Lockfile],
    problems: &[Place<'_>],
    around: Option<Around<'_>>,
) -> Vec<Option<Reached>> {
    let mut verdicts = vec![None; problems.len()];
    let Some(around) = around else { return verdicts };
    // What is an attack runs when it is installed, and what nobody looks after is no fault in the code.
    let asked = |(_, _, problem): &Place<'_>| {
        !problem.advisory.is_malicious() && matches!(problem.informational, None | Some("unsound"))
    };
    let places: Vec<usize> = (0..problems.len()).filter(|at| asked(&problems[*at])).collect();
    let hits: Vec<Hit<'_>> = places
        .iter()
        .map(|at| &problems[*at])
        .map(|(lockfile, package, problem)| Hit {
            lockfile: *lockfile,
            package: *package,
            symbols: &problem.symbols,
        })
        .collect();
    for (at, verdict) in places.into_iter().zip(judge(around.sources, lockfiles, &hits)) {
        verdicts[at] = verdict;
    }
    verdicts
}

fn finish(
    lockfile: &Lockfile,
    list: Vec<(Finding, RuleInfo)>,
    today: Option<crate::Date>,
    no_suppressions: bool,
    rules: &mut FxHashMap<String, RuleInfo>,
    found: &mut Found,
) {
    if list.is_empty() {
        return;
    }
    let mut suppressions = match no_suppressions {
        true => Suppressions::default(),
        false => Suppressions::read(&lockfile.text, None),
    };
    if let Some(today) = today {
        suppressions.expire(today);
    }
    let mut seen: FxHashMap<tamis_finding::Fingerprint, usize> = FxHashMap::default();
    for (mut finding, rule) in list {
        // A package that stands in a lockfile twice, with the same version or another.
        let ordinal = seen.entry(finding.fingerprint).or_insert(0);
        if *ordinal > 0 {
            let code = binding(&finding, "$PACKAGE").to_owned();
            finding.fingerprint = fingerprint(&finding.rule, &lockfile.path, &code, *ordinal);
        }
        *ordinal += 1;
        let lines = (finding.location.start.line, finding.location.end.line);
        let comment = suppressions.find_in_block(&finding.rule, &rule.equivalents, lines, None);
        finding.suppression = comment.or(finding.suppression);
        rules.entry(rule.id.clone()).or_insert(rule);
        found.findings.push(finding);
    }
    let (path, text) = (lockfile.path.clone(), Arc::clone(&lockfile.text));
    found.sources.push(Source { path, text, masked: Vec::new() });
}

/// The last statement about a problem of a package.
fn said_of<'s>(
    vex: &'s [Statement],
    package: &Package,
    problem: &Problem<'_>,
) -> Option<&'s Statement> {
    if vex.is_empty() {
        return None;
    }
    let mut ids = problem.aliases.clone();
    ids.push(&problem.advisory.id);
    let purl = package.purl();
    vex.iter().rev().find(|statement| statement.speaks_of(&ids, &purl))
}

/// A statement that the fault does not matter accepts the finding.
fn accepted(statement: &Statement) -> Option<Suppression> {
    if !matches!(statement.status, Status::NotAffected | Status::Fixed) {
        return None;
    }
    let reason = (!statement.reason.is_empty()).then(|| statement.reason.clone());
    Some(Suppression { form: "VEX".to_owned(), reason, span: None, owner: None, until: None })
}

/// What is known against the packages of lockfiles, for a bill: each problem once, sorted by id.
pub fn vulnerabilities(lockfiles: &[Lockfile], options: &DepsOptions) -> Vec<Vulnerability> {
    let mut all: std::collections::BTreeMap<String, Vulnerability> = Default::default();
    let Some(database) = &options.database else { return Vec::new() };
    for package in lockfiles.iter().flat_map(|lockfile| &lockfile.inventory.packages) {
        for problem in database.problems(package) {
            let said = said_of(&options.vex, package, &problem);
            // What is said of one package is not said of others: they are told apart.
            let status = said.map_or("", |said| said.status.name());
            let key = format!("{} {status}", problem.advisory.id);
            let known = all.entry(key).or_insert_with(|| vulnerability(&problem, said));
            let purl = package.purl().to_string();
            if !known.affects.contains(&purl) {
                known.affects.push(purl);
            }
        }
    }
    all.into_values().collect()
}

fn vulnerability(problem: &Problem<'_>, said: Option<&Statement>) -> Vulnerability {
    let recommendation = match &problem.fixed {
        Some(fixed) => format!("Update to {fixed}."),
        None => "No fixed version is known.".to_owned(),
    };
    Vulnerability {
        id: problem.advisory.id.clone(),
        aliases: problem.aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        summary: problem.advisory.summary.clone(),
        severity: severity(problem).name().to_owned(),
        score: problem.score.map(|(score, vector)| (score, vector.to_owned())),
        cwe: problem.advisory.cwe.clone(),
        affects: Vec::new(),
        recommendation,
        analysis: said.map(|it| (it.status, it.reason.clone())),
    }
}

fn binding<'f>(finding: &'f Finding, name: &str) -> &'f str {
    let own = finding.bindings.iter().find(|binding| binding.metavariable == name);
    own.map_or("", |binding| binding.text.as_str())
}

pub(super) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

pub(super) fn notice(message: String) -> Notice {
    let kind = NoticeKind::Unsupported;
    Notice { kind, path: None, span: None, start: None, rule: None, message }
}

/// Days after which a database is called old.
const OLD: i64 = 30;

fn stale(database: &Database, name: &str, today: Option<crate::Date>, found: &mut Found) {
    let built = crate::Date::parse(&database.built);
    if let (Some(today), Some(built)) = (today, built)
        && today.days_since(built) > OLD
    {
        found.notices.push(notice(format!(
            "the database of advisories '{name}' is of {built}, {} days old: newer ones are not known to it",
            today.days_since(built)
        )));
    }
}

/// A lockfile whose findings are made.
pub(super) struct Cx<'a> {
    pub(super) lockfile: &'a Lockfile,
    pub(super) index: &'a LineIndex,
    pub(super) parents: Parents,
}

impl Cx<'_> {
    /// `direct > … > package`, with versions.
    fn path(&self, at: usize) -> Vec<String> {
        let packages = &self.lockfile.inventory.packages;
        let named = |at: &usize| format!("{} {}", packages[*at].name, packages[*at].version);
        self.parents.path(at).iter().map(named).collect()
    }

    fn vulnerable(
        &self,
        at: usize,
        package: &Package,
        problem: &Problem<'_>,
        upgrade: Option<&str>,
        reached: Option<&Reached>,
    ) -> (Finding, RuleInfo) {
        let advisory = problem.advisory;
        let family = match problem.informational {
            _ if advisory.is_malicious() => MALICIOUS,
            Some(_) => INFORMATIONAL,
            None => VULNERABLE,
        };
        let rule = rule(&format!("{family}.{}", advisory.id), problem);
        let path = self.path(at);
        let mut message = message(package, problem, &path);
        if let Some(upgrade) = upgrade {
            message.push_str(&format!(" {upgrade}."));
        }
        let layers = self.lockfile.layers.as_ref();
        let layer = layers.and_then(|it| Some((it.layers.get(at)?, it.said.get(at)?)));
        if let Some((_, said)) = layer.filter(|(_, said)| !said.is_empty()) {
            message.push(' ');
            message.push_str(said);
        }
        if let Some(reached) = reached.filter(|it| !it.why.is_empty()) {
            let verdict = match reached.verdict {
                Verdict::Reachable => "Reachable",
                Verdict::NotFound => "Use not found",
                Verdict::Unknown => "Use not known",
            };
            message.push_str(&format!(" {verdict}: {}.", reached.why));
        }
        let mut finding = self.finding(&rule, package, message);
        finding.confidence = match (&package.origin, reached.map(|it| it.verdict)) {
            // A fork may have the fix under the old version.
            (Origin::Git(_) | Origin::Url(_) | Origin::Path, _) => Confidence::Low,
            (_, Some(Verdict::NotFound)) => Confidence::Low,
            (_, Some(Verdict::Unknown)) => Confidence::Medium,
            (_, Some(Verdict::Reachable) | None) => Confidence::High,
        };
        if let Some(reached) = reached.filter(|it| !it.steps.is_empty()) {
            finding.trace = Some(Trace { steps: reached.steps.clone() });
        }
        let mut bind = |name: &str, text: String| {
            let metavariable = name.to_owned();
            finding.bindings.push(Binding { metavariable, text, span: None, value: None });
        };
        bind("$ADVISORY", advisory.id.clone());
        bind("$ALIASES", problem.aliases.join(", "));
        bind("$FIXED", problem.fixed.clone().unwrap_or_default());
        bind("$PATH", path.join(" > "));
        bind("$UPGRADE", upgrade.unwrap_or_default().to_owned());
        if let Some(reached) = reached {
            bind("$REACH", reached.verdict.name().to_owned());
        }
        if let Some((layer, _)) = layer {
            bind("$LAYER", (layer + 1).to_string());
        }
        finding.bindings.sort_by(|a, b| a.metavariable.cmp(&b.metavariable));
        (finding, rule)
    }

    pub(super) fn finding(&self, rule: &RuleInfo, package: &Package, message: String) -> Finding {
        let text = &self.lockfile.text;
        // What an included file names is shown at the begin of the file that includes it.
        let span = match package.file {
            Some(_) => tamis_syntax::Span::default(),
            None => package.span,
        };
        let at = |offset| self.index.position(text, offset);
        let bind = |name: &str, text: String| Binding {
            metavariable: name.to_owned(),
            text,
            span: None,
            value: None,
        };
        Finding {
            rule: rule.id.clone(),
            severity: rule.severity,
            confidence: rule.confidence,
            message,
            location: Location {
                path: self.lockfile.path.clone(),
                span,
                start: at(span.start),
                end: at(span.end),
            },
            related: Vec::new(),
            trace: None,
            fix: None,
            fingerprint: fingerprint(&rule.id, &self.lockfile.path, &package.name, 0),
            suppression: None,
            history: None,
            newness: None,
            bindings: vec![
                bind("$PACKAGE", package.name.clone()),
                bind("$PURL", package.purl().to_string()),
                bind("$SCOPE", package.scope.name().to_owned()),
                bind("$VERSION", package.version.clone()),
            ],
            evidence: Evidence::default(),
        }
    }
}

fn message(package: &Package, problem: &Problem<'_>, path: &[String]) -> String {
    let advisory = problem.advisory;
    let (name, version) = (&package.name, &package.version);
    let what = match problem.informational {
        _ if advisory.is_malicious() => "is malicious",
        Some("unmaintained") => "is not maintained",
        Some("unsound") => "is unsound",
        Some(_) => "has an advisory",
        None => "is vulnerable",
    };
    let mut text = format!("{name} {version} {what}: {}", advisory.summary.trim_end_matches('.'));
    let cve = problem.aliases.iter().find(|alias| alias.starts_with("CVE-"));
    match cve {
        Some(cve) => text.push_str(&format!(" ({}, {cve}).", advisory.id)),
        None => text.push_str(&format!(" ({}).", advisory.id)),
    }
    if problem.exploited {
        text.push_str(" It is used in attacks.");
    }
    match (&problem.fixed, package.direct) {
        (Some(fixed), Some(true)) => text.push_str(&format!(" Update it to {fixed}.")),
        (Some(fixed), _) => text.push_str(&format!(" Fixed in {fixed}.")),
        (None, _) => text.push_str(" No fixed version is known."),
    }
    if path.len() > 1 {
        let shown = match path {
            [a, b, c, .., y, z] if path.len() > 6 => format!("{a} > {b} > {c} > … > {y} > {z}"),
            path => path.join(" > "),
        };
        text.push_str(&format!(" It comes by {shown}."));
    }
    match package.scope {
        Scope::Runtime => {}
        scope => text.push_str(&format!(" Scope: {}.", scope.name())),
    }
    text
}

/// What outputs say of an advisory.
fn rule(id: &str, problem: &Problem<'_>) -> RuleInfo {
    let advisory = problem.advisory;
    let mut help = advisory.summary.clone();
    if let Some((score, vector)) = problem.score {
        help.push_str(&format!("\n\nCVSS {score:.1} (`{vector}`)."));
    }
    if problem.exploited {
        help.push_str("\n\nKnown to be used in attacks.");
    }
    if let Some(likelihood) = problem.likelihood {
        help.push_str(&format!("\n\nEPSS: {:.1} % within 30 days.", likelihood * 100.0));
    }
    if let Some(fixed) = &problem.fixed {
        help.push_str(&format!("\n\nFixed in {fixed}."));
    }
    RuleInfo {
        id: id.to_owned(),
        message: advisory.summary.clone(),
        severity: severity(problem),
        confidence: Confidence::High,
        cwe: advisory.cwe.clone(),
        cwe_titles: vec![String::new(); advisory.cwe.len()],
        owasp: vec!["A06:2021".to_owned()],
        references: advisory.references.clone(),
        equivalents: problem
            .aliases
            .iter()
            .map(|alias| (*alias).to_owned())
            .chain([advisory.id.clone()])
            .collect(),
        help: Some(help),
        tags: vec!["security".to_owned(), "dependency".to_owned()],
        family: Family::Deps,
        link: advisory.references.first().cloned(),
    }
}

/// By the score, else by the word of the record; what is used in attacks is at least high.
fn severity(problem: &Problem<'_>) -> Severity {
    if problem.advisory.is_malicious() {
        return Severity::Critical;
    }
    let scored = match problem.score.map(|it| it.0) {
        Some(score) if score >= 9.0 => Some(Severity::Critical),
        Some(score) if score >= 7.0 => Some(Severity::High),
        Some(score) if score >= 4.0 => Some(Severity::Medium),
        Some(_) => Some(Severity::Low),
        None => None,
    };
    let said = || match problem.weight.map(str::to_ascii_uppercase).as_deref() {
        Some("CRITICAL") => Some(Severity::Critical),
        Some("HIGH" | "IMPORTANT") => Some(Severity::High),
        Some("LOW" | "NEGLIGIBLE" | "UNIMPORTANT") => Some(Severity::Low),
        _ => None,
    };
    let plain = match problem.informational {
        Some("unsound") => Severity::Low,
        Some(_) => Severity::Info,
        None => Severity::Medium,
    };
    let severity = scored.or_else(said).unwrap_or(plain);
    if problem.exploited { severity.max(Severity::High) } else { severity }
}
