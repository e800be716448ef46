//! A folder that is scanned again and again while its files change: what an editor needs.
//!
//! For: findings of open documents, the same as a scan of the folder gives for the saved files. What the first pass
//! made of a file is kept, so an edit reads, parses, matches and lowers the edited file alone; the second pass (data
//! flow, graphs) then runs over what is kept.
//! Not for: threads, timing, the protocol (`tamis-lsp`). Read [`Session`].

mod deps;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use tamis_finding::{Confidence, NoticeKind, ScanReport, Severity, Source};
use tamis_flow::{FileFacts, ModuleAlias};
use tamis_iac::Dialect;
use tamis_lang::{parse, reparse};
use tamis_syntax::{FileId, LastParse};

use crate::baseline::Baseline;
use crate::config::{ConfigError, Configs};
use crate::date::Date;
use crate::decode::{Decoded, decode};
use crate::graph::{self, GraphFile};
use crate::hide::{Hidden, hide};
use crate::plan::Plan;
use crate::read::read;
use crate::rule_set::RuleSet;
use crate::run::{
    Content, FileResult, STACK, ScanOptions, Texts, collect, examine, finish, notice, second_pass,
};
use crate::settle::apply_config;
use crate::walk::{WalkError, WalkOptions, Walked, WalkedFile, walk};

/// Statements of lowered programs that are analysed while someone types; more wait for a pause.
const NEAR: usize = 12_000;
/// Those analysed in a pause; a scan of the workspace looks at all.
const WIDE: usize = 60_000;

/// How a session scans.
#[derive(Debug, Default)]
pub struct SessionOptions {
    /// As for a scan.
    pub scan: ScanOptions,
    /// What is walked; `base` is the folder that all paths start from.
    pub walk: WalkOptions,
    /// Configuration files.
    pub configs: Configs,
    /// Accepted findings.
    pub baseline: Option<Baseline>,
    /// Findings below are not shown.
    pub severity: Option<Severity>,
    /// Findings below are not shown.
    pub confidence: Option<Confidence>,
}

/// How far the second pass looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The files nearest by imports, as many as can be looked at while someone types.
    Near,
    /// As many as can be looked at in a pause.
    Wide,
    /// All files.
    All,
}

/// What a check gave.
#[derive(Debug)]
pub struct Checked {
    /// Findings of the files asked for, and notices.
    pub report: ScanReport,
    /// Whether a check with [`Reach::All`] would look at more.
    pub is_partial: bool,
}

/// The files of one folder, with what is known of each.
pub struct Session<'r> {
    plan: Plan<'r>,
    options: SessionOptions,
    pool: Option<rayon::ThreadPool>,
    files: BTreeMap<String, Kept>,
    /// Files of the folder that a scan looks at; `None` before the walk.
    walked: Option<BTreeMap<String, WalkedFile>>,
    /// Imports between files by place in `files`; `None` where they have to be found again.
    links: Option<Vec<Vec<usize>>>,
    /// Lockfiles that were looked up.
    held: Vec<deps::Held>,
}

/// What is kept of a file.
struct Kept {
    /// Of an open document.
    text: Option<Arc<str>>,
    last: Option<LastParse>,
    /// Of the first pass.
    result: FileResult,
    /// Statements of its program.
    weight: usize,
}

impl<'r> Session<'r> {
    /// An empty session. Rules compile when first needed.
    pub fn new(rules: &'r RuleSet, options: SessionOptions) -> Self {
        let threads = options.scan.threads;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
        Session {
            plan: Plan::new(rules, options.scan.prefilter),
            options,
            pool: pool.ok(),
            files: BTreeMap::new(),
            walked: None,
            links: None,
            held: Vec::new(),
        }
    }

