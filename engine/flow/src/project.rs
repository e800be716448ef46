//! The whole project: summaries in order, then what reaches sinks.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tamis_finding::Binding;
use tamis_ir::{Body, Key, Language, LocalId, Module, StatementKind, Value};
use tamis_syntax::{FileId, Span};

use crate::calls::aliases::ModuleAlias;
use crate::calls::project::{FnIdx, Imported, Project};
use crate::calls::schedule::{Demand, Look, Schedule};
use crate::calls::summary::{Guards, Hit, Summary};
use crate::constants::AllFacts;
use crate::framework::live::Liveness;
use crate::framework::{fixpoint, has_loop};
use crate::models::Models;
use crate::taint::context::{Context, NAMESPACE};
use crate::taint::rules::{Marks, TaintRule};
use crate::taint::trail::{StepNote, flatten, length, through_call};
use crate::taint::transfer::{BodyAnalysis, each_place};
use crate::taint::value::{Origin, Path, Shape, Taint, Taints};

/// Block visits for each block of a body.
const VISITS: u32 = 40;
/// Rounds in which variables shared between bodies are resolved.
const SHARED_ROUNDS: usize = 4;

/// A file as data flow sees it.
#[derive(Debug, Clone)]
pub struct FileFacts {
    /// Which file of the scan.
    pub file: FileId,
    /// Relative to the scan root.
    pub path: String,
    /// Its language, which has a lowering.
    pub language: &'static Language,
    /// Its program.
    pub module: Arc<Module>,
    /// Where patterns of taint rules matched.
    pub marks: Marks,
    /// What names of modules mean, for all files of the project; of a language that looks them up so.
    pub aliases: Arc<[ModuleAlias]>,
}

/// Data that gets from a source to a sink.
#[derive(Debug, Clone)]
pub struct Flow {
    /// Index of the rule in the list given.
    pub rule: usize,
    /// Index of the sink's file in the list given.
    pub file: usize,
    /// The sink.
    pub span: Span,
    /// Metavariables of the sink, and those of the source that the sink lacks; sorted by name.
    pub bindings: Vec<Binding>,
    /// From source to sink.
    pub steps: Vec<FlowStep>,
}

/// A step of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowStep {
    /// Index of the file in the list given.
    pub file: usize,
    /// Where.
    pub span: Span,
    /// What happens.
    pub note: StepNote,
}

/// What stands behind variables that several bodies use, by how many rounds were left to find it.
type Behind = FxHashMap<(Origin, usize), Taints>;

/// What an analysis gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Sorted by file, place and rule.
    pub flows: Vec<Flow>,
    /// Files with functions whose analysis was cut short, by index.
    pub cut: Vec<usize>,
}

/// Finds all flows of `rules` in `files`. A function of its input, whatever the order of threads that made it, as long
/// as `files` are sorted.
pub fn analyse(rules: &[TaintRule], files: &[FileFacts], models: &Arc<Models>) -> Outcome {
    analyse_while(rules, files, models, &|| true).unwrap_or_default()
}

/// The same, as long as `goes_on`, which is asked between steps and before every function; `None` where it did not.
pub fn analyse_while(
    rules: &[TaintRule],
    files: &[FileFacts],
    models: &Arc<Models>,
    goes_on: &dyn Fn() -> bool,
) -> Option<Outcome> {
    if rules.is_empty() || files.is_empty() {
        return Some(Outcome::default());
    }
    let asks = |rule: &TaintRule| !rule.source_kinds.is_empty() || !rule.sink_kinds.is_empty();
    let marked = files.iter().any(|file| !file.marks.list.is_empty());
    if !marked && !rules.iter().any(asks) {
        return Some(Outcome::default());
    }
    let project = Project::new(files);
    if !goes_on() {
        return None;
    }
    let cx = Context::new(&project, rules, models);
    if !goes_on() {
        return None;
    }
    if cx.all.is_empty() {
        return Some(Outcome::default());
    }
    let facts = AllFacts::new(&project, &cx.kinds);
    let mut run = Run::new(&cx, &facts);
    let mut schedule = Schedule::new(&cx, &edges(&cx));
    while let Some(function) = schedule.next() {
        if !goes_on() {
            return None;
        }
        let look = run.look(function, &schedule.demand);
        if let Some(summary) = &run.summaries[function.0 as usize] {
            schedule.follow(&cx, look, summary);
        }
    }
    run.cut.extend(schedule.cut.iter().map(|function| project.file_of(*function) as usize));
    let mut hits: Vec<Hit> = run.hits.iter().flatten().cloned().collect();
    hits.extend(run.through_shared());
    let mut cut = run.cut;
    cut.sort_unstable();
    cut.dedup();
    Some(Outcome { flows: flows(&cx, hits), cut })
}

