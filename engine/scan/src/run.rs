//! The whole run: all files in parallel, then one list of findings.

use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use tamis_finding::{
    Confidence, DataSite, FileCounts, Finding, Notice, NoticeKind, RuleInfo, ScanReport, Severity,
    SkipReason, Skipped, Source, Timings,
};
use tamis_flow::{FileFacts, ModuleAlias};
use tamis_iac::Settings;
use tamis_lang::{by_file_name, by_shebang, parse};
use tamis_syntax::{FileId, SourceMap, Span};

use crate::beside::Outside;
use crate::cache::{self, Cache};
use crate::classify::classify;
use crate::date::Date;
use crate::decode::{Decoded, decode};
use crate::deps::{
    Around, DepsOptions, Folder, Found, Programs, Sources, look_at_images, look_up, read_all,
};
use crate::file::{FileOutcome, FileText, Parse, scan_file_with};
use crate::findings::{FileView, Pending, findings, idle};
use crate::fingerprint::Fingerprints;
use crate::graph::{self, GraphFile};
use crate::hide::{Hidden, hide};
use crate::history::{self, HistoryOptions};
use crate::module_names;
use crate::plan::{Clock, Plan};
use crate::project::follow;
use crate::read::{read, read_into};
use crate::rule_set::RuleSet;
use crate::settle::{EXPIRED, UNUSED, info};
use crate::stream::stream;
use crate::walk::{WalkError, WalkOptions, WalkedFile, walk};

/// What to scan.
#[derive(Debug, Clone)]
pub enum Input {
    /// Files and folders.
    Paths(WalkOptions),
    /// Secrets in all versions of files that a repository's history holds.
    History(HistoryOptions),
    /// One text with the name it goes by (standard input, an editor's buffer).
    Text {
        /// Name, which decides the language.
        name: String,
        /// Bytes as they came.
        bytes: Vec<u8>,
    },
}

/// How to scan.
#[derive(Debug, Clone)]
pub struct ScanOptions {
    /// Threads; 0 for one per core.
    pub threads: usize,
    /// Files above this many bytes get no tree.
    pub tree_limit: u64,
    /// Off for measuring: every rule of a file's language is tried whatever the file's literals.
    pub prefilter: bool,
    /// Findings below are dropped.
    pub severity: Severity,
    /// Findings below are dropped.
    pub confidence: Confidence,
    /// Also report findings that a comment accepts as open ones.
    pub no_suppressions: bool,
    /// Leave secrets in messages and sources as they stand.
    pub show_secrets: bool,
    /// Key of the fingerprints that tell which findings hold the same secret; without it there are none.
    pub secrets_key: Option<Vec<u8>>,
    /// Today, after which comments with an earlier last day accept nothing; `None`: they hold for ever.
    pub today: Option<Date>,
    /// List the places of personal data.
    pub inventory: bool,
    /// Report comments of ours that accept nothing.
    pub unused: Unused,
    /// Variable and values files of infrastructure.
    pub settings: Settings,
    /// Hold the packages of lockfiles against advisories and licences; `None`: lockfiles are not looked at.
    pub deps: Option<DepsOptions>,
    /// Where results are kept for later scans of the same; `None`: nowhere.
    pub cache: Option<Cache>,
    /// Measure the time of each rule.
    pub by_rule: bool,
}

/// Which comments of ours that accept nothing are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Unused {
    /// None.
    #[default]
    None,
    /// Those that name a rule that ran.
    Named,
    /// Also those that speak of all rules: for runs with all rules the comments may be meant for.
    All,
}

impl Default for ScanOptions {
    fn default() -> Self {
        ScanOptions {
            threads: 0,
            tree_limit: 5_000_000,
            prefilter: true,
            severity: Severity::Info,
            confidence: Confidence::Low,
            no_suppressions: false,
            show_secrets: false,
            secrets_key: None,
            today: None,
            inventory: false,
            unused: Unused::None,
            settings: Settings::default(),
            deps: None,
            cache: None,
            by_rule: false,
        }
    }
}

