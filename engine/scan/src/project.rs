//! The second pass: data flow over all files together.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rustc_hash::FxHashMap;
use tamis_finding::{
    Binding, Candidate, Evidence, Location, Notice, NoticeKind, RuleIndex, Step, Trace,
};
use tamis_flow::{FileFacts, Flow, MarkRole, Outcome, StepNote, TaintRule, analyse_while};
use tamis_rule::Mode;
use tamis_syntax::{LineIndex, SourceMap, Span};

use crate::parts::lead_back;
use crate::plan::Plan;
use crate::taint::switches;

/// Longest code that a message names a source or sink by, in characters.
const MAX_NAME: usize = 60;

/// What the second pass gave: candidates by file, as index in the list of jobs.
#[derive(Debug, Default)]
pub(crate) struct ProjectOutcome {
    /// Sorted by file.
    pub(crate) candidates: Vec<(usize, Vec<Candidate>)>,
    /// What could not be done.
    pub(crate) notices: Vec<Notice>,
    /// Files that traces go through, sorted.
    pub(crate) traced: Vec<usize>,
}

/// A file's text with its lines.
pub(crate) struct Lines {
    /// Decoded.
    pub(crate) text: String,
    /// Where lines begin.
    pub(crate) index: LineIndex,
}

/// How long a way a rule reports.
#[derive(Debug, Clone, Copy)]
struct Reach {
    /// Steps of the trace.
    steps: usize,
    /// Calls, returns and objects among them.
    hops: usize,
}

impl Reach {
    /// Of data known by its name.
    const BY_NAME: Reach = Reach { steps: 7, hops: 2 };
    /// Of packed rules.
    const PACKED: Reach = Reach { steps: usize::MAX, hops: 6 };
    const ANY: Reach = Reach { steps: usize::MAX, hops: usize::MAX };

    fn covers(self, flow: &Flow) -> bool {
        let is_hop =
            |note| matches!(note, StepNote::Argument | StepNote::Returned | StepNote::Stored);
        let hops = flow.steps.iter().filter(|step| is_hop(step.note)).count();
        flow.steps.len() <= self.steps && hops <= self.hops
    }
}

/// Follows data through `files`, sorted by file id. `read` gives a file's text again, and `maps` lead from its program
/// to it. `None` where `goes_on` ended it.
pub(crate) fn follow(
    plan: &Plan<'_>,
    mut files: Vec<FileFacts>,
    read: &dyn Fn(usize) -> Option<String>,
    maps: &[SourceMap],
    goes_on: &dyn Fn() -> bool,
) -> Option<ProjectOutcome> {
    let rules = active(plan, &mut files);
    let mut outcome = ProjectOutcome::default();
    if rules.is_empty() {
        return Some(outcome);
    }
    let models = plan.rules.models(&rules);
    let found = catch_unwind(AssertUnwindSafe(|| analyse_while(&rules, &files, &models, goes_on)));
    let Outcome { flows, cut } = match found {
        Ok(found) => found?,
        Err(panic) => {
            outcome.notices.push(panicked(&panic));
            return Some(outcome);
        }
    };
    outcome.notices.extend(cut.iter().map(|file| spent(&files[*file].path)));
    let mut lines: FxHashMap<usize, Option<Lines>> = FxHashMap::default();
    let reach: Vec<Reach> = rules.iter().map(|rule| reach(plan, rule.rule)).collect();
    for flow in flows {
        if !reach[flow.rule].covers(&flow) {
            continue;
        }
        let Some(trace) = trace(&flow, &files, read, maps, &mut lines) else { continue };
        let file = files[flow.file].file;
        let mut candidate = Candidate {
            rule: rules[flow.rule].rule,
            file,
            span: flow.span,
            bindings: flow.bindings.clone(),
            trace: Some(trace),
            evidence: Evidence::default(),
        };
        if let Some(rule) = plan.rules.entry(candidate.rule).rule() {
            name_ends(&mut candidate, &rule.message, &flow, &files, &lines);
        }
        let job = file.0 as usize;
        if let Some(map) = maps.get(job) {
            lead_back(&mut candidate, map);
        }
        match outcome.candidates.last_mut() {
            Some((known, list)) if *known == job => list.push(candidate),
            _ => outcome.candidates.push((job, vec![candidate])),
        }
    }
    outcome.traced = lines.into_iter().filter(|(_, it)| it.is_some()).map(|(at, _)| at).collect();
    outcome.traced.sort_unstable();
    Some(outcome)
}