/// The summary of every function with all its parameters followed, whether data comes in or not.
pub(crate) fn all_summaries(cx: &Context<'_>) -> Vec<Option<Arc<Summary>>> {
    let facts = AllFacts::new(cx.project, &cx.kinds);
    let mut run = Run::new(cx, &facts);
    let mut schedule = Schedule::new(cx, &edges(cx));
    schedule.want_all(cx);
    while let Some(function) = schedule.next() {
        let look = run.look(function, &schedule.demand);
        if let Some(summary) = &run.summaries[function.0 as usize] {
            schedule.follow(cx, look, summary);
        }
    }
    run.summaries
}

/// For each file, the others it takes something from through imports, sorted.
pub fn imports(files: &[FileFacts]) -> Vec<Vec<usize>> {
    let project = Project::new(files);
    (0..files.len())
        .map(|file| {
            let mut found: Vec<usize> = project
                .imports_of(file as u32)
                .iter()
                .filter_map(|import| match import {
                    Imported::File(other) | Imported::Variable(other, _) => Some(*other as usize),
                    Imported::Root(_) | Imported::External(_) => None,
                })
                .chain(project.dotted_files(file as u32))
                .filter(|other| *other != file)
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        })
        .collect()
}

/// Calls, and functions made inside others: both are needed first.
fn edges(cx: &Context<'_>) -> Vec<Vec<FnIdx>> {
    let project = cx.project;
    let mut edges = Vec::with_capacity(project.function_count());
    for function in project.functions() {
        let (body, file) = (project.body(function), project.file_of(function));
        let mut to: Vec<FnIdx> = Vec::new();
        for statement in body.blocks.iter().flat_map(|block| &block.statements) {
            match &statement.kind {
                StatementKind::Call(call) => {
                    let targets = cx.kinds.resolved(function, call);
                    to.extend(targets.functions.iter().map(|target| target.function));
                    for argument in &call.arguments {
                        let kinds = cx.kinds.operand(project, function, &argument.value);
                        to.extend(kinds.iter().filter_map(|kind| match kind {
                            crate::calls::kinds::Kind::Function(it)
                            | crate::calls::kinds::Kind::Bound(it) => Some(*it),
                            _ => None,
                        }));
                    }
                }
                StatementKind::Assign { value: Value::Function(id), .. } => {
                    to.push(project.function(file, *id));
                }
                StatementKind::Assign { value: Value::Class(id), .. } => {
                    let class = project.class(project.class_idx(file, *id)).1;
                    to.extend(class.body.map(|body| project.function(file, body)));
                }
                _ => {}
            }
            each_place(statement, &mut |place| {
                for projection in &place.path {
                    if let Key::Name(name) = &projection.key {
                        to.extend(cx.getters.get(name).into_iter().flatten());
                    }
                }
            });
        }
        to.sort_unstable();
        to.dedup();
        edges.push(to);
    }
    edges
}

struct Run<'c, 'p> {
    cx: &'c Context<'p>,
    facts: &'c AllFacts<'c, 'p>,
    summaries: Vec<Option<Arc<Summary>>>,
    /// By function, found at the first look: the same for all later ones.
    live: Vec<Option<Arc<Liveness>>>,
    /// By function, found at the first look: whether its states are final when they are first met, and may be told of
    /// at once.
    plain: Vec<Option<bool>>,
    /// Whether a rule has sinks only where a function ends, which a first pass does not know.
    asks_for_ends: bool,
    hits: Vec<Vec<Hit>>,
    /// What variables that several bodies use ever hold.
    shared: FxHashMap<(u32, LocalId), Shape>,
    cut: Vec<usize>,
}

impl<'c, 'p> Run<'c, 'p> {
    fn new(cx: &'c Context<'p>, facts: &'c AllFacts<'c, 'p>) -> Self {
        let count = cx.project.function_count();
        Run {
            cx,
            facts,
            summaries: vec![None; count],
            live: vec![None; count],
            plain: vec![None; count],
            asks_for_ends: cx.rules.iter().any(|rule| rule.sinks.iter().any(|it| it.at_exit)),
            hits: vec![Vec::new(); count],
            shared: FxHashMap::default(),
            cut: Vec::new(),
        }
    }