/// How far a scan is, for a progress bar; shared between threads.
#[derive(Debug, Default)]
pub struct Progress {
    /// Files to look at, 0 until the walk has ended.
    pub total: AtomicUsize,
    /// Files done.
    pub done: AtomicUsize,
    /// Bytes done.
    pub bytes: AtomicU64,
}

/// What one file gave to the run.
#[derive(Default, Clone)]
pub(crate) struct FileResult {
    pub(crate) findings: Vec<Finding>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) source: Option<Source>,
    pub(crate) graph: Option<GraphFile>,
    /// For data flow over all files.
    pub(crate) flow: Option<FileFacts>,
    /// Names of modules that the file gives to others.
    pub(crate) aliases: Vec<ModuleAlias>,
    /// Where the places of `flow` stand in the file.
    pub(crate) map: SourceMap,
    /// Kept where `flow` is.
    pub(crate) comments: Option<Vec<Span>>,
    pub(crate) hidden: Option<Hidden>,
    pub(crate) data: Vec<DataSite>,
    /// Files and folders that were read beside the scanned ones.
    pub(crate) outside: Vec<Outside>,
    /// Counts findings with the same code.
    pub(crate) seen: Fingerprints,
    pub(crate) scanned: bool,
    pub(crate) parsed: bool,
    pub(crate) bytes: u64,
    /// Path and lines.
    pub(crate) size: Option<(String, u32)>,
    /// Comments of ours that accept none of the file's own findings.
    pub(crate) idle: Vec<Finding>,
    pub(crate) read_seconds: f64,
    pub(crate) parse_seconds: f64,
    pub(crate) match_seconds: f64,
    pub(crate) lower_seconds: f64,
    pub(crate) secret_seconds: f64,
    /// Of all files; kept with the first.
    pub(crate) flow_seconds: f64,
}

impl FileResult {
    /// All but what the second pass needs of it.
    pub(crate) fn without_programs(&self) -> FileResult {
        FileResult {
            findings: self.findings.clone(),
            notices: self.notices.clone(),
            skipped: self.skipped.clone(),
            map: self.map.clone(),
            comments: self.comments.clone(),
            hidden: self.hidden.clone(),
            seen: self.seen.clone(),
            idle: self.idle.clone(),
            ..FileResult::default()
        }
    }
}

/// Scans. The report is the same for any number of threads. Never fails but for a root that is not there or a glob
/// that is none: what goes wrong in a file is a notice.
pub fn scan(
    rules: &RuleSet,
    input: &Input,
    options: &ScanOptions,
    progress: &Progress,
) -> Result<ScanReport, WalkError> {
    let started = Instant::now();
    let mut report = ScanReport {
        rules_run: rules.len(),
        notices: rules.notices.clone(),
        ..ScanReport::default()
    };
    let mut root = PathBuf::new();
    let work = match input {
        Input::Paths(walk_options) => {
            let walked = walk(walk_options)?;
            report.timings.walk = started.elapsed().as_secs_f64();
            root = walked.root;
            report.skipped = walked.skipped;
            report.notices.extend(walked.notices);
            Work::Files(walked.files, walk_options.no_ignore)
        }
        Input::Text { name, bytes } => Work::Text(name, bytes),
        Input::History(history) => {
            past(rules, history, options, progress, &mut report)?;
            Work::Files(Vec::new(), false)
        }
    };
    let mut programs = Programs::default();
    let part = (!work.is_empty() && !rules.is_empty()).then(|| {
        let work = || by_rules(rules, &work, &root, options, progress, &mut programs);
        in_pool(options.threads, work)
    });
    let looked = Instant::now();
    let mut found = match (&work, &options.deps) {
        (Work::Files(files, _), Some(deps)) => {
            let look = || dependencies(files, &root, rules, &programs, deps, options);
            in_pool(options.threads, look)
        }
        _ => Found::default(),
    };
    report.timings.deps = looked.elapsed().as_secs_f64();
    report.findings.append(&mut found.findings);
    report.notices.append(&mut found.notices);
    report.sources.append(&mut found.sources);
    if rules.is_empty() {
        // Else these files are among those that rules scan.
        report.files.scanned += found.files;
        report.rules_run += found.checks;
    }
    if let Some((part, hidden)) = part {
        // What detectors found in a file is hidden in all that is said of it.
        if !options.show_secrets {
            hide(&mut report, &hidden);
        }
        merge(&mut report, part);
    }
    finish(&mut report, rules, &found.rules);
    report.timings.total = started.elapsed().as_secs_f64();
    Ok(report)
}

