//! Where data of a taint rule begins, how far it gets, and what stops it.
//!
//! The analysis is asked several times: as the rule is; with every expression as a sink, which shows how far data from a
//! source gets; and without sanitizers, labels or options, which shows what stopped it.

use tamis_finding::RuleIndex;
use tamis_flow::{
    FileFacts, Flow, Mark, MarkRole, SinkSwitches, SourceSwitches, TaintOptions, TaintRule, analyse,
};
use tamis_rule::Mode;
use tamis_syntax::{FileId, NodeId, Role, Span, Tree};

use crate::file::{FileText, scan_file};
use crate::module_names;
use crate::plan::Plan;
use crate::rule_set::RuleSet;
use crate::taint::switches;

/// Sources looked at one by one.
const MOST_SOURCES: usize = 60;
/// Expressions that are asked whether they are reached.
const MOST_PLACES: usize = 60_000;

/// A place that means something to a taint rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Index among the files given.
    pub file: usize,
    /// Range in it.
    pub span: Span,
}

/// A step of data through code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayStep {
    /// Where.
    pub at: Spot,
    /// What happens.
    pub note: &'static str,
}

/// Data of a taint rule in some files.
#[derive(Debug, Clone, Default)]
pub struct FlowExplained {
    /// Where data begins, sorted.
    pub sources: Vec<Spot>,
    /// Where it must not arrive, sorted; those of models only where anything reaches them.
    pub sinks: Vec<Spot>,
    /// What cleans by the rule's patterns, sorted.
    pub sanitizers: Vec<Spot>,
    /// Ways from source to sink, as a scan reports them.
    pub flows: Vec<Vec<WayStep>>,
    /// Sources from which nothing is reported.
    pub stopped: Vec<Stop>,
    /// Whether a budget was spent: there may be more.
    pub is_cut: bool,
}

/// A source from which nothing is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The source.
    pub source: Spot,
    /// The longest way data takes from it.
    pub way: Vec<WayStep>,
    /// How many expressions it reaches.
    pub reached: usize,
    /// What stops it.
    pub why: Why,
}

/// What stops data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No statement takes the source up: it may stand in code that never runs.
    NotTaken,
    /// This sanitizer; without the rule's sanitizers data reaches a sink.
    Sanitizer(Option<Spot>),
    /// It reaches this sink, but without the labels that the sink asks for.
    Labels(Spot),
    /// It reaches this sink, but an option of the rule makes it clean.
    Options(Spot),
    /// It reaches this sink, but what a metavariable of both stands for differs.
    Metavariables(Spot),
    /// No sink is reached from where it ends.
    Ends,
}

/// Explains the only rule of `rules`, if it is one of data flow, in `files` (path and text, sorted by path).
pub fn explain_flow(rules: &RuleSet, files: &[(String, String)]) -> Option<FlowExplained> {
    let entry = rules.entries().first()?;
    let Mode::Taint(spec) = &entry.rule()?.mode else { return None };
    let plan = Plan::new(rules, false);
    let mut project = Project::new(&plan, files);
    let languages = entry.languages.iter().map(|language| language.id).collect();
    let options = &entry.rule()?.options;
    let rule = switches(RuleIndex(0), spec, languages, options);
    project.models = rules.models(std::slice::from_ref(&rule));
    Some(project.explain(&rule))
}

/// What calls of the functions in `files` do to data, in the eyes of the taint rules of `rules`, as text.
pub fn flow_summaries(rules: &RuleSet, files: &[(String, String)]) -> String {
    let plan = Plan::new(rules, false);
    let mut project = Project::new(&plan, files);
    let mut active = crate::project::active(&plan, &mut project.facts);
    let models = rules.models(&active);
    let named = active.len();
    // A rule of no code at all, so that functions are looked at whatever rules are for.
    active.push(TaintRule {
        rule: RuleIndex(0),
        sources: vec![SourceSwitches::default()],
        sinks: vec![SinkSwitches::default()],
        sanitizers: Vec::new(),
        propagators: Vec::new(),
        languages: project.facts.iter().map(|facts| facts.language.id).collect(),
        source_kinds: Vec::new(),
        sink_kinds: Vec::new(),
        sanitizer_kinds: Vec::new(),
        options: TaintOptions::default(),
    });
    for facts in &mut project.facts {
        let nowhere = |role| Mark { rule: named as u32, ..mark(role, Span::default(), Vec::new()) };
        facts.marks.list.extend([nowhere(MarkRole::Source), nowhere(MarkRole::Sink)]);
    }
    let name = |at: usize| active.get(at).map_or("", |rule| &rules.entry(rule.rule).id).to_owned();
    tamis_flow::summaries(&active, &project.facts, &models, &name)
}