    /// Makes a function's summary anew.
    fn look(&mut self, function: FnIdx, demand: &Demand) -> Look {
        let body = self.cx.project.body(function);
        let at = function.0 as usize;
        let mut analysis = BodyAnalysis::new(
            self.cx,
            function,
            self.facts.of(function),
            &self.summaries,
            demand,
            &mut self.live[at],
        );
        let asks_for_ends = self.asks_for_ends;
        let is_plain = *self.plain[at].get_or_insert_with(|| !asks_for_ends && is_plain(body));
        analysis.recording = is_plain;
        let found = fixpoint(&mut analysis, body, VISITS);
        if found.is_cut {
            self.cut.push(self.cx.project.file_of(function) as usize);
        }
        if !is_plain {
            analysis.record(&found.entries);
        }
        let summary = summary(&mut analysis);
        let hits = std::mem::take(&mut analysis.hits);
        let shared = std::mem::take(&mut analysis.shared);
        let by_callees = std::mem::take(&mut analysis.shared_by_callees);
        let requests = std::mem::take(&mut analysis.requests).into_iter().collect();
        let mut shared: Vec<(LocalId, Shape)> = shared.into_iter().collect();
        shared.sort_by_key(|(local, _)| *local);
        let mut left = Vec::new();
        for (local, shape) in shared {
            let home = crate::calls::kinds::home(self.cx.project, function, local);
            let variable = (home.0.0, home.1);
            // A variable of this call may hold what the caller gave; one that stays, only what came from elsewhere.
            if self.share(variable, &Path::new(), &shape) || home.0 == function {
                left.push(variable);
            }
        }
        for (owner, local, path, taints) in by_callees {
            if self.share((owner, local), &path, &Shape::of(taints)) {
                left.push((owner, local));
            }
        }
        self.hits[at] = hits;
        let changed = match &self.summaries[at] {
            Some(known) => !known.same(&summary),
            None => !summary.same(&Summary::default()),
        };
        self.summaries[at] = Some(Arc::new(summary));
        Look { function, changed, requests, left }
    }

    /// Keeps what a variable may hold; whether that is anything but what callers gave.
    fn share(&mut self, variable: (u32, LocalId), path: &Path, shape: &Shape) -> bool {
        let kept = shape.map(|taints| {
            taints.map(|taint| (!matches!(taint.origin, Origin::Param(..))).then_some(taint))
        });
        if kept.is_clean() {
            return false;
        }
        self.shared.entry(variable).or_default().add_shape(path, &kept);
        true
    }

    /// What reaches sinks through variables that several bodies use.
    fn through_shared(&self) -> Vec<Hit> {
        let mut hits = Vec::new();
        let known = &mut FxHashMap::default();
        for summary in self.summaries.iter().flatten() {
            for reach in &summary.sinks {
                let mark = self.cx.mark(reach.sink);
                let switches = self.cx.sink_switches(mark);
                for input in &reach.inputs {
                    let Origin::Captured(..) = input.origin else { continue };
                    if switches.requires.is_some() {
                        continue;
                    }
                    for taint in self.resolve(input, SHARED_ROUNDS, known).iter() {
                        if let Origin::Source(file, source) = taint.origin
                            && self.cx.aspects.hold(&taint.rules, mark.rule as usize)
                        {
                            let trail = taint.trail.clone();
                            let source = (file, source);
                            hits.push(Hit { rule: mark.rule, source, sink: reach.sink, trail });
                        }
                    }
                }
            }
        }
        hits
    }

    /// Sources behind a variable that several bodies use.
    fn resolve(&self, input: &Taint, rounds: usize, known: &mut Behind) -> Taints {
        if !matches!(input.origin, Origin::Captured(..)) {
            return Taints::one(input.clone());
        }
        let key = (input.origin.clone(), rounds);
        let behind = match known.get(&key) {
            Some(behind) => behind.clone(),
            None => {
                let behind = self.behind(&input.origin, rounds, known);
                known.insert(key, behind.clone());
                behind
            }
        };
        let place = flatten(&input.trail).first().map(|(place, _)| *place);
        behind.map(|mut found| {
            found.rules.keep(&input.rules);
            if let Some(place) = place {
                found.trail = through_call(&found.trail, place, StepNote::Shared, &input.trail);
            }
            Some(found)
        })
    }

