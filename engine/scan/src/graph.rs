//! The second pass of infrastructure: files of one dialect to a graph, rules over it, candidates to findings.
//!
//! For: what needs the whole project. Not for: what the dialects mean (`tamis-iac`). Read [`run`].

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use tamis_finding::{
    Binding, Candidate, Evidence, Location, Notice, NoticeKind, RuleIndex, Source as Shown, Step,
    Trace,
};
use tamis_iac::query::{Hit, Query, show, trace};
use tamis_iac::{Context, Dialect, Files, Place, ResourceGraph, Settings, Source};
use tamis_ir::Language;
use tamis_syntax::{FileId, LineIndex, Span, Tree};

use crate::decode::{Decoded, decode};
use crate::findings::{FileView, Pending, findings};
use crate::plan::Plan;
use crate::run::{FileResult, ScanOptions};

/// A parsed file that may belong to a graph.
#[derive(Clone)]
pub(crate) struct GraphFile {
    pub(crate) id: FileId,
    pub(crate) path: Arc<str>,
    pub(crate) text: Arc<str>,
    pub(crate) language: &'static Language,
    pub(crate) tree: Arc<Tree>,
    pub(crate) comments: Vec<Span>,
    pub(crate) secrets: Vec<Span>,
}

/// Builds the graphs that rules ask and asks them. One result for each file with findings, and one for the notices.
pub(crate) fn run(
    plan: &Plan<'_>,
    files: Vec<GraphFile>,
    root: &Path,
    options: &ScanOptions,
) -> Vec<FileResult> {
    let mut spans: FxHashMap<FileId, (Vec<Span>, Vec<Span>)> = FxHashMap::default();
    let mut sources = Vec::with_capacity(files.len());
    for file in files {
        spans.insert(file.id, (file.comments, file.secrets));
        sources.push(Source {
            file: file.id,
            path: file.path,
            text: file.text,
            language: file.language,
            tree: file.tree,
        });
    }
    let beside = Beside::new(root, &sources);
    let mut result = FileResult::default();
    let mut pending: BTreeMap<FileId, Vec<Pending>> = BTreeMap::new();
    for (dialect, rules) in plan.dialects() {
        let owned: Vec<Source> =
            sources.iter().filter(|source| owns(dialect, source)).cloned().collect();
        if owned.is_empty() {
            continue;
        }
        let (graph, notices) = build(dialect, &owned, &beside, &options.settings);
        result.notices.extend(notices);
        let hits = ask(plan, &graph, rules, &beside, &mut result.notices);
        for (rule, hit) in hits {
            let file = hit.place.file;
            pending.entry(file).or_default().push(to_pending(rule, hit, &graph, &beside));
        }
    }
    let mut results = vec![result];
    for (file, pending) in pending {
        let Some((path, text)) = beside.text_of(file) else { continue };
        let mut result = FileResult::default();
        let (comments, secrets) = match spans.get(&file) {
            Some((comments, secrets)) => (Some(comments.as_slice()), secrets.as_slice()),
            None => (None, &[][..]),
        };
        let view = FileView { path: &path, text: &text, comments, secrets };
        findings(plan, &view, pending, options, &mut result);
        results.push(result);
    }
    // Files that only a trace leads through are shown too.
    let shown = beside.shown();
    results.extend(
        shown
            .into_iter()
            .map(|source| FileResult { source: Some(source), ..FileResult::default() }),
    );
    results
}

pub(crate) fn owns(dialect: &Dialect, source: &Source) -> bool {
    claims(dialect, source.language, &source.path, &source.text)
}

/// Whether a file is of a dialect.
pub(crate) fn claims(dialect: &Dialect, language: &Language, path: &str, text: &str) -> bool {
    dialect.languages.contains(&language.id.0) && (dialect.may_own)(path, text)
}

/// The graph of one dialect. A panic leaves an empty graph and a notice.
pub(crate) fn build(
    dialect: &Dialect,
    sources: &[Source],
    files: &dyn Files,
    settings: &Settings,
) -> (ResourceGraph, Vec<Notice>) {
    let work = || {
        let mut cx = Context::new(files, settings);
        (dialect.build)(sources, &mut cx);
        cx.graph.finish();
        (cx.graph, cx.notices)
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = format!(
            "a bug in tamis stopped the reading of {} files; please report it",
            dialect.title
        );
        (ResourceGraph::default(), vec![notice(NoticeKind::Panic, None, message)])
    })
}