#[derive(Default)]
struct Project {
    facts: Vec<FileFacts>,
    trees: Vec<Tree>,
    models: std::sync::Arc<tamis_flow::Models>,
}

impl Project {
    fn new(plan: &Plan<'_>, files: &[(String, String)]) -> Self {
        let mut project = Project::default();
        let aliases: std::sync::Arc<[_]> =
            files.iter().flat_map(|(path, text)| module_names::read(path, text)).collect();
        for (at, (path, text)) in files.iter().enumerate() {
            let language = tamis_lang::by_file_name(path).or_else(|| tamis_lang::by_shebang(text));
            let Some(syntax) = language.and_then(|language| language.syntax.as_ref()) else {
                continue;
            };
            let id = FileId(at as u32);
            let outcome = scan_file(plan, FileText { id, path, text, language, tree: true });
            if let Some(facts) = outcome.flow {
                let aliases = std::sync::Arc::clone(&aliases);
                project.facts.push(FileFacts { aliases, ..facts });
                project.trees.push(tamis_lang::parse(syntax, text));
            }
        }
        project
    }

    fn explain(&self, rule: &TaintRule) -> FlowExplained {
        let real = self.run(rule, &|marks| marks);
        let mut explained = FlowExplained {
            sanitizers: self.marked(MarkRole::Sanitizer),
            flows: real.flows.iter().map(|flow| self.way(flow)).collect(),
            is_cut: !real.cut.is_empty(),
            ..FlowExplained::default()
        };
        explained.sources = self.marked(MarkRole::Source);
        explained.sinks = self.marked(MarkRole::Sink);
        if !rule.source_kinds.is_empty() {
            let all = self.run(&reaching(rule), &|marks| self.everywhere(marks, MarkRole::Sink));
            explained.sources.extend(all.flows.iter().filter_map(|flow| self.start(flow)));
        }
        if !rule.sink_kinds.is_empty() {
            let from = TaintRule {
                sources: vec![SourceSwitches::default()],
                source_kinds: Vec::new(),
                ..rule.clone()
            };
            let all = self.run(&from, &|marks| self.everywhere(marks, MarkRole::Source));
            explained.sinks.extend(all.flows.iter().map(|flow| self.end(flow)));
        }
        for list in [&mut explained.sources, &mut explained.sinks] {
            list.sort();
            list.dedup();
        }
        let heard: Vec<Spot> = real.flows.iter().filter_map(|flow| self.start(flow)).collect();
        let silent = explained.sources.iter().filter(|source| !heard.contains(source));
        explained.stopped =
            silent.take(MOST_SOURCES).map(|source| self.stop(rule, *source, &explained)).collect();
        explained
    }