/// What rules find in files and texts, secrets masked, and the secrets: from an earlier scan of the same, or by looking.
fn by_rules(
    rules: &RuleSet,
    work: &Work<'_>,
    root: &Path,
    options: &ScanOptions,
    progress: &Progress,
    programs: &mut Programs,
) -> (ScanReport, Vec<Hidden>) {
    let prepared = Instant::now();
    let mut plan = Plan::new(rules, options.prefilter);
    plan.inventory = options.inventory;
    plan.clock = options.by_rule.then(|| Clock::new(rules.len()));
    let rules_seconds = prepared.elapsed().as_secs_f64();
    let cached = match (work, &options.cache) {
        (Work::Files(files, no_ignore), Some(cache)) => {
            cache::key(&plan, files, *no_ignore, options).map(|key| (cache, key, files))
        }
        _ => None,
    };
    let kept = cached.as_ref().and_then(|(cache, key, files)| cache.load(key, files, root));
    let is_kept = kept.is_some();
    let mut made = Made { programs, outside: Vec::new() };
    let (mut part, hidden) =
        kept.unwrap_or_else(|| look(&mut plan, work, root, options, progress, &mut made));
    if !options.show_secrets {
        hide(&mut part, &hidden);
    }
    if let (Some((cache, key, files)), false) = (cached, is_kept) {
        cache.store(&key, files, &part, &hidden, made.outside);
    }
    part.timings.rules = rules_seconds;
    let by_rule = plan.clock.iter().flat_map(Clock::seconds);
    let by_rule = by_rule.map(|(rule, seconds)| (rules.entry(rule).id.clone(), seconds));
    part.timings.by_rule = by_rule.collect();
    (part, hidden)
}

/// What looking at files leaves beside what is found.
struct Made<'p> {
    programs: &'p mut Programs,
    /// What was read beside the files.
    outside: Vec<Outside>,
}

/// Looks at all files, and tells which secrets are to be masked.
fn look(
    plan: &mut Plan<'_>,
    work: &Work<'_>,
    root: &Path,
    options: &ScanOptions,
    progress: &Progress,
    made: &mut Made<'_>,
) -> (ScanReport, Vec<Hidden>) {
    let mut part = ScanReport::default();
    leave_idle_out(plan, work, options);
    let mut results = run(plan, work, options, progress, made.programs);
    if !plan.dialects().is_empty() {
        let started = Instant::now();
        let files: Vec<GraphFile> =
            results.iter_mut().filter_map(|result| result.graph.take()).collect();
        results.extend(graph::run(plan, files, root, options));
        part.timings.graph = started.elapsed().as_secs_f64();
    }
    made.outside.extend(results.iter_mut().flat_map(|result| std::mem::take(&mut result.outside)));
    let hidden = results.iter_mut().filter_map(|result| result.hidden.take()).collect();
    collect(&mut part, results);
    (part, hidden)
}

/// Adds what rules found to what else the run has.
fn merge(report: &mut ScanReport, part: ScanReport) {
    report.findings.extend(part.findings);
    report.notices.extend(part.notices);
    report.skipped.extend(part.skipped);
    report.sources.extend(part.sources);
    report.sizes.extend(part.sizes);
    report.data.extend(part.data);
    report.files.scanned += part.files.scanned;
    report.files.parsed += part.files.parsed;
    report.files.bytes += part.files.bytes;
    report.reused = part.reused;
    let Timings { walk, deps, .. } = report.timings;
    report.timings = Timings { walk, deps, ..part.timings };
}