    /// The rules.
    pub fn rules(&self) -> &'r RuleSet {
        self.plan.rules
    }

    /// The folder that paths start from.
    pub fn base(&self) -> &Path {
        &self.options.walk.base
    }

    /// Lists the files that a scan of the folder looks at, in order.
    pub fn walk(&mut self) -> Result<Vec<WalkedFile>, WalkError> {
        let Walked { files, .. } = walk(&self.options.walk)?;
        let by_path = files.iter().map(|file| (file.rel.clone(), file.clone())).collect();
        self.walked = Some(by_path);
        Ok(files)
    }

    /// Whether a scan of the folder looks at `path`: unknown files that are not on disk count as new ones.
    pub fn wants(&self, path: &str) -> bool {
        match &self.walked {
            Some(walked) => walked.contains_key(path) || !self.base().join(path).exists(),
            None => true,
        }
    }

    /// Whether `path` is known.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The files known, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Reads a file again that a walk found before; `None` where none did.
    pub fn reread(&mut self, path: &str) -> Option<()> {
        let file = self.walked.as_ref()?.get(path)?.clone();
        self.index(&[file]);
        Some(())
    }

    /// Number of files known.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether no file is known.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The text of an open document has changed, or it was opened: makes the first pass over it.
    pub fn set_text(&mut self, path: &str, text: Arc<str>) {
        let mut last = self.files.get_mut(path).and_then(|kept| kept.last.take());
        let explicit = !self.walked.as_ref().is_some_and(|walked| walked.contains_key(path));
        let content = Content {
            id: FileId(0),
            path,
            text: &text,
            size: text.len() as u64,
            everything: explicit,
        };
        let (plan, options) = (&self.plan, &self.options.scan);
        let work = || {
            examine(plan, content, options, &mut |syntax, text| reparse(syntax, text, &mut last))
        };
        let caught = in_pool(self.pool.as_ref(), || catch_unwind(AssertUnwindSafe(work)));
        let result = caught.unwrap_or_else(|_| panicked(path));
        self.put(path, Kept { text: Some(text), last, weight: 0, result });
    }

    fn put(&mut self, path: &str, mut kept: Kept) {
        kept.result.source = None;
        kept.weight = kept.result.flow.as_ref().map_or(0, weight);
        let same_imports = self.files.get(path).is_some_and(|old| {
            let of = |kept: &Kept| kept.result.flow.as_ref().map(|it| Arc::clone(&it.module));
            match (of(old), of(&kept)) {
                (Some(old), Some(new)) => {
                    old.imports.len() == new.imports.len()
                        && old
                            .imports
                            .iter()
                            .zip(&new.imports)
                            .all(|(a, b)| a.module == b.module && a.item == b.item)
                }
                (None, None) => true,
                _ => false,
            }
        });
        let same_names =
            self.files.get(path).map_or(&[][..], |old| &old.result.aliases) == kept.result.aliases;
        if !same_imports || !same_names {
            self.links = None;
        }
        self.files.insert(path.to_owned(), kept);
    }

    /// The document was closed: its file counts again, as it is on disk.
    pub fn close(&mut self, path: &str) {
        let file = self.walked.as_ref().and_then(|walked| walked.get(path)).cloned();
        match file {
            Some(file) => {
                if let Some(kept) = self.files.get_mut(path) {
                    (kept.text, kept.last) = (None, None);
                }
                self.index(&[file]);
            }
            None => self.remove(path),
        }
    }

    /// The file is gone.
    pub fn remove(&mut self, path: &str) {
        if self.files.remove(path).is_some() {
            self.links = None;
        }
    }

    /// Reads files and makes the first pass over them, in parallel; open documents keep their text.
    pub fn index(&mut self, files: &[WalkedFile]) {
        let is_open = |path: &str| self.files.get(path).is_some_and(|kept| kept.text.is_some());
        let wanted: Vec<&WalkedFile> = files.iter().filter(|file| !is_open(&file.rel)).collect();
        let (plan, options) = (&self.plan, &self.options.scan);
        let one = |file: &&WalkedFile| {
            let work = || first_pass(plan, file, options);
            catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Some(panicked(&file.rel)))
        };
        let results: Vec<Option<FileResult>> =
            in_pool(self.pool.as_ref(), || wanted.par_iter().map(one).collect());
        let paths: Vec<String> = wanted.into_iter().map(|file| file.rel.clone()).collect();
        for (path, result) in paths.into_iter().zip(results) {
            match result {
                Some(result) => {
                    self.put(&path, Kept { text: None, last: None, weight: 0, result });
                }
                None => self.remove(&path),
            }
        }
    }

    /// The text of `path` as it is now: of the open document, else of the file.
    pub fn text(&self, path: &str) -> Option<Arc<str>> {
        match self.files.get(path).and_then(|kept| kept.text.clone()) {
            Some(text) => Some(text),
            None => from_disk(self.base(), path).map(Arc::from),
        }
    }

    /// Findings of the files in `scope`, as a scan reports them. `None` where `goes_on` ended it.
    pub fn check(
        &mut self,
        scope: &BTreeSet<String>,
        reach: Reach,
        goes_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Result<Checked, ConfigError>> {
        let (chosen, is_partial) = self.chosen(scope, reach);
        let mut report = self.second(scope, &chosen, goes_on)?;
        self.add_dependencies(scope, &mut report);
        if let Err(error) = apply_config(&mut report, &mut self.options.configs, Date::today()) {
            return Some(Err(error));
        }
        report.findings.retain(|finding| scope.contains(&finding.location.path));
        if let Some(baseline) = &self.options.baseline {
            let base = &self.options.walk.base;
            baseline.apply_to_part(&mut report, |path| !base.join(path).exists());
        }
        let (severity, confidence) = (self.options.severity, self.options.confidence);
        report.findings.retain(|finding| {
            severity.is_none_or(|floor| finding.severity >= floor)
                && confidence.is_none_or(|floor| finding.confidence >= floor)
        });
        Some(Ok(Checked { report, is_partial }))
    }

    /// The files that the second pass looks at, in order, and whether some are left out.
    fn chosen(&mut self, scope: &BTreeSet<String>, reach: Reach) -> (Vec<String>, bool) {
        let all: usize = self.files.values().map(|kept| kept.weight).sum();
        let limit = match reach {
            Reach::Near => NEAR,
            Reach::Wide => WIDE,
            Reach::All => usize::MAX,
        };
        if all <= limit {
            let matters = |(path, kept): &(&String, &Kept)| {
                kept.result.flow.is_some() || kept.result.graph.is_some() || scope.contains(*path)
            };
            let chosen = self.files.iter().filter(matters).map(|(path, _)| path.clone()).collect();
            return (chosen, false);
        }
        let paths: Vec<&String> = self.files.keys().collect();
        let links = self.links.take().unwrap_or_else(|| self.find_links());
        let mut near: BTreeSet<usize> = BTreeSet::new();
        let mut open: VecDeque<usize> = VecDeque::new();
        for (at, path) in paths.iter().enumerate() {
            if scope.contains(*path) {
                open.push_back(at);
            }
        }
        let mut left = limit;
        while let Some(at) = open.pop_front() {
            let kept = &self.files[paths[at]];
            let is_asked = scope.contains(paths[at]);
            if near.contains(&at) || (!is_asked && kept.weight > left) {
                continue;
            }
            left = left.saturating_sub(kept.weight);
            near.insert(at);
            open.extend(links.get(at).into_iter().flatten().copied());
        }
        // Graphs need all of theirs.
        let has_graph = |at: &usize| self.files[paths[*at]].result.graph.is_some();
        let is_near = |at: &usize| near.contains(at) || has_graph(at);
        let chosen: Vec<String> =
            (0..paths.len()).filter(is_near).map(|at| paths[at].clone()).collect();
        let is_left_out = |at: usize| self.files[paths[at]].weight > 0 && !near.contains(&at);
        let is_partial = (0..paths.len()).any(is_left_out);
        self.links = Some(links);
        (chosen, is_partial)
    }

    /// Names of modules that any file gives.
    fn aliases(&self) -> Arc<[ModuleAlias]> {
        self.files.values().flat_map(|kept| kept.result.aliases.iter().cloned()).collect()
    }

    /// Imports in both directions, by place in `files`.
    fn find_links(&self) -> Vec<Vec<usize>> {
        let with_flow: Vec<(usize, &FileFacts)> = self
            .files
            .values()
            .enumerate()
            .filter_map(|(at, kept)| Some((at, kept.result.flow.as_ref()?)))
            .collect();
        let aliases = self.aliases();
        let bare = |facts: &FileFacts| FileFacts {
            file: facts.file,
            path: facts.path.clone(),
            language: facts.language,
            module: Arc::clone(&facts.module),
            marks: tamis_flow::Marks::default(),
            aliases: Arc::clone(&aliases),
        };
        let facts: Vec<FileFacts> = with_flow.iter().map(|(_, facts)| bare(facts)).collect();
        let mut links = vec![Vec::new(); self.files.len()];
        for (from, targets) in tamis_flow::imports(&facts).into_iter().enumerate() {
            for to in targets {
                let (from, to) = (with_flow[from].0, with_flow[to].0);
                links[from].push(to);
                links[to].push(from);
            }
        }
        links
    }

    /// The texts of the files with findings, and no others.
    fn add_sources(&self, report: &mut ScanReport) {
        let paths: BTreeSet<&str> =
            report.findings.iter().map(|finding| finding.location.path.as_str()).collect();
        report.sources.clear();
        for path in paths {
            if let Some(text) = self.text(path) {
                let path = path.to_owned();
                report.sources.push(Source { path, text, masked: Vec::new() });
            }
        }
    }

    /// The dialects that files in `scope` belong to.
    fn dialects_of(&self, scope: &BTreeSet<String>) -> Vec<&'static Dialect> {
        let files: Vec<&GraphFile> =
            scope.iter().filter_map(|path| self.files.get(path)?.result.graph.as_ref()).collect();
        let is_asked = |dialect: &&'static Dialect| {
            files.iter().any(|file| graph::claims(dialect, file.language, &file.path, &file.text))
        };
        self.plan.dialects().iter().map(|(dialect, _)| *dialect).filter(is_asked).collect()
    }

    fn second(
        &self,
        scope: &BTreeSet<String>,
        chosen: &[String],
        goes_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<ScanReport> {
        let mut results: Vec<FileResult> = Vec::with_capacity(chosen.len());
        let mut graphs: Vec<GraphFile> = Vec::new();
        let dialects = self.dialects_of(scope);
        for (at, path) in chosen.iter().enumerate() {
            let result = &self.files[path].result;
            let id = FileId(at as u32);
            let graph = result.graph.as_ref().filter(|file| {
                dialects
                    .iter()
                    .any(|dialect| graph::claims(dialect, file.language, &file.path, &file.text))
            });
            graphs.extend(graph.map(|file| GraphFile { id, ..file.clone() }));
            let flow = result.flow.as_ref().map(|flow| FileFacts { file: id, ..flow.clone() });
            let (comments, hidden) = (result.comments.clone(), result.hidden.clone());
            results.push(if scope.contains(path) {
                FileResult { flow, graph: None, ..result.without_programs() }
            } else {
                FileResult {
                    flow,
                    map: result.map.clone(),
                    comments,
                    hidden,
                    ..FileResult::default()
                }
            });
        }
        let aliases = self.aliases();
        let (plan, options) = (&self.plan, &self.options.scan);
        let texts = Kepts { session: self, chosen };
        let done = in_pool(self.pool.as_ref(), || {
            second_pass(plan, &texts, &mut results, &aliases, options, goes_on)?;
            if !plan.dialects().is_empty() && !graphs.is_empty() && goes_on() {
                results.extend(graph::run(plan, graphs, self.base(), options));
            }
            goes_on().then_some(())
        });
        done?;
        let hidden: Vec<Hidden> =
            results.iter_mut().filter_map(|result| result.hidden.take()).collect();
        let mut report = ScanReport::default();
        collect(&mut report, results);
        report.findings.retain(|finding| scope.contains(&finding.location.path));
        self.add_sources(&mut report);
        if !options.show_secrets {
            hide(&mut report, &hidden);
        }
        finish(&mut report, plan.rules, &[]);
        Some(report)
    }
}