/// The rules with a source and a sink somewhere, renumbered in the marks; marks of all others go.
pub(crate) fn active(plan: &Plan<'_>, files: &mut [FileFacts]) -> Vec<TaintRule> {
    let (mut sources, mut sinks) = (Vec::new(), Vec::new());
    for mark in files.iter().flat_map(|file| &file.marks.list) {
        match mark.role {
            MarkRole::Source => sources.push(mark.rule),
            MarkRole::Sink => sinks.push(mark.rule),
            _ => {}
        }
    }
    // Models may give a rule both: that is known when calls are resolved.
    for (at, entry) in plan.rules.entries().iter().enumerate().filter(|(_, it)| it.is_taint()) {
        if let Some(Mode::Taint(spec)) = entry.rule().map(|rule| &rule.mode) {
            sources.extend((!spec.source_kinds.is_empty()).then_some(at as u32));
            sinks.extend((!spec.sink_kinds.is_empty()).then_some(at as u32));
        }
    }
    sources.sort_unstable();
    sources.dedup();
    sinks.sort_unstable();
    sinks.dedup();
    sources.retain(|rule| sinks.binary_search(rule).is_ok());
    let mut rules = Vec::new();
    let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
    for index in sources {
        let Some(rule) = plan.rules.entry(RuleIndex(index)).rule() else { continue };
        if let Mode::Taint(spec) = &rule.mode {
            numbers.insert(index, rules.len() as u32);
            let languages = plan.rules.entry(RuleIndex(index)).languages.iter();
            let languages = languages.map(|language| language.id).collect();
            rules.push(switches(RuleIndex(index), spec, languages, &rule.options));
        }
    }
    for file in files {
        file.marks.list.retain_mut(|mark| match numbers.get(&mark.rule) {
            Some(number) => {
                mark.rule = *number;
                true
            }
            None => false,
        });
    }
    rules
}

/// How far a rule follows data. What is only taken for sensitive by its name, and then goes a long way through objects and
/// calls, seldom is what arrives; through very many, nothing is: objects are not told apart well enough.
fn reach(plan: &Plan<'_>, rule: RuleIndex) -> Reach {
    let entry = plan.rules.entry(rule);
    let Some(rule) = entry.rule() else { return Reach::ANY };
    let by_name = match &rule.mode {
        Mode::Taint(spec) => spec.sources.iter().any(|source| !source.data_types.is_empty()),
        _ => false,
    };
    let usual = match by_name {
        true => Reach::BY_NAME,
        false if entry.is_packed() => Reach::PACKED,
        false => Reach::ANY,
    };
    let said = |name| rule.options.number(name).and_then(|it| usize::try_from(it).ok());
    Reach {
        steps: said("taint_longest_trace").unwrap_or(usual.steps),
        hops: said("taint_most_hops").unwrap_or(usual.hops),
    }
}

fn trace(
    flow: &Flow,
    files: &[FileFacts],
    read: &dyn Fn(usize) -> Option<String>,
    maps: &[SourceMap],
    lines: &mut FxHashMap<usize, Option<Lines>>,
) -> Option<Trace> {
    let mut steps = Vec::with_capacity(flow.steps.len());
    for step in &flow.steps {
        let facts = &files[step.file];
        let job = facts.file.0 as usize;
        let file = lines.entry(job).or_insert_with(|| {
            let text = read(job)?;
            let index = LineIndex::new(&text);
            Some(Lines { text, index })
        });
        // A file that changed or went away since: without its text there is no place to show.
        let Lines { text, index } = file.as_ref()?;
        let span = maps.get(job).map_or(step.span, |map| map.outer(step.span));
        steps.push(Step {
            location: Location {
                path: facts.path.clone(),
                span,
                start: index.position(text, span.start),
                end: index.position(text, span.end),
            },
            note: step.note.text().to_owned(),
        });
    }
    (!steps.is_empty()).then_some(Trace { steps })
}

/// Binds `$SOURCE` and `$SINK` of a message to the code at both ends, where no pattern or model names them.
fn name_ends(
    candidate: &mut Candidate,
    message: &str,
    flow: &Flow,
    files: &[FileFacts],
    lines: &FxHashMap<usize, Option<Lines>>,
) {
    let steps = candidate.trace.iter().flat_map(|trace| &trace.steps);
    let spans: Vec<Span> = steps.map(|step| step.location.span).collect();
    for (metavariable, at) in [("$SOURCE", 0), ("$SINK", spans.len().wrapping_sub(1))] {
        if !message.contains(metavariable)
            || candidate.bindings.iter().any(|known| known.metavariable == metavariable)
        {
            continue;
        }
        let (Some(span), Some(step)) = (spans.get(at), flow.steps.get(at)) else { continue };
        let file = lines.get(&(files[step.file].file.0 as usize)).and_then(Option::as_ref);
        let Some(code) = file.and_then(|file| file.text.get(span.range())) else { continue };
        candidate.bindings.push(Binding {
            metavariable: metavariable.to_owned(),
            text: one_line(code),
            span: None,
            value: None,
        });
    }
    candidate.bindings.sort_by(|a, b| a.metavariable.cmp(&b.metavariable));
}

/// Code for the middle of a sentence.
fn one_line(code: &str) -> String {
    let line = code.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_NAME) {
        Some((end, _)) => format!("{}...", &line[..end]),
        None => line,
    }
}

fn spent(path: &str) -> Notice {
    Notice {
        kind: NoticeKind::Budget,
        path: Some(path.to_owned()),
        span: None,
        start: None,
        rule: None,
        message: "following data took too many steps here; findings may be missing".to_owned(),
    }
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> Notice {
    let words = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Notice {
        kind: NoticeKind::Panic,
        path: None,
        span: None,
        start: None,
        rule: None,
        message: format!("a bug in tamis stopped following data: {words}; please report it"),
    }
}