/// What lockfiles and container files say of other people's code. A panic leaves a notice.
fn dependencies(
    files: &[WalkedFile],
    root: &Path,
    rules: &RuleSet,
    programs: &Programs,
    deps: &DepsOptions,
    options: &ScanOptions,
) -> Found {
    let work = || {
        let mut notices = Vec::new();
        let lockfiles = read_all(files, root, &mut notices);
        let sources = Sources { files, rules, tree_limit: options.tree_limit, programs };
        let around = Around { sources, beside: &Folder { root: root.to_owned() } };
        let (today, all) = (options.today, options.no_suppressions);
        let mut found = look_up(&lockfiles, deps, today, all, Some(around));
        found.notices.append(&mut notices);
        if let Some(today) = options.today {
            look_at_images(files, today, options.no_suppressions, &mut found);
        }
        found.findings.retain(|finding| {
            finding.severity >= options.severity && finding.confidence >= options.confidence
        });
        found
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message =
            "a bug in tamis stopped the check of dependencies; please report it".to_owned();
        let notice = Notice {
            kind: NoticeKind::Panic,
            path: None,
            span: None,
            start: None,
            rule: None,
            message,
        };
        Found { notices: vec![notice], ..Found::default() }
    })
}

/// The same for a history, of which only detectors of secrets want something.
fn past(
    rules: &RuleSet,
    options_of: &HistoryOptions,
    options: &ScanOptions,
    progress: &Progress,
    report: &mut ScanReport,
) -> Result<(), WalkError> {
    let plan = Plan::new(rules, options.prefilter);
    report.rules_run = plan.secret_count();
    let (results, hidden) =
        in_pool(options.threads, || history::scan(&plan, options_of, options, progress, report))?;
    collect(report, results);
    if !options.show_secrets {
        hide(report, &hidden);
    }
    Ok(())
}

enum Work<'a> {
    Files(Vec<WalkedFile>, bool),
    Text(&'a str, &'a [u8]),
}

impl Work<'_> {
    fn is_empty(&self) -> bool {
        matches!(self, Work::Files(files, _) if files.is_empty())
    }
}

/// Stack of a worker: unifying is recursive, as deep as trees may be.
pub(crate) const STACK: usize = 64 << 20;

/// Does `work` on a pool of its own, or without one where the system gives no threads.
pub(crate) fn in_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

fn run(
    plan: &Plan<'_>,
    work: &Work<'_>,
    options: &ScanOptions,
    progress: &Progress,
    programs: &mut Programs,
) -> Vec<FileResult> {
    let one = |id: usize, file: &Job<'_>| {
        let result = catch_unwind(AssertUnwindSafe(|| job(plan, FileId(id as u32), file, options)));
        let result = result.unwrap_or_else(|panic| panicked(file.name(), &panic));
        progress.done.fetch_add(1, Ordering::Relaxed);
        progress.bytes.fetch_add(result.bytes, Ordering::Relaxed);
        result
    };
    let jobs: Vec<Job<'_>> = match work {
        Work::Files(files, no_ignore) => {
            files.iter().map(|file| Job::File(file, *no_ignore)).collect()
        }
        Work::Text(name, bytes) => vec![Job::Text(name, bytes)],
    };
    progress.total.store(jobs.len(), Ordering::Relaxed);
    // The largest first, so that the last file to end is a small one.
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(jobs[*at].size()));
    let mut results: Vec<(usize, FileResult)> =
        order.par_iter().with_max_len(1).map(|at| (*at, one(*at, &jobs[*at]))).collect();
    results.sort_by_key(|(at, _)| *at);
    let mut results: Vec<FileResult> = results.into_iter().map(|(_, result)| result).collect();
    // Whether they come to vulnerable code is looked up in the same programs.
    if options.deps.as_ref().is_some_and(|deps| deps.database.is_some()) {
        for result in &results {
            result.flow.iter().for_each(|facts| programs.keep(facts, &result.map));
        }
    }
    let started = Instant::now();
    let aliases: Arc<[ModuleAlias]> =
        results.iter_mut().flat_map(|result| std::mem::take(&mut result.aliases)).collect();
    second_pass(plan, &jobs.as_slice(), &mut results, &aliases, options, &|| true);
    if let Some(first) = results.first_mut() {
        first.flow_seconds = started.elapsed().as_secs_f64();
    }
    results
}