    /// What a variable that several bodies use may hold.
    fn behind(&self, origin: &Origin, rounds: usize, known: &mut Behind) -> Taints {
        let Origin::Captured(owner, local, path) = origin else { return Taints::default() };
        let Some(rounds) = rounds.checked_sub(1) else { return Taints::default() };
        let (variable, path) = if *local == NAMESPACE {
            let Some((Key::Name(name), rest)) = path.split_first() else {
                return Taints::default();
            };
            let file = self.cx.project.file_of(FnIdx(*owner));
            match self.cx.project.exported(file, name) {
                Some(Imported::Variable(file, local)) => ((self.cx.module(file).0, local), rest),
                Some(_) => return Taints::default(),
                None => match self.cx.project.exported(file, "=") {
                    // A module that is one object: what is asked for stands in it.
                    Some(Imported::Variable(file, local)) => {
                        ((self.cx.module(file).0, local), &path[..])
                    }
                    _ => return Taints::default(),
                },
            }
        } else {
            ((*owner, *local), &path[..])
        };
        let Some(held) = self.shared.get(&variable) else { return Taints::default() };
        let mut all = Taints::default();
        for taint in held.project_all(path).deep().iter() {
            if taint.origin != *origin {
                all = all.union(&self.resolve(taint, rounds, known));
            }
        }
        all
    }
}

/// Whether all there is to tell of a body is known at its first pass: there is no loop, and nothing that captures what
/// is written later.
fn is_plain(body: &Body) -> bool {
    let mut statements = body.blocks.iter().flat_map(|block| &block.statements);
    !has_loop(body)
        && !statements.any(|statement| {
            matches!(&statement.kind, StatementKind::Assign { value: Value::Function(_), .. })
        })
}

fn summary(analysis: &mut BodyAnalysis<'_, '_>) -> Summary {
    let mut summary = Summary::default();
    let file = analysis.file;
    let own = std::mem::take(&mut analysis.own_sources);
    let foreign = |taints: &Taints| {
        taints.map(|taint| {
            let own = matches!(taint.origin, Origin::Source(it, mark) if it == file && own.contains(&mark));
            (!own).then_some(taint)
        })
    };
    let returns = std::mem::take(&mut analysis.returns).map(foreign).bounded();
    if !returns.is_clean() {
        summary.returns.push((Path::new(), returns.top));
        summary.returns.extend(returns.inside);
        share_equal(&mut summary.returns);
    }
    if let Some(exit) = analysis.exit.take() {
        if analysis.body.kind == tamis_ir::BodyKind::ClassBody {
            attributes(analysis, &exit, &mut summary);
        }
        for (at, param) in analysis.body.params.iter().enumerate() {
            if reassigns(analysis, param.local) {
                continue;
            }
            let at = at as u32;
            let mut written = Shape::default();
            for (path, taints) in exit.of_local(&mut analysis.places, param.local) {
                let own = taints.iter().all(|taint| {
                    !taint.derived
                        && matches!(&taint.origin, Origin::Param(it, known) if *it == at && *known == path)
                });
                let untouched = own && !taints.is_clean();
                if !path.is_empty() && !untouched {
                    written.set(path, foreign(&taints));
                }
            }
            let written = written.bounded().inside.into_iter();
            summary.writes.extend(written.map(|(path, taints)| (at, path, taints)));
        }
        for (at, local) in analysis.body.locals.iter().enumerate() {
            let local_id = LocalId(at as u32);
            let tamis_ir::LocalKind::Captured(..) = local.kind else { continue };
            let home = crate::calls::kinds::home(analysis.cx.project, analysis.function, local_id);
            for (path, taints) in exit.of_local(&mut analysis.places, local_id) {
                let new = taints.map(|taint| {
                    let own = matches!(&taint.origin, Origin::Captured(owner, it, known)
                        if *owner == home.0.0 && *it == home.1 && *known == path);
                    (!own).then_some(taint)
                });
                if !new.is_clean() {
                    summary.shared.push((home.0.0, home.1, path, new));
                }
            }
        }
    }
    if let Some((guards, [gives_true, gives_false])) = analysis.guards.take()
        && !analysis.body.is_generator
    {
        summary.guards = Guards {
            if_true: if gives_true { guards.if_true } else { 0 },
            if_false: if gives_false { guards.if_false } else { 0 },
            after: guards.after,
        };
    }
    let mut sinks = std::mem::take(&mut analysis.reaches);
    let key = |reach: &crate::calls::summary::SinkReach| {
        let first = reach.inputs.first().map(|it| (it.origin.clone(), it.derived));
        (reach.sink, reach.inputs.len(), first)
    };
    sinks.sort_by(|a, b| {
        let trail = |reach: &crate::calls::summary::SinkReach| {
            reach.inputs.first().map_or(0, |it| length(&it.trail))
        };
        key(a).cmp(&key(b)).then_with(|| trail(a).cmp(&trail(b)))
    });
    sinks.dedup_by(|later, kept| key(later) == key(kept));
    summary.sinks = sinks;
    summary
}

