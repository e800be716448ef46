//! Findings in dependencies for open documents: on lockfiles, on the lines of manifests that ask for a package, on base
//! images.
//!
//! For: what a scan reports of them, from texts as they stand in the editor. Not for: how it is found (`crate::deps`).

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use tamis_deps::{Beside, kind_of};
use tamis_finding::{Finding, RuleInfo, ScanReport, Step};

use super::Session;
use crate::date::Date;
use crate::deps::{
    Around, Folder, Found, Lockfile, Programs, Sources, is_manifest, look_at_image, look_up,
    manifest_paths,
};
use crate::walk::WalkedFile;

/// What was found in a lockfile, and the texts it was found in.
pub(super) struct Held {
    path: String,
    texts: Vec<(String, Option<Arc<str>>)>,
    findings: Vec<Finding>,
    rules: Vec<RuleInfo>,
}

/// Lockfiles whose findings are kept.
const MAX_HELD: usize = 8;

impl Session<'_> {
    /// Adds what is found in dependencies to a report of the files in `scope`.
    pub(super) fn add_dependencies(&mut self, scope: &BTreeSet<String>, report: &mut ScanReport) {
        if self.options.scan.deps.is_none() {
            return;
        }
        let mut lockfiles: BTreeSet<String> =
            scope.iter().filter(|path| kind_of(path).is_some()).cloned().collect();
        let open = |path: &&String| self.files.get(*path).is_some_and(|it| it.text.is_some());
        let manifests: Vec<&String> =
            scope.iter().filter(|path| is_manifest(path)).filter(open).collect();
        for manifest in &manifests {
            lockfiles.extend(self.lockfiles_above(manifest));
        }
        let mut rules: Vec<RuleInfo> = Vec::new();
        for path in lockfiles {
            self.hold(&path);
            let Some(held) = self.held.iter().find(|held| held.path == path) else { continue };
            if scope.contains(&path) {
                report.findings.extend(held.findings.iter().cloned());
            }
            for manifest in &manifests {
                let asked = |finding: &Finding| on_manifest(finding, manifest);
                report.findings.extend(held.findings.iter().filter_map(asked));
            }
            rules.extend(held.rules.iter().cloned());
        }
        let mut images = Found::default();
        if let Some(today) = self.options.scan.today {
            let is_container = |path: &&String| {
                tamis_lang::by_file_name(path).is_some_and(|it| it.id.0 == "dockerfile")
            };
            for path in scope.iter().filter(is_container) {
                let Some(text) = self.text(path) else { continue };
                let all = self.options.scan.no_suppressions;
                look_at_image(path, &text, today, all, &mut images);
            }
        }
        report.findings.append(&mut images.findings);
        rules.append(&mut images.rules);
        let is_used = |rule: &RuleInfo| report.findings.iter().any(|it| it.rule == rule.id);
        rules.retain(is_used);
        report.rules.append(&mut rules);
        report.rules.sort_by(|a, b| a.id.cmp(&b.id));
        report.rules.dedup_by(|a, b| a.id == b.id);
        report.findings.sort_by(|a, b| {
            let key = |it: &Finding| (it.location.path.clone(), it.location.span, it.rule.clone());
            key(a).cmp(&key(b))
        });
        self.add_sources(report);
    }

    /// Lockfiles that stand in the folder of a manifest or above it.
    fn lockfiles_above(&self, manifest: &str) -> Vec<String> {
        let above = |path: &&String| {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_above = folder.is_empty()
                || manifest.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            kind_of(path).is_some() && is_above
        };
        let walked = self.walked.iter().flat_map(|walked| walked.keys());
        walked.filter(above).cloned().collect()
    }

    /// Looks a lockfile up, if it or a manifest it depends on has changed since the last time.
    fn hold(&mut self, path: &str) {
        if let Some(at) = self.held.iter().position(|held| held.path == path) {
            let is_same =
                |(path, text): &(String, Option<Arc<str>>)| self.beside().read(path) == *text;
            if self.held[at].texts.iter().all(is_same) {
                return;
            }
            self.held.remove(at);
        }
        let (Some(kind), Some(text)) = (kind_of(path), self.text(path)) else { return };
        let Some(deps) = &self.options.scan.deps else { return };
        let beside = self.beside();
        let source = tamis_deps::Source { path, text: &text, beside: &beside };
        let inventory = tamis_deps::read(kind, source);
        let lockfile = Lockfile { path: path.to_owned(), text, inventory, layers: None };
        let mut read = manifest_paths(&lockfile);
        read.extend(lockfile.inventory.read.iter().cloned());
        read.push(path.to_owned());
        let texts: Vec<(String, Option<Arc<str>>)> =
            read.into_iter().map(|path| (path.clone(), beside.read(&path))).collect();
        let files: Vec<WalkedFile> =
            self.walked.iter().flat_map(|walked| walked.values().cloned()).collect();
        let scan = &self.options.scan;
        let (rules, tree_limit) = (self.plan.rules, scan.tree_limit);
        let sources = Sources { files: &files, rules, tree_limit, programs: &Programs::default() };
        let around = Around { sources, beside: &beside };
        let today: Option<Date> = scan.today;
        let mut found = super::in_pool(self.pool.as_ref(), || {
            look_up(&[lockfile], deps, today, scan.no_suppressions, Some(around))
        });
        found.findings.retain(|finding| {
            finding.severity >= scan.severity && finding.confidence >= scan.confidence
        });
        let (findings, rules) = (found.findings, found.rules);
        if self.held.len() >= MAX_HELD {
            self.held.remove(0);
        }
        self.held.push(Held { path: path.to_owned(), texts, findings, rules });
    }

    fn beside(&self) -> Open<'_> {
        let open =
            self.files.iter().filter_map(|(path, kept)| Some((path.as_str(), kept.text.as_ref()?)));
        let root: PathBuf = self.base().to_owned();
        Open { texts: open.collect(), folder: Folder { root } }
    }
}

/// A finding of a lockfile at the line of the manifest that asks for the package.
fn on_manifest(finding: &Finding, manifest: &str) -> Option<Finding> {
    let step = finding.related.iter().find(|step| step.location.path == *manifest)?;
    let pinned = Step { location: finding.location.clone(), note: "pinned here".to_owned() };
    let location = step.location.clone();
    Some(Finding { location, related: vec![pinned], ..finding.clone() })
}

/// Texts of open documents before those on disk.
struct Open<'s> {
    texts: Vec<(&'s str, &'s Arc<str>)>,
    folder: Folder,
}

impl Beside for Open<'_> {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        let open = self.texts.iter().find(|(known, _)| *known == path);
        open.map(|(_, text)| Arc::clone(text)).or_else(|| self.folder.read(path))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.folder.list(folder)
    }
}