/// Leaves out the taint rules that cannot have both ends in the project.
fn leave_idle_out(plan: &mut Plan<'_>, work: &Work<'_>, options: &ScanOptions) {
    let Work::Files(files, _) = work else { return };
    if !plan.has_ends() {
        return;
    }
    let asked: &Plan<'_> = plan;
    let seen = files
        .par_iter()
        .filter(|file| file.size <= options.tree_limit && asked.may_have_ends(&file.rel))
        .filter_map(|file| read(file, None).ok())
        .map(|bytes| asked.ends_in(&bytes))
        .reduce(Vec::new, joined);
    if !seen.is_empty() {
        plan.leave_idle_out(&seen);
    }
}

/// Both together; one of them may be empty.
fn joined(mut left: Vec<(bool, bool)>, right: Vec<(bool, bool)>) -> Vec<(bool, bool)> {
    if left.is_empty() {
        return right;
    }
    for (one, other) in left.iter_mut().zip(right) {
        *one = (one.0 | other.0, one.1 | other.1);
    }
    left
}

/// Texts and paths of the files of a run, by their number.
pub(crate) trait Texts {
    /// Relative path.
    fn name(&self, at: usize) -> &str;
    /// Decoded text as it is now; `None` where there is none any more.
    fn text(&self, at: usize) -> Option<Cow<'_, str>>;
}

impl Texts for &[Job<'_>] {
    fn name(&self, at: usize) -> &str {
        self[at].name()
    }

    fn text(&self, at: usize) -> Option<Cow<'_, str>> {
        match decode(self[at].bytes(Vec::new()).ok()?) {
            Decoded::Text { text, .. } => Some(Cow::Owned(text)),
            Decoded::Binary => None,
        }
    }
}

/// Data flow over all files together; what it finds goes to the files' results. `None` where `goes_on` ended it.
pub(crate) fn second_pass(
    plan: &Plan<'_>,
    texts: &dyn Texts,
    results: &mut [FileResult],
    aliases: &Arc<[ModuleAlias]>,
    options: &ScanOptions,
    goes_on: &dyn Fn() -> bool,
) -> Option<()> {
    let mut files: Vec<FileFacts> = results.iter_mut().filter_map(|it| it.flow.take()).collect();
    files.iter_mut().for_each(|file| file.aliases = Arc::clone(aliases));
    if files.is_empty() {
        return Some(());
    }
    let maps: Vec<SourceMap> = results.iter_mut().map(|it| std::mem::take(&mut it.map)).collect();
    let read = |at: usize| texts.text(at).map(Cow::into_owned);
    let found = follow(plan, files, &read, &maps, goes_on)?;
    if let Some(first) = results.first_mut() {
        first.notices.extend(found.notices);
    }
    for (at, candidates) in found.candidates {
        let Some(text) = texts.text(at) else { continue };
        let comments = results[at].comments.take();
        let pending = candidates.into_iter().map(Pending::from).collect();
        let hidden = results[at].hidden.take();
        let secrets = hidden.as_ref().map_or(&[][..], |hidden| hidden.spans.as_slice());
        let (path, comments) = (texts.name(at), comments.as_deref());
        let view = FileView { path, text: &text, comments, secrets };
        findings(plan, &view, pending, options, &mut results[at]);
        results[at].hidden = hidden;
    }
    for at in found.traced {
        if results[at].source.is_none()
            && let Some(text) = texts.text(at)
        {
            let path = texts.name(at).to_owned();
            results[at].source = Some(Source { path, text: Arc::from(text), masked: Vec::new() });
        }
    }
    Some(())
}

thread_local! {
    /// What the last file of the thread was read into: fresh memory for each one costs a tenth of a scan for secrets.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Bytes of a buffer that is kept.
const MAX_BUFFER: usize = 1 << 20;

enum Job<'a> {
    File(&'a WalkedFile, bool),
    Text(&'a str, &'a [u8]),
}

impl Job<'_> {
    fn name(&self) -> &str {
        match self {
            Job::File(file, _) => &file.rel,
            Job::Text(name, _) => name,
        }
    }

    /// Its bytes, in the memory of `buffer`, which is empty.
    fn bytes(&self, mut buffer: Vec<u8>) -> std::io::Result<Vec<u8>> {
        match self {
            Job::File(file, _) => read_into(file, None, buffer),
            Job::Text(_, bytes) => {
                buffer.extend_from_slice(bytes);
                Ok(buffer)
            }
        }
    }

    fn size(&self) -> u64 {
        match self {
            Job::File(file, _) => file.size,
            Job::Text(_, bytes) => bytes.len() as u64,
        }
    }
}

