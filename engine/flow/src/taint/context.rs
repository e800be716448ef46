//! What all analyses of a run share.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_ir::{FunctionId, Key, LocalId, LocalKind, MethodKind, Name, StatementKind, Value};
use tamis_syntax::{NodeId, Span};

use super::aspects::{ABSOLUTE, Aspects, CLIMBS};
use super::bits::RuleBits;
use super::rules::{Mark, MarkRole, SinkSwitches, SourceSwitches, TaintRule};
use crate::calls::kinds::{Kind, KindTable};
use crate::calls::project::{ClassIdx, FnIdx, Imported, Project};
use crate::models::Models;
use crate::models::sites::{MODEL, Sites};

/// The local that stands for a file's whole namespace.
pub(crate) const NAMESPACE: LocalId = LocalId(u32::MAX);

/// What all analyses of a run share.
pub(crate) struct Context<'p> {
    pub(crate) project: &'p Project<'p>,
    pub(crate) kinds: KindTable,
    pub(crate) rules: &'p [TaintRule],
    pub(crate) models: Arc<Models>,
    /// What models say of the project.
    pub(crate) sites: Sites,
    /// Bits of rules.
    pub(crate) aspects: Aspects,
    /// Rules by the kinds of sinks whose sanitizers clean them.
    pub(crate) by_kind: FxHashMap<&'p str, RuleBits>,
    /// Rules with kinds of sinks.
    pub(crate) modelled: RuleBits,
    /// Rules that do not mind what comes after a host.
    pub(crate) hosts: RuleBits,
    no_source: SourceSwitches,
    no_sink: SinkSwitches,
    /// By file: marks by node.
    marks: Vec<FxHashMap<NodeId, Vec<u32>>>,
    /// Every rule that may find something.
    pub(crate) all: RuleBits,
    /// Rules for which results of unknown functions are clean.
    pub(crate) safe_functions: RuleBits,
    /// Rules for which a tainted index does not taint the element.
    pub(crate) safe_indexes: RuleBits,
    /// Rules for which truth values are clean.
    pub(crate) safe_comparisons: RuleBits,
    /// Rules for which numbers are clean.
    pub(crate) safe_numbers: RuleBits,
    /// Rules for which only assignments carry on.
    pub(crate) only_assignments: RuleBits,
    /// Variables of other bodies that may hold data.
    carries: FxHashSet<(FnIdx, LocalId)>,
    /// Variables whose fields or elements are written.
    filled: FxHashSet<(FnIdx, LocalId)>,
    /// Variables that nested functions use.
    captured: FxHashSet<(FnIdx, LocalId)>,
    /// Names of methods that are read like fields.
    pub(crate) getters: FxHashMap<Name, Vec<FnIdx>>,
    /// Where JavaScript's functions keep what their objects have.
    pub(crate) prototype: Key,
}

