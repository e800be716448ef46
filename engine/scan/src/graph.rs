//! The second pass of infrastructure: files of one dialect to a graph, rules over it, candidates to findings.
//!
//! For: what needs the whole project. Not for: what the dialects mean (`tamis-iac`). Read [`run`].

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use tamis_finding::{Binding, Candidate, Evidence, Notice, NoticeKind, RuleIndex, Step, Trace};
use tamis_iac::query::{Hit, Query, show, trace};
use tamis_iac::{Context, Dialect, Files, ResourceGraph, Settings, Source};
use tamis_ir::Language;
use tamis_syntax::{FileId, Span, Tree};

use crate::beside::Beside;
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
    results[0].outside = beside.outside();
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