pub(crate) fn panicked(path: &str, panic: &(dyn std::any::Any + Send)) -> FileResult {
    let words = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    let message =
        format!("a bug in tamis stopped the scan of this file: {words}; please report it");
    FileResult { notices: vec![notice(NoticeKind::Panic, path, message)], ..FileResult::default() }
}

pub(crate) fn notice(kind: NoticeKind, path: &str, message: String) -> Notice {
    Notice { kind, path: Some(path.to_owned()), span: None, start: None, rule: None, message }
}

/// Whether the content of a file can matter, by its path.
pub(crate) fn may_read(plan: &Plan<'_>, path: &str) -> bool {
    let named = by_file_name(path);
    // Without a language by name only a `#!` line can still give one, and such files have no extension.
    let may_be_script = named.is_none() && !path.rsplit('/').next().unwrap_or(path).contains('.');
    may_be_script || plan.wants(path, named.map(|language| language.id))
}

fn job(plan: &Plan<'_>, id: FileId, job: &Job<'_>, options: &ScanOptions) -> FileResult {
    let path = job.name();
    let mut result = FileResult::default();
    let skip = |mut result: FileResult, reason: SkipReason| {
        result.skipped.push(Skipped { path: path.to_owned(), reason });
        result
    };
    if !may_read(plan, path) {
        return skip(result, SkipReason::NoLanguage);
    }
    if let Job::File(file, _) = job
        && plan.streams(file.size, options.tree_limit)
    {
        return stream(plan, id, file, options);
    }
    let started = Instant::now();
    let bytes = match job.bytes(BUFFER.take()) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("cannot be read: {error}");
            result.notices.push(notice(NoticeKind::Unreadable, path, message));
            return skip(result, SkipReason::Unreadable(error.to_string()));
        }
    };
    let size = bytes.len() as u64;
    let Decoded::Text { text, .. } = decode(bytes) else {
        return skip(result, SkipReason::Binary);
    };
    let read_seconds = started.elapsed().as_secs_f64();
    let everything = matches!(job, Job::File(file, no_ignore) if file.explicit || *no_ignore)
        || matches!(job, Job::Text(..));
    let content = Content { id, path, text: &text, size, everything };
    let result = examine(plan, content, options, &mut |syntax, text| parse(syntax, text));
    if text.capacity() <= MAX_BUFFER {
        let mut buffer = text.into_bytes();
        buffer.clear();
        BUFFER.set(buffer);
    }
    FileResult { read_seconds, ..result }
}

/// A file, read.
pub(crate) struct Content<'a> {
    pub(crate) id: FileId,
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    /// Bytes before decoding.
    pub(crate) size: u64,
    /// Also if it is minified or generated.
    pub(crate) everything: bool,
}