impl<'p> Context<'p> {
    pub(crate) fn new(
        project: &'p Project<'p>,
        rules: &'p [TaintRule],
        models: &Arc<Models>,
    ) -> Self {
        let aspects = Aspects::new(rules);
        let with = |option: fn(&TaintRule) -> bool| {
            let mut bits = RuleBits::default();
            for (at, _) in rules.iter().enumerate().filter(|(_, rule)| option(rule)) {
                bits.insert(at);
            }
            aspects.complete(&mut bits);
            bits
        };
        let kinds = KindTable::new(project, models);
        let mut sites = Sites::new(project, &kinds, models, rules);
        let by_node = project.files.iter().zip(std::mem::take(&mut sites.by_node));
        sites.source_rules.values_mut().for_each(|bits| aspects.complete(bits));
        aspects.complete(&mut sites.live);
        let active = sites.live.clone();
        let marks = by_node.map(|(file, more)| by_node_of(&file.marks.list, rules, &active, more));
        let marks = marks.collect();
        let mut context = Context {
            project,
            kinds,
            rules,
            models: Arc::clone(models),
            sites,
            by_kind: by_kind(rules, &aspects),
            modelled: with(|rule| !rule.sink_kinds.is_empty()),
            hosts: with(|rule| {
                rule.sink_kinds.iter().any(|kind| HOST_KINDS.contains(&kind.as_str()))
            }),
            no_source: SourceSwitches::default(),
            no_sink: SinkSwitches::default(),
            marks,
            all: active,
            safe_functions: with(|rule| rule.options.safe_functions),
            safe_indexes: with(|rule| rule.options.safe_indexes),
            safe_comparisons: with(|rule| rule.options.safe_comparisons),
            safe_numbers: with(|rule| rule.options.safe_numbers),
            only_assignments: with(|rule| rule.options.only_assignments),
            aspects,
            carries: FxHashSet::default(),
            filled: FxHashSet::default(),
            captured: FxHashSet::default(),
            getters: FxHashMap::default(),
            prototype: Key::Name(Name::from("prototype")),
        };
        for function in project.functions() {
            context.find_shared(function);
        }
        for class in project.classes() {
            let (file, data) = project.class(class);
            for method in data.methods.iter().filter(|it| it.kind == MethodKind::Getter) {
                let function = project.function(file, method.function);
                context.getters.entry(Name::clone(&method.name)).or_default().push(function);
            }
        }
        context
    }

    fn find_shared(&mut self, function: FnIdx) {
        let (body, file) = (self.project.body(function), self.project.file_of(function));
        for local in &body.locals {
            if let LocalKind::Captured(owner, local) = local.kind {
                self.captured.insert((self.project.function(file, owner), local));
            }
        }
        for statement in body.blocks.iter().flat_map(|block| &block.statements) {
            let StatementKind::Assign { target, value } = &statement.kind else { continue };
            let trivial = match value {
                Value::Function(_) | Value::Class(_) => true,
                Value::Import(import) => {
                    matches!(
                        self.project.import(file, *import),
                        Some(Imported::Root(_) | Imported::External(_)) | None
                    )
                }
                Value::Use(operand) => operand.constant().is_some(),
                _ => false,
            };
            if !trivial || !target.path.is_empty() {
                let home = crate::calls::kinds::home(self.project, function, target.base);
                self.carries.insert(home);
                if !target.path.is_empty() {
                    self.filled.insert(home);
                }
            }
        }
    }