    /// What stops data from one source.
    fn stop(&self, rule: &TaintRule, source: Spot, known: &FlowExplained) -> Stop {
        let only = |rule: TaintRule, sanitized: bool| {
            let rule = TaintRule {
                sources: vec![SourceSwitches::default()],
                source_kinds: Vec::new(),
                ..rule
            };
            self.run(&rule, &|marks| {
                let marks = self.only_source(marks, source);
                let clean = |mark: &Mark| sanitized || mark.role != MarkRole::Sanitizer;
                let marks = marks
                    .into_iter()
                    .map(|list| list.into_iter().filter(clean).collect())
                    .collect();
                self.everywhere(marks, MarkRole::Sink)
            })
        };
        let as_is = only(reaching(rule), true);
        let beyond = |flow: &&Flow| {
            let end = self.end(flow);
            end.file != source.file || !source.span.contains(end.span)
        };
        let order = |flow: &&Flow| (flow.steps.len(), flow.file, flow.span);
        let longest = as_is.flows.iter().filter(beyond).max_by_key(order);
        let mut way = longest.map(|flow| self.way(flow)).unwrap_or_default();
        if let Some(last) = way.last_mut() {
            last.note = "gets here";
        }
        let reached = as_is.flows.len();
        let entrances: Vec<(Spot, Vec<Span>)> =
            known.sinks.iter().map(|sink| (*sink, self.entrances(*sink))).collect();
        let at_sink = |flows: &[Flow]| {
            let reached = |sink: &Spot, spans: &[Span]| {
                let end = |flow: &Flow| self.end(flow);
                flows.iter().map(end).any(|end| end.file == sink.file && spans.contains(&end.span))
            };
            entrances.iter().find(|(sink, spans)| reached(sink, spans)).map(|(sink, _)| *sink)
        };
        let asks = rule.sinks.iter().any(|sink| sink.requires.is_some());
        let why = if reached == 0 {
            Why::NotTaken
        } else if let Some(sink) = at_sink(&as_is.flows).filter(|_| asks) {
            Why::Labels(sink)
        } else if let Some(sink) =
            at_sink(&as_is.flows).filter(|_| rule.options.unify_metavariables)
        {
            Why::Metavariables(sink)
        } else {
            let bare = TaintRule { sanitizer_kinds: Vec::new(), ..reaching(rule) };
            let unclean = only(bare.clone(), false);
            let free = TaintRule { options: TaintOptions::default(), ..bare };
            if let Some(sink) = at_sink(&unclean.flows) {
                Why::Sanitizer(self.on_the_way(&unclean.flows, sink, &known.sanitizers))
            } else if let Some(sink) = at_sink(&only(free, false).flows) {
                Why::Options(sink)
            } else {
                Why::Ends
            }
        };
        Stop { source, way, reached, why }
    }

    /// Where data may come into a sink: the whole of it, and arguments of a call.
    fn entrances(&self, sink: Spot) -> Vec<Span> {
        let mut spans = vec![sink.span];
        let trees = self.facts.iter().zip(&self.trees);
        for (_, tree) in trees.filter(|(facts, _)| facts.file.0 as usize == sink.file) {
            let all = (0..tree.len() as u32).map(NodeId);
            for call in all.filter(|id| tree.span(*id) == sink.span) {
                let lists = tree.children(call).filter(|id| tree.node(*id).role == Role::Arguments);
                for argument in lists.flat_map(|list| tree.children(list)) {
                    spans.push(tree.span(argument));
                    // `name=value`.
                    spans.extend(tree.children(argument).last().map(|value| tree.span(value)));
                }
            }
        }
        spans
    }

    /// The sanitizer that a way to `sink` goes through.
    fn on_the_way(&self, flows: &[Flow], sink: Spot, sanitizers: &[Spot]) -> Option<Spot> {
        let to_sink = flows.iter().filter(|flow| {
            let end = self.end(flow);
            end.file == sink.file && sink.span.contains(end.span)
        });
        let steps: Vec<Spot> =
            to_sink.flat_map(|flow| self.way(flow)).map(|step| step.at).collect();
        let touches = |spot: &&Spot| {
            steps.iter().any(|step| {
                let (a, b) = (step.span, spot.span);
                step.file == spot.file && (a.contains(b) || b.contains(a))
            })
        };
        sanitizers.iter().find(touches).copied()
    }

    /// The analysis with other marks.
    fn run(
        &self,
        rule: &TaintRule,
        change: &dyn Fn(Vec<Vec<Mark>>) -> Vec<Vec<Mark>>,
    ) -> tamis_flow::Outcome {
        let marks = self.facts.iter().map(|facts| facts.marks.list.clone()).collect();
        let mut files = self.facts.clone();
        for (file, mut list) in files.iter_mut().zip(change(marks)) {
            list.sort_by_key(|mark| (mark.role, mark.span, mark.pattern));
            file.marks.list = list;
        }
        analyse(std::slice::from_ref(rule), &files, &self.models)
    }