/// Lists that say the same become one, which callers then resolve once.
fn share_equal(parts: &mut [(Path, Taints)]) {
    for at in 1..parts.len() {
        let (before, rest) = parts.split_at_mut(at);
        let taints = &mut rest[0].1;
        if let Some((_, same)) = before.iter().find(|(_, known)| known == taints) {
            *taints = same.clone();
        }
    }
}

/// The variables of a class body are the attributes of the class.
fn attributes(
    analysis: &mut BodyAnalysis<'_, '_>,
    exit: &crate::taint::state::State,
    summary: &mut Summary,
) {
    let class = analysis.body.class.map(|class| {
        analysis.cx.project.class(analysis.cx.project.class_idx(analysis.file, class)).1
    });
    let has_bases = class.is_some_and(|class| !class.bases.is_empty());
    for (at, local) in analysis.body.locals.iter().enumerate() {
        if local.kind != tamis_ir::LocalKind::Variable {
            continue;
        }
        if has_bases {
            // It hides what a base class has under that name.
            let mut whole = Path::new();
            whole.push(Key::Name(local.name.clone()));
            summary.returns.push((whole, Taints::default()));
        }
        for (path, taints) in exit.of_local(&mut analysis.places, LocalId(at as u32)) {
            let mut whole = Path::new();
            whole.push(Key::Name(local.name.clone()));
            whole.extend(path);
            summary.returns.push((whole, taints));
        }
    }
    summary.returns.sort_by(|a, b| a.0.cmp(&b.0));
}

/// Whether a parameter's variable is given another object somewhere.
fn reassigns(analysis: &BodyAnalysis<'_, '_>, local: LocalId) -> bool {
    let statements = analysis.body.blocks.iter().flat_map(|block| &block.statements);
    statements.into_iter().any(|statement| {
        matches!(&statement.kind, StatementKind::Assign { target, value }
            if target.base == local && target.path.is_empty() && !matches!(value, Value::Join(_)))
    })
}

/// Hits to flows: one for each rule, sink and set of bindings, with the shortest way.
fn flows(cx: &Context<'_>, hits: Vec<Hit>) -> Vec<Flow> {
    let mut best: BTreeMap<(u32, u32, Span), Hit> = BTreeMap::new();
    let order = |hit: &Hit| (length(&hit.trail), hit.source, hit.sink);
    for hit in hits {
        if !unifies(cx, &hit) {
            continue;
        }
        let place = reported(cx, &hit);
        let key = (hit.rule, place.0, cx.mark(place).span);
        match best.get_mut(&key) {
            Some(known) if order(known) <= order(&hit) => {}
            Some(known) => *known = hit,
            None => {
                best.insert(key, hit);
            }
        }
    }
    let mut flows: Vec<Flow> = best.into_values().map(|hit| flow(cx, &hit)).collect();
    flows.sort_by_key(|flow| (flow.file, flow.span, flow.rule));
    flows
}

/// The mark that a finding stands at.
fn reported(cx: &Context<'_>, hit: &Hit) -> (u32, u32) {
    if cx.rules[hit.rule as usize].options.focus_on_source { hit.source } else { hit.sink }
}

/// Whether shared metavariables agree, where the rule asks for it.
fn unifies(cx: &Context<'_>, hit: &Hit) -> bool {
    if !cx.rules[hit.rule as usize].options.unify_metavariables {
        return true;
    }
    let (source, sink) = (cx.mark(hit.source), cx.mark(hit.sink));
    source.bindings.iter().all(|binding| {
        let same = sink.bindings.iter().find(|other| other.metavariable == binding.metavariable);
        same.is_none_or(|other| other.text == binding.text)
    })
}

fn flow(cx: &Context<'_>, hit: &Hit) -> Flow {
    let (source, sink) = (cx.mark(hit.source), cx.mark(hit.sink));
    let mut bindings = sink.bindings.clone();
    for binding in &source.bindings {
        if bindings.iter().all(|known| known.metavariable != binding.metavariable) {
            bindings.push(binding.clone());
        }
    }
    bindings.sort_by(|a, b| a.metavariable.cmp(&b.metavariable));
    let mut steps: Vec<FlowStep> = flatten(&hit.trail)
        .into_iter()
        .map(|((file, span), note)| FlowStep { file: file as usize, span, note })
        .collect();
    steps.dedup_by(|later, kept| (later.file, later.span) == (kept.file, kept.span));
    let place = reported(cx, hit);
    let span = cx.mark(place).span;
    Flow { rule: hit.rule as usize, file: place.0 as usize, span, bindings, steps }
}