    pub(crate) fn marks_at(&self, file: u32, node: NodeId) -> &[u32] {
        self.marks[file as usize].get(&node).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn mark(&self, mark: (u32, u32)) -> &Mark {
        let (file, at) = (mark.0 as usize, mark.1 as usize);
        let own = &self.project.files[file].marks.list;
        own.get(at).unwrap_or_else(|| &self.sites.marks[file][at - own.len()])
    }

    /// What is special about a sink.
    pub(crate) fn sink_switches(&self, mark: &Mark) -> &SinkSwitches {
        let sinks = &self.rules[mark.rule as usize].sinks;
        if mark.pattern == MODEL { &self.no_sink } else { &sinks[mark.pattern as usize] }
    }

    /// What is special about a source.
    pub(crate) fn source_switches(&self, mark: &Mark) -> &SourceSwitches {
        if mark.pattern == MODEL {
            return &self.no_source;
        }
        &self.rules[mark.rule as usize].sources[mark.pattern as usize]
    }

    /// Whether other bodies use the variable.
    pub(crate) fn is_captured(&self, function: FnIdx, local: LocalId) -> bool {
        self.captured.contains(&(function, local))
    }

    /// Whether a variable of another body may hold data worth following.
    pub(crate) fn may_carry(&self, function: FnIdx, local: LocalId) -> bool {
        if local == NAMESPACE {
            return true;
        }
        if !self.carries.contains(&(function, local)) {
            let body = self.project.body(function);
            return matches!(body.locals[local.0 as usize].kind, LocalKind::Param(_));
        }
        let kinds = self.kinds.local(self.project, function, local);
        let code = |kind: &Kind| match kind {
            Kind::Function(_) | Kind::Bound(_) => true,
            Kind::Class(class) => !self.class_holds_data(*class),
            _ => false,
        };
        self.filled.contains(&(function, local)) || kinds.is_empty() || !kinds.iter().all(code)
    }

    /// Whether a class has attributes that are more than code and literals.
    fn class_holds_data(&self, class: ClassIdx) -> bool {
        let (file, data) = self.project.class(class);
        let Some(body) = data.body.map(|body| self.project.function(file, body)) else {
            return false;
        };
        let locals = 0..self.project.body(body).locals.len() as u32;
        locals.map(LocalId).any(|local| {
            self.carries.contains(&(body, local))
                && self.kinds.local(self.project, body, local).iter().all(|kind| {
                    !matches!(kind, Kind::Function(_) | Kind::Bound(_) | Kind::Class(_))
                })
        })
    }

    /// Whether a function's code has a source of a rule that may find something.
    pub(crate) fn has_source(&self, function: FnIdx) -> bool {
        if self.sites.sourced.contains(&function) {
            return true;
        }
        let (body, file) = (self.project.body(function), self.project.file_of(function));
        let marks = &self.marks[file as usize];
        if marks.is_empty() {
            return false;
        }
        let is_source = |mark: &u32| self.mark((file, *mark)).role == MarkRole::Source;
        let mut found = false;
        body.nodes(&mut |at| {
            found |= marks.get(&at.node).is_some_and(|marks| marks.iter().any(is_source));
        });
        found
    }

    /// The top level of a file.
    pub(crate) fn module(&self, file: u32) -> FnIdx {
        self.project.function(file, FunctionId::MODULE)
    }
}

/// Marks of active rules by node. Sanitizers that must not conflict and have just the range of a source or sink of the rule go.
fn by_node_of(
    marks: &[Mark],
    rules: &[TaintRule],
    active: &RuleBits,
    modelled: FxHashMap<NodeId, Vec<u32>>,
) -> FxHashMap<NodeId, Vec<u32>> {
    let ends: FxHashSet<(u32, Span)> = marks
        .iter()
        .filter(|mark| matches!(mark.role, MarkRole::Source | MarkRole::Sink))
        .map(|mark| (mark.rule, mark.span))
        .collect();
    let mut found: FxHashMap<NodeId, Vec<u32>> = FxHashMap::default();
    for (at, mark) in marks.iter().enumerate() {
        if !active.has(mark.rule as usize) {
            continue;
        }
        let rule = &rules[mark.rule as usize];
        if mark.role == MarkRole::Sanitizer
            && rule.sanitizers[mark.pattern as usize].not_conflicting
            && ends.contains(&(mark.rule, mark.span))
        {
            continue;
        }
        for node in mark.nodes.iter().flat_map(Clone::clone) {
            let known = found.entry(NodeId(node)).or_default();
            if known.last() != Some(&(at as u32)) {
                known.push(at as u32);
            }
        }
    }
    modelled.into_iter().for_each(|(node, ids)| found.entry(node).or_default().extend(ids));
    found
}

/// Kinds of sinks for which it counts which host is spoken to, not what is asked of it.
const HOST_KINDS: [&str; 3] = ["ssrf", "redirect", "client-redirect"];

fn by_kind<'r>(rules: &'r [TaintRule], aspects: &Aspects) -> FxHashMap<&'r str, RuleBits> {
    let mut found: FxHashMap<&str, RuleBits> = FxHashMap::default();
    for (at, rule) in rules.iter().enumerate() {
        for kind in rule.sink_kinds.iter().chain(&rule.sanitizer_kinds) {
            found.entry(kind).or_default().add(&aspects.of(at));
        }
    }
    found.insert(CLIMBS, aspects.climbs.clone());
    found.insert(ABSOLUTE, aspects.absolute.clone());
    found
}