    /// Every expression as a source, or as a sink, in place of those there are.
    fn everywhere(&self, marks: Vec<Vec<Mark>>, role: MarkRole) -> Vec<Vec<Mark>> {
        let mut left = MOST_PLACES;
        let add =
            |(mut list, tree): (Vec<Mark>, &Tree)| {
                list.retain(|mark| mark.role != role);
                let all = (0..tree.len() as u32).map(NodeId);
                let nodes: Vec<NodeId> =
                    all.filter(|id| is_expression(tree.node(*id).role)).take(left).collect();
                left -= nodes.len();
                list.extend(nodes.into_iter().map(|id| {
                    mark(role, tree.span(id), std::iter::once(id.0..id.0 + 1).collect())
                }));
                list
            };
        marks.into_iter().zip(&self.trees).map(add).collect()
    }

    /// One source and no other.
    fn only_source(&self, mut marks: Vec<Vec<Mark>>, source: Spot) -> Vec<Vec<Mark>> {
        for (list, (facts, tree)) in marks.iter_mut().zip(self.facts.iter().zip(&self.trees)) {
            let here = facts.file.0 as usize == source.file;
            list.retain(|mark| mark.role != MarkRole::Source || here && mark.span == source.span);
            for mark in list.iter_mut().filter(|mark| mark.role == MarkRole::Source) {
                mark.pattern = 0;
            }
            if here && list.iter().all(|mark| mark.role != MarkRole::Source) {
                // One that a model knows.
                let nodes = (0..tree.len() as u32)
                    .filter(|at| tree.span(NodeId(*at)) == source.span)
                    .map(|at| at..at + 1);
                list.push(mark(MarkRole::Source, source.span, nodes.collect()));
            }
        }
        marks
    }

    fn marked(&self, role: MarkRole) -> Vec<Spot> {
        let of = |facts: &FileFacts| {
            let file = facts.file.0 as usize;
            let marks = facts.marks.list.iter().filter(|mark| mark.role == role);
            marks.map(|mark| Spot { file, span: mark.span }).collect::<Vec<_>>()
        };
        let mut spots: Vec<Spot> = self.facts.iter().flat_map(of).collect();
        spots.sort();
        spots.dedup();
        spots
    }

    fn spot(&self, file: usize, span: Span) -> Spot {
        Spot { file: self.facts[file].file.0 as usize, span }
    }

    fn start(&self, flow: &Flow) -> Option<Spot> {
        flow.steps.first().map(|step| self.spot(step.file, step.span))
    }

    fn end(&self, flow: &Flow) -> Spot {
        self.spot(flow.file, flow.span)
    }

    fn way(&self, flow: &Flow) -> Vec<WayStep> {
        let step = |step: &tamis_flow::FlowStep| WayStep {
            at: self.spot(step.file, step.span),
            note: step.note.text(),
        };
        flow.steps.iter().map(step).collect()
    }
}

/// The rule with sinks that ask for nothing, and what cleans for those it has.
fn reaching(rule: &TaintRule) -> TaintRule {
    let mut sanitizer_kinds = rule.sanitizer_kinds.clone();
    sanitizer_kinds.extend(rule.sink_kinds.iter().cloned());
    TaintRule {
        sinks: vec![SinkSwitches::default()],
        sink_kinds: Vec::new(),
        sanitizer_kinds,
        options: TaintOptions {
            unify_metavariables: false,
            focus_on_source: false,
            ..rule.options
        },
        ..rule.clone()
    }
}

fn mark(role: MarkRole, span: Span, nodes: Vec<std::ops::Range<u32>>) -> Mark {
    Mark { rule: 0, role, pattern: 0, nodes, span, bindings: Vec::new(), pair: 0 }
}

fn is_expression(role: Role) -> bool {
    matches!(
        role,
        Role::Call
            | Role::New
            | Role::Member
            | Role::Subscript
            | Role::Identifier
            | Role::String
            | Role::Binary
            | Role::Conditional
    )
}