/// The first pass over one file.
pub(crate) fn examine(
    plan: &Plan<'_>,
    content: Content<'_>,
    options: &ScanOptions,
    parse: Parse<'_>,
) -> FileResult {
    let Content { id, path, text, size, everything } = content;
    let mut result = FileResult::default();
    let skip = |mut result: FileResult, reason: SkipReason| {
        result.skipped.push(Skipped { path: path.to_owned(), reason });
        result
    };
    if let Some(reason) = (!everything).then(|| classify(path, text)).flatten() {
        return skip(result, reason);
    }
    let language = by_file_name(path).or_else(|| by_shebang(text));
    if !plan.wants(path, language.map(|language| language.id)) {
        return skip(result, SkipReason::NoLanguage);
    }
    let tree = text.len() as u64 <= options.tree_limit;
    if !tree && language.is_some() {
        result.skipped.push(Skipped { path: path.to_owned(), reason: SkipReason::NoTree(size) });
    }
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32 + 1;
    result.size = Some((path.to_owned(), lines));
    result.aliases = module_names::read(path, text);
    let mut outcome = scan_file_with(plan, FileText { id, path, text, language, tree }, parse);
    result.flow = outcome.flow.take();
    result.map = std::mem::take(&mut outcome.map);
    result.data = std::mem::take(&mut outcome.data);
    if result.flow.is_some() {
        result.comments = outcome.comments.clone();
    }
    (result.scanned, result.parsed, result.bytes) = (true, outcome.comments.is_some(), size);
    (result.parse_seconds, result.match_seconds) = (outcome.parse_seconds, outcome.match_seconds);
    (result.lower_seconds, result.secret_seconds) = (outcome.lower_seconds, outcome.secret_seconds);
    let FileOutcome { candidates, secrets, notices, comments, tree, .. } = outcome;
    result.notices.extend(notices);
    let mut pending: Vec<Pending> = candidates.into_iter().map(Pending::from).collect();
    pending.extend(secrets.iter().map(|secret| Pending::secret(secret, text, options)));
    let spans: Vec<Span> = secrets.iter().map(|secret| secret.span).collect();
    result.hidden = Hidden::new(path, text, spans.clone());
    let view = FileView { path, text, comments: comments.as_deref(), secrets: &spans };
    let suppressions = findings(plan, &view, pending, options, &mut result);
    result.idle = idle(plan, path, text, &suppressions, options.unused);
    if !result.idle.is_empty() && result.source.is_none() {
        result.source =
            Some(Source { path: path.to_owned(), text: Arc::from(text), masked: Vec::new() });
    }
    if let (Some(tree), Some(language)) = (tree, language) {
        let (path, text) = (Arc::from(path), Arc::from(text));
        let (tree, comments) = (Arc::new(tree), comments.unwrap_or_default());
        result.graph = Some(GraphFile { id, path, text, language, tree, comments, secrets: spans });
    }
    result
}

pub(crate) fn collect(report: &mut ScanReport, results: Vec<FileResult>) {
    let Timings { read, parse, matching, lower, secrets, flow, .. } = &mut report.timings;
    let mut idle: Vec<Finding> = Vec::new();
    for result in results {
        report.findings.extend(result.findings);
        idle.extend(result.idle);
        report.notices.extend(result.notices);
        report.skipped.extend(result.skipped);
        report.sources.extend(result.source);
        report.sizes.extend(result.size);
        report.data.extend(result.data);
        report.files.scanned += usize::from(result.scanned);
        report.files.parsed += usize::from(result.parsed);
        report.files.bytes += result.bytes;
        *read += result.read_seconds;
        *parse += result.parse_seconds;
        *matching += result.match_seconds;
        *lower += result.lower_seconds;
        *secrets += result.secret_seconds;
        *flow += result.flow_seconds;
    }
    // What no finding of the file alone needs, one of the graph or of data flow may.
    let used: FxHashSet<(&str, Span)> = report
        .findings
        .iter()
        .filter_map(|finding| {
            Some((finding.location.path.as_str(), finding.suppression.as_ref()?.span?))
        })
        .collect();
    idle.retain(|comment| !used.contains(&(comment.location.path.as_str(), comment.location.span)));
    report.findings.extend(idle);
}

pub(crate) fn finish(report: &mut ScanReport, rules: &RuleSet, others: &[RuleInfo]) {
    report.findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.location.path.clone(), finding.location.span);
        key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule))
    });
    report.notices.sort();
    report.notices.dedup();
    report.skipped.sort();
    report.skipped.dedup();
    let partly = |skipped: &&Skipped| !matches!(skipped.reason, SkipReason::NoTree(_));
    report.files =
        FileCounts { skipped: report.skipped.iter().filter(partly).count(), ..report.files };
    report.sources.sort_by(|a, b| a.path.cmp(&b.path));
    report.sources.dedup_by(|a, b| a.path == b.path);
    report.sizes.sort();
    report.data.sort();
    report.data.dedup();
    let mut ids: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    report.rules = ids
        .iter()
        .filter_map(|id| match *id {
            EXPIRED | UNUSED => Some(info(id)),
            id => {
                let other = || others.iter().find(|rule| rule.id == id).cloned();
                rules.find(id).map(crate::RuleEntry::info).or_else(other)
            }
        })
        .collect();
}