/// Texts of the files of a check.
struct Kepts<'s, 'r> {
    session: &'s Session<'r>,
    chosen: &'s [String],
}

impl Texts for Kepts<'_, '_> {
    fn name(&self, at: usize) -> &str {
        &self.chosen[at]
    }

    fn text(&self, at: usize) -> Option<Cow<'_, str>> {
        let path = &self.chosen[at];
        match self.session.files.get(path).and_then(|kept| kept.text.as_deref()) {
            Some(text) => Some(Cow::Borrowed(text)),
            None => from_disk(self.session.base(), path).map(Cow::Owned),
        }
    }
}

fn from_disk(base: &Path, path: &str) -> Option<String> {
    let full: PathBuf = base.join(path);
    let size = std::fs::metadata(&full).ok()?.len();
    let file = WalkedFile { rel: path.to_owned(), path: full, size, explicit: true };
    match decode(read(&file, None).ok()?) {
        Decoded::Text { text, .. } => Some(text),
        Decoded::Binary => None,
    }
}

/// `None` where the file cannot be read, or is no text.
fn first_pass(plan: &Plan<'_>, file: &WalkedFile, options: &ScanOptions) -> Option<FileResult> {
    if plan.streams(file.size, options.tree_limit) {
        return Some(crate::stream::stream(plan, FileId(0), file, options));
    }
    let bytes = read(file, None).ok()?;
    let size = bytes.len() as u64;
    let Decoded::Text { text, .. } = decode(bytes) else { return None };
    let everything = file.explicit;
    let content = Content { id: FileId(0), path: &file.rel, text: &text, size, everything };
    Some(examine(plan, content, options, &mut |syntax, text| parse(syntax, text)))
}

fn panicked(path: &str) -> FileResult {
    let message = "a bug in tamis stopped the scan of this file; please report it".to_owned();
    FileResult { notices: vec![notice(NoticeKind::Panic, path, message)], ..FileResult::default() }
}

fn weight(facts: &FileFacts) -> usize {
    let bodies = facts.module.functions.iter();
    bodies.flat_map(|body| &body.blocks).map(|block| block.statements.len()).sum()
}

fn in_pool<T: Send>(pool: Option<&rayon::ThreadPool>, work: impl FnOnce() -> T + Send) -> T {
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