fn notice(kind: NoticeKind, rule: Option<&str>, message: String) -> Notice {
    let rule = rule.map(str::to_owned);
    Notice { kind, path: None, span: None, start: None, rule, message }
}

/// Rules asked together by one thread.
const CHUNK: usize = 16;

fn ask(
    plan: &Plan<'_>,
    graph: &ResourceGraph,
    rules: &[RuleIndex],
    beside: &Beside,
    notices: &mut Vec<Notice>,
) -> Vec<(RuleIndex, Hit)> {
    let chunk = |rules: &[RuleIndex]| {
        let name = |file: FileId| {
            beside.text_of(file).map(|(path, _)| path.to_string()).unwrap_or_default()
        };
        let query = Query::new(graph, &name);
        let mut found = Vec::new();
        for rule in rules {
            found.extend(ask_one(plan, *rule, &query, graph, beside));
        }
        found
    };
    let chunks: Vec<Vec<Answer>> = rules.par_chunks(CHUNK).map(chunk).collect();
    let mut hits = Vec::new();
    for answer in chunks.into_iter().flatten() {
        match answer {
            Answer::Hit(rule, hit) => hits.push((rule, *hit)),
            Answer::Notice(notice) => notices.push(notice),
        }
    }
    hits
}

enum Answer {
    Hit(RuleIndex, Box<Hit>),
    Notice(Notice),
}

fn ask_one(
    plan: &Plan<'_>,
    rule: RuleIndex,
    query: &Query<'_>,
    graph: &ResourceGraph,
    beside: &Beside,
) -> Vec<Answer> {
    let entry = plan.rules.entry(rule);
    let Some(spec) = entry.config() else { return Vec::new() };
    let asked = catch_unwind(AssertUnwindSafe(|| query.run(spec)));
    let Ok((mut hits, complete)) = asked else {
        let message = "a bug in tamis stopped this rule; please report it".to_owned();
        return vec![Answer::Notice(notice(NoticeKind::Panic, Some(&entry.id), message))];
    };
    // A block with many instances (a module called often, `count`) is said once, for the first that is certain.
    let mut seen = FxHashSet::default();
    hits.sort_by_key(|hit| hit.unknown.is_some());
    hits.retain(|hit| seen.insert(hit.place));
    let wanted = |hit: &Hit| {
        let file = graph.resource(hit.resource).place.file;
        beside.text_of(file).is_some_and(|(path, _)| entry.wants(&path))
    };
    let mut answers: Vec<Answer> =
        hits.into_iter().filter(wanted).map(|hit| Answer::Hit(rule, Box::new(hit))).collect();
    if !complete {
        let message = "the rule took too many steps; findings may be missing".to_owned();
        answers.push(Answer::Notice(notice(NoticeKind::Budget, Some(&entry.id), message)));
    }
    answers
}

fn to_pending(rule: RuleIndex, hit: Hit, graph: &ResourceGraph, beside: &Beside) -> Pending {
    let resource = graph.resource(hit.resource);
    let mut steps = Vec::new();
    if let Some(value) = &hit.value {
        for (place, note) in trace(value, hit.place) {
            steps.extend(beside.location(place).map(|location| Step { location, note }));
        }
    }
    let bind = |name: &str, text: String| Binding {
        metavariable: name.to_owned(),
        text,
        span: None,
        value: None,
    };
    let mut bindings = vec![
        bind("$ADDRESS", resource.address.to_string()),
        bind("$TYPE", resource.kind.to_string()),
    ];
    bindings.extend(hit.value.as_ref().map(|value| bind("$VALUE", show(value))));
    let candidate = Candidate {
        rule,
        file: hit.place.file,
        span: hit.place.span,
        bindings,
        trace: (!steps.is_empty()).then_some(Trace { steps }),
        evidence: Evidence::default(),
    };
    let block = resource.block_around(hit.place).map(|block| block.span);
    Pending { candidate, block, unsure: hit.unknown, weight: None }
}

/// Texts of the scanned files, and of those read beside them.
pub(crate) struct Beside {
    root: PathBuf,
    by_path: FxHashMap<Arc<str>, Source>,
    texts: FxHashMap<FileId, (Arc<str>, Arc<str>)>,
    read: Mutex<Read>,
    indexes: Mutex<FxHashMap<FileId, Arc<LineIndex>>>,
    used: Mutex<Vec<FileId>>,
}

/// Id, path and text of a file read beside the scanned ones.
type Loaded = (FileId, Arc<str>, Arc<str>);

#[derive(Default)]
struct Read {
    /// By path; `None` for what is not there.
    texts: FxHashMap<String, Option<Loaded>>,
    by_id: FxHashMap<FileId, (Arc<str>, Arc<str>)>,
    next: u32,
    bytes: u64,
}

/// Bytes of one file read beside the scanned ones, and of all of them.
const MAX_BESIDE: u64 = 5_000_000;
const MAX_BESIDE_ALL: u64 = 200_000_000;

impl Beside {
    /// `root` is the folder the paths of `sources` start from; empty for the working directory.
    pub(crate) fn new(root: &Path, sources: &[Source]) -> Self {
        let by_path = sources.iter().map(|source| (source.path.clone(), source.clone())).collect();
        let texts = sources
            .iter()
            .map(|source| (source.file, (source.path.clone(), source.text.clone())))
            .collect();
        let next = u32::MAX / 2;
        Beside {
            root: root.to_owned(),
            by_path,
            texts,
            read: Mutex::new(Read { next, ..Read::default() }),
            indexes: Mutex::default(),
            used: Mutex::default(),
        }
    }

    /// Path and text of a file.
    pub(crate) fn text_of(&self, file: FileId) -> Option<(Arc<str>, Arc<str>)> {
        if let Some(known) = self.texts.get(&file) {
            return Some(known.clone());
        }
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.by_id.get(&file).cloned()
    }

    pub(crate) fn location(&self, place: Place) -> Option<Location> {
        let (path, text) = self.text_of(place.file)?;
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        let index =
            indexes.entry(place.file).or_insert_with(|| Arc::new(LineIndex::new(&text))).clone();
        drop(indexes);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).push(place.file);
        let (start, end) =
            (index.position(&text, place.span.start), index.position(&text, place.span.end));
        Some(Location { path: path.to_string(), span: place.span, start, end })
    }

    /// Files that locations were asked of.
    fn shown(&self) -> Vec<Shown> {
        let mut used =
            std::mem::take(&mut *self.used.lock().unwrap_or_else(PoisonError::into_inner));
        used.sort();
        used.dedup();
        used.into_iter()
            .filter_map(|file| self.text_of(file))
            .map(|(path, text)| Shown { path: path.to_string(), text, masked: Vec::new() })
            .collect()
    }

    fn load(&self, path: &str) -> Option<Loaded> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.texts.get(path) {
            return known.clone();
        }
        let loaded = self.open(path, MAX_BESIDE_ALL.saturating_sub(read.bytes)).map(|text| {
            let (id, path): (FileId, Arc<str>) = (FileId(read.next), Arc::from(path));
            read.next += 1;
            read.bytes += text.len() as u64;
            (id, path, text)
        });
        if let Some((id, path, text)) = &loaded {
            read.by_id.insert(*id, (path.clone(), text.clone()));
        }
        read.texts.insert(path.to_owned(), loaded.clone());
        loaded
    }

    fn open(&self, path: &str, left: u64) -> Option<Arc<str>> {
        let full = self.root.join(path);
        let size = std::fs::metadata(&full).ok().filter(std::fs::Metadata::is_file)?.len();
        if size > MAX_BESIDE.min(left) {
            return None;
        }
        match decode(std::fs::read(&full).ok()?) {
            Decoded::Text { text, .. } => Some(Arc::from(text)),
            Decoded::Binary => None,
        }
    }
}

impl Files for Beside {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        match self.by_path.get(path) {
            Some(source) => Some(source.text.clone()),
            None => self.load(path).map(|(.., text)| text),
        }
    }

    fn source(&self, path: &str) -> Option<Source> {
        if let Some(source) = self.by_path.get(path) {
            return Some(source.clone());
        }
        let language = tamis_lang::by_file_name(path)?;
        let syntax = language.syntax.as_ref()?;
        let (file, path, text) = self.load(path)?;
        let tree = Arc::new(tamis_lang::parse(syntax, &text));
        Some(Source { file, path, text, language, tree })
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let full = if folder.is_empty() && self.root.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            self.root.join(folder)
        };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(full).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let folder = entry.path().is_dir();
            names.push(if folder { format!("{name}/") } else { name });
        }
        names.sort();
        names
    }

    fn parse(&self, language: &str, text: &str) -> Option<(&'static Language, Tree)> {
        let language = tamis_lang::language(language)?;
        let syntax = language.syntax.as_ref()?;
        Some((language, tamis_lang::parse(syntax, text)))
    }
}
