//! Which calls, fields and functions of a program models speak of.
//!
//! Made once for a project, when it is known what variables may hold; what is found has numbers as marks of patterns
//! have, after those of the file.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use tamis_finding::Binding;
use tamis_ir::{
    Argument, Call, ElementKey, Key, LocalId, LocalKind, Name, Operand, ParamKind, Place, Spread,
    StatementKind, Terminator, Value,
};
use tamis_rule::{ArgumentBase, ArgumentKey, Entry, ModelArgument};
use tamis_syntax::{NodeId, Span};

use super::{Few, Models, Table};
use crate::calls::kinds::{Kind, KindTable};
use crate::calls::project::{FnIdx, Project};
use crate::taint::bits::RuleBits;
use crate::taint::rules::{Mark, MarkRole, TaintRule};
use crate::taint::transfer::each_place;

/// The number of a pattern that stands for a model.
pub(crate) const MODEL: u16 = u16::MAX;

/// Copies of copies of an object.
const MAX_COPIES: usize = 4;

/// What models say of a call.
#[derive(Debug, Default)]
pub(crate) struct CallSite {
    pub(crate) sinks: Vec<SiteSink>,
    /// The mark of the call as a source.
    pub(crate) source: Option<u32>,
    /// Arguments that the call fills: which model, and its mark.
    pub(crate) fills: SmallVec<[(u32, u32); 1]>,
    pub(crate) sanitizers: Few,
    pub(crate) summaries: Few,
    pub(crate) guards: Few,
}

/// A part of a call that data must not reach.
#[derive(Debug)]
pub(crate) struct SiteSink {
    /// Which model, and which of its arguments.
    pub(crate) model: u32,
    pub(crate) argument: u32,
    /// Marks, one for each rule.
    pub(crate) marks: SmallVec<[u32; 2]>,
}

/// All that models say of a project.
#[derive(Debug, Default)]
pub(crate) struct Sites {
    /// By function and result.
    pub(crate) calls: FxHashMap<(FnIdx, LocalId), CallSite>,
    /// By file: marks made, numbered on after those of patterns.
    pub(crate) marks: Vec<Vec<Mark>>,
    /// By file: marks of fields read or written and of parameters, by node.
    pub(crate) by_node: Vec<FxHashMap<NodeId, Vec<u32>>>,
    /// By file and mark: rules of a source.
    pub(crate) source_rules: FxHashMap<(u32, u32), RuleBits>,
    /// Marks of what is returned, by function and node of the statement.
    pub(crate) returned: FxHashMap<(FnIdx, NodeId), Vec<u32>>,
    /// Sinks on `by_node` where what is inside of the value does not count.
    pub(crate) shallow: FxHashSet<(u32, u32)>,
    /// Functions with calls that are sources.
    pub(crate) sourced: FxHashSet<FnIdx>,
    /// Rules that have a source and a sink in the project.
    pub(crate) live: RuleBits,
}

struct Finder<'c, 'p> {
    project: &'p Project<'p>,
    kinds: &'c KindTable,
    models: &'c Models,
    rules: &'p [TaintRule],
    /// Variables that are but names for something outside.
    imports: FxHashSet<(FnIdx, LocalId)>,
    sites: Sites,
}

impl Sites {
    /// Looks up everything in the project.
    pub(crate) fn new<'p>(
        project: &'p Project<'p>,
        kinds: &KindTable,
        models: &Models,
        rules: &'p [TaintRule],
    ) -> Sites {
        let mut sites = Sites::default();
        sites.marks.resize_with(project.files.len(), Vec::new);
        sites.by_node.resize_with(project.files.len(), FxHashMap::default);
        let imports = FxHashSet::default();
        let mut finder = Finder { project, kinds, models, rules, imports, sites };
        if rules.iter().any(|rule| !rule.source_kinds.is_empty() || !rule.sink_kinds.is_empty()) {
            finder.find_imports();
            for function in project.functions() {
                finder.function(function);
            }
        }
        finder.live();
        finder.sites
    }
}

impl Finder<'_, '_> {
    fn function(&mut self, function: FnIdx) {
        let file = self.project.file_of(function);
        let Some(table) = self.models.table(self.project.language(file).id) else { return };
        let body = self.project.body(function);
        for block in &body.blocks {
            for statement in &block.statements {
                let mut places: Vec<&Place> = Vec::new();
                each_place(statement, &mut |place| places.push(place));
                let written = match &statement.kind {
                    StatementKind::Assign { target, .. } => Some(target),
                    _ => None,
                };
                for place in places {
                    let is_written = written.is_some_and(|it| std::ptr::eq(it, place));
                    self.place(table, function, place, is_written);
                }
                if let StatementKind::Call(call) = &statement.kind {
                    self.call(table, function, call, statement.at.span);
                    if statement.at.node != NodeId::default() {
                        self.call_source(table, function, call, statement.at.span);
                    }
                }
            }
            let operand = match &block.terminator {
                Terminator::Branch { condition, .. } => Some(condition),
                Terminator::Return(value, _) | Terminator::Throw(value, _) => value.as_ref(),
                _ => None,
            };
            if let Some(place) = operand.and_then(Operand::place) {
                self.place(table, function, place, false);
            }
        }
        self.typed_parameters(table, function);
        for entry in self.kinds.entries_of(function) {
            self.entry(table, function, &table.entries[entry as usize]);
        }
    }

    // --- fields ---------------------------------------------------------------------------------------------------

    fn place(&mut self, table: &Table, function: FnIdx, place: &Place, is_written: bool) {
        let file = self.project.file_of(function);
        let local = &self.project.body(function).locals[place.base.0 as usize];
        if local.kind == LocalKind::Temp && place.path.is_empty() {
            return;
        }
        let mut kinds = self.kinds.local(self.project, function, place.base);
        if place.path.is_empty() {
            let names = outside(&kinds);
            let is_name = self.is_import(function, place.base);
            if is_written && local.kind == LocalKind::Unresolved {
                self.write(table, file, &names, None, place.at.node, place.at.span);
            } else if !is_written && is_name {
                self.read(table, file, &names, place.at.node, place.at.span);
            }
            return;
        }
        if self.is_import(function, place.base) {
            self.read(table, file, &outside(&kinds), place.at.node, place.at.span);
        }
        for (at, projection) in place.path.iter().enumerate() {
            let mut names = Vec::new();
            if at == 0 && place.at.node == NodeId::default() {
                // A member of `self` that may be called by its plain name.
                names = outside(&self.kinds.prefix(self.project, function, place, 1));
            }
            names.extend(self.kinds.outside(self.project, &kinds, &projection.key));
            let is_last = at + 1 == place.path.len();
            if is_last && is_written {
                let last = match &projection.key {
                    Key::Name(name) => Some(&**name),
                    _ => None,
                };
                self.write(table, file, &names, last, projection.at.node, projection.at.span);
            } else if !names.is_empty() {
                self.read(table, file, &names, projection.at.node, projection.at.span);
            }
            if is_last || kinds.is_empty() && !is_written {
                break;
            }
            kinds = self.kinds.prefix(self.project, function, place, at + 1);
        }
    }

    /// Whether a variable is but a name for something outside: an import or a builtin.
    fn is_import(&self, function: FnIdx, local: LocalId) -> bool {
        let (owner, local) = crate::calls::kinds::home(self.project, function, local);
        let kind = self.project.body(owner).locals[local.0 as usize].kind;
        kind == LocalKind::Unresolved || self.imports.contains(&(owner, local))
    }

    fn find_imports(&mut self) {
        let mut written = FxHashSet::default();
        for function in self.project.functions() {
            let blocks = self.project.body(function).blocks.iter();
            for statement in blocks.flat_map(|block| &block.statements) {
                let StatementKind::Assign { target, value } = &statement.kind else { continue };
                if !target.path.is_empty() {
                    continue;
                }
                let home = crate::calls::kinds::home(self.project, function, target.base);
                let is_import = match value {
                    Value::Import(_) => true,
                    // `const fs = require('fs')`: the import goes through a temporary.
                    Value::Use(operand) => operand.place().is_some_and(|place| {
                        place.path.is_empty() && self.imports.contains(&(function, place.base))
                    }),
                    _ => false,
                };
                if is_import {
                    self.imports.insert(home);
                } else {
                    written.insert(home);
                }
            }
        }
        self.imports.retain(|variable| !written.contains(variable));
    }

    fn read(&mut self, table: &Table, file: u32, names: &[Name], node: NodeId, span: Span) {
        let found = table.sources.find(names, None);
        if let Some(id) = self.source(table, file, &found, names, span) {
            let known = self.sites.by_node[file as usize].entry(node).or_default();
            if !known.contains(&id) {
                known.push(id);
            }
        }
    }

    fn write(
        &mut self,
        table: &Table,
        file: u32,
        names: &[Name],
        last: Option<&str>,
        node: NodeId,
        span: Span,
    ) {
        for at in table.writes.find(names, last) {
            let model = table.writes.item(at);
            let name = names.first().map_or_else(|| last.unwrap_or_default(), |name| &**name);
            let marks = self.sink_marks(file, &model.kind, name, span);
            for id in marks {
                if model.shallow {
                    self.sites.shallow.insert((file, id));
                }
                self.sites.by_node[file as usize].entry(node).or_default().push(id);
            }
        }
    }

    // --- calls ----------------------------------------------------------------------------------------------------

    fn call(&mut self, table: &Table, function: FnIdx, call: &Call, span: Span) {
        let file = self.project.file_of(function);
        let names = callee_names(self.project, self.kinds, function, call);
        // What the project has of its own is no library's.
        let is_own = !self.kinds.resolved(function, call).functions.is_empty();
        let last = last_name(call).filter(|_| !is_own);
        let last = last.as_deref();
        let mut site = CallSite::default();
        for at in table.sinks.find(&names, last) {
            let model = table.sinks.item(at);
            for (argument, wanted) in model.arguments.iter().enumerate() {
                let part = self.part_span(function, call, wanted);
                let Some(place) = part.or_else(|| argument_span(call, wanted, span)) else {
                    continue;
                };
                let name = names.first().map_or_else(|| last.unwrap_or_default(), |name| &**name);
                let marks = self.sink_marks(file, &model.kind, name, place);
                if !marks.is_empty() {
                    site.sinks.push(SiteSink { model: at, argument: argument as u32, marks });
                }
            }
        }
        site.sanitizers = table.sanitizers.find(&names, last);
        site.summaries = table.summaries.find(&names, last);
        site.guards = table.guards.find(&names, last);
        for at in table.fills.find(&names, last) {
            let kinds = [table.fills.item(at).kind.as_str()];
            if let Some(id) = self.source_of(file, &kinds, &names, span) {
                site.fills.push((at, id));
            }
        }
        let is_empty = site.sinks.is_empty()
            && site.sanitizers.is_empty()
            && site.summaries.is_empty()
            && site.guards.is_empty()
            && site.fills.is_empty();
        if !is_empty {
            self.sites.calls.insert((function, call.target), site);
        }
    }

    /// Where a part of an argument is written: `text` of `run({ sql: text })`, also where the object has a name.
    fn part_span(&self, function: FnIdx, call: &Call, wanted: &ModelArgument) -> Option<Span> {
        let [ArgumentKey::Name(key)] = &wanted.path[..] else { return None };
        let mut place = argument_of(call, &wanted.base)?.value.place()?;
        let body = self.project.body(function);
        for _ in 0..MAX_COPIES {
            let statements = body.blocks.iter().flat_map(|block| &block.statements);
            let mut writes = statements.filter_map(|statement| match &statement.kind {
                StatementKind::Assign { target, value }
                    if target.base == place.base && target.path.is_empty() =>
                {
                    Some(value)
                }
                _ => None,
            });
            let value = writes.next().filter(|_| place.path.is_empty())?;
            if writes.next().is_some() {
                return None;
            }
            match value {
                Value::Use(inner) => place = inner.place()?,
                Value::Aggregate(_, elements) => {
                    let part = elements.iter().find(|it| {
                        matches!(&it.key, Some(ElementKey::Constant(Key::Name(name))) if **name == **key)
                    });
                    return part.map(|it| it.value.at.span);
                }
                _ => return None,
            }
        }
        None
    }

    fn call_source(&mut self, table: &Table, function: FnIdx, call: &Call, span: Span) {
        let names: Vec<Name> = callee_names(self.project, self.kinds, function, call)
            .iter()
            .map(|name| self.models.canonical(&format!("{name}()")))
            .collect();
        let file = self.project.file_of(function);
        let found = table.sources.find(&names, None);
        if let Some(id) = self.source(table, file, &found, &names, span) {
            self.sites.calls.entry((function, call.target)).or_default().source = Some(id);
        }
    }

    // --- functions ------------------------------------------------------------------------------------------------

    /// Parameters whose type alone says that they come from outside: `Path(id): Path<String>`.
    fn typed_parameters(&mut self, table: &Table, function: FnIdx) {
        if table.parameters.is_empty() {
            return;
        }
        let (body, file) = (self.project.body(function), self.project.file_of(function));
        for param in &body.params {
            let Some(annotation) = &param.annotation else { continue };
            let names: Vec<Name> =
                outside(&self.kinds.named_type(self.project, function, annotation))
                    .iter()
                    .map(|name| Name::from(name.strip_suffix("()").unwrap_or(name)))
                    .collect();
            let held = &body.locals[param.local.0 as usize].annotation;
            let is_excepted = |at: &u32| {
                let except = &table.parameters.item(*at).except;
                held.as_deref().is_some_and(|held| except.iter().any(|name| name == held))
            };
            let mut found = table.parameters.find(&names, None);
            found.retain(|at| !is_excepted(at));
            let kinds: Vec<&str> =
                found.iter().map(|at| table.parameters.item(*at).kind.as_str()).collect();
            if let Some(id) = self.source_of(file, &kinds, &names, param.at.span) {
                self.sites.by_node[file as usize].entry(param.at.node).or_default().push(id);
            }
        }
    }

    fn entry(&mut self, table: &Table, function: FnIdx, entry: &Entry) {
        let _ = table;
        let (body, file) = (self.project.body(function), self.project.file_of(function));
        if let Some(kind) = &entry.source {
            let params = body.params.iter().filter(|param| param.kind != ParamKind::Receiver);
            let params: Vec<_> = params.collect();
            let shift = usize::from(entry.error_first && params.len() > entry.types.len());
            for (at, param) in params.into_iter().enumerate() {
                let typed = at.checked_sub(shift).and_then(|at| entry.types.get(at));
                let is_excepted = param.annotation.as_deref().is_some_and(|annotation| {
                    let last = annotation.rsplit('.').next().unwrap_or(annotation);
                    entry.except.iter().any(|name| name == annotation || name == last)
                });
                if typed.is_some_and(|name| !name.is_empty()) || is_excepted {
                    continue;
                }
                let names = [Name::clone(&param.name)];
                let kinds = [kind.as_str()];
                if let Some(id) = self.source_of(file, &kinds, &names, param.at.span) {
                    self.sites.by_node[file as usize].entry(param.at.node).or_default().push(id);
                }
            }
        }
        let Some(kind) = &entry.returns else { return };
        for block in &body.blocks {
            if let Terminator::Return(Some(value), at) = &block.terminator {
                let marks = self.sink_marks(file, kind, "return", value.at.span);
                self.sites.returned.entry((function, at.node)).or_default().extend(marks);
            }
        }
    }

    // --- marks ----------------------------------------------------------------------------------------------------

    fn source(
        &mut self,
        table: &Table,
        file: u32,
        found: &[u32],
        names: &[Name],
        span: Span,
    ) -> Option<u32> {
        if found.is_empty() {
            return None;
        }
        let kinds: Vec<&str> =
            found.iter().map(|at| table.sources.item(*at).kind.as_str()).collect();
        self.source_of(file, &kinds, names, span)
    }

    fn source_of(&mut self, file: u32, kinds: &[&str], names: &[Name], span: Span) -> Option<u32> {
        let mut bits = RuleBits::default();
        for (at, rule) in self.rules.iter().enumerate() {
            if rule.source_kinds.iter().any(|kind| kinds.contains(&kind.as_str()))
                && self.applies(rule, file)
            {
                bits.insert(at);
            }
        }
        if bits.is_empty() {
            return None;
        }
        let text = names.first().map_or("", |name| &**name);
        let id = self.mark(file, u32::MAX, MarkRole::Source, span, "$SOURCE", text);
        self.sites.source_rules.insert((file, id), bits);
        Some(id)
    }

    fn sink_marks(&mut self, file: u32, kind: &str, name: &str, span: Span) -> SmallVec<[u32; 2]> {
        let rules: Vec<usize> = (0..self.rules.len())
            .filter(|at| {
                let rule = &self.rules[*at];
                rule.sink_kinds.iter().any(|it| it == kind) && self.applies(rule, file)
            })
            .collect();
        rules
            .into_iter()
            .map(|rule| self.mark(file, rule as u32, MarkRole::Sink, span, "$SINK", name))
            .collect()
    }

    fn applies(&self, rule: &TaintRule, file: u32) -> bool {
        rule.languages.contains(&self.project.language(file).id)
    }

    fn mark(
        &mut self,
        file: u32,
        rule: u32,
        role: MarkRole,
        span: Span,
        metavariable: &str,
        text: &str,
    ) -> u32 {
        let before = self.project.files[file as usize].marks.list.len();
        let marks = &mut self.sites.marks[file as usize];
        let binding = Binding {
            metavariable: metavariable.to_owned(),
            text: text.to_owned(),
            span: None,
            value: None,
        };
        marks.push(Mark {
            rule,
            role,
            pattern: MODEL,
            nodes: Vec::new(),
            span,
            bindings: vec![binding],
            pair: 0,
        });
        (before + marks.len() - 1) as u32
    }

    /// Which rules have a source and a sink, of models or patterns.
    fn live(&mut self) {
        let (mut sources, mut sinks) = (RuleBits::default(), RuleBits::default());
        self.sites.source_rules.values().for_each(|bits| {
            sources.add(bits);
        });
        let patterns = self.project.files.iter().flat_map(|file| &file.marks.list);
        for mark in patterns.chain(self.sites.marks.iter().flatten()) {
            match mark.role {
                MarkRole::Sink => sinks.insert(mark.rule as usize),
                MarkRole::Source if mark.pattern != MODEL => sources.insert(mark.rule as usize),
                _ => {}
            }
        }
        sources.keep(&sinks);
        self.sites.source_rules.retain(|_, bits| {
            bits.keep(&sources);
            !bits.is_empty()
        });
        self.drop_dead(&sources);
        self.sites.live = sources;
    }
}

impl Finder<'_, '_> {
    /// Forgets marks of no use to any of `live`.
    fn drop_dead(&mut self, live: &RuleBits) {
        let (project, sites) = (self.project, &mut self.sites);
        for (file, by_node) in sites.by_node.iter_mut().enumerate() {
            let before = project.files[file].marks.list.len() as u32;
            by_node.retain(|_, ids| {
                ids.retain(|id| match sites.marks[file][(*id - before) as usize].rule {
                    u32::MAX => sites.source_rules.contains_key(&(file as u32, *id)),
                    rule => live.has(rule as usize),
                });
                !ids.is_empty()
            });
        }
        sites.calls.iter_mut().for_each(|((function, _), site)| {
            let file = project.file_of(*function);
            site.source = site.source.filter(|id| sites.source_rules.contains_key(&(file, *id)));
            site.fills.retain(|(_, id)| sites.source_rules.contains_key(&(file, *id)));
            if site.source.is_some() || !site.fills.is_empty() {
                sites.sourced.insert(*function);
            }
        });
    }
}

fn outside(kinds: &[Kind]) -> Vec<Name> {
    kinds
        .iter()
        .filter_map(|kind| match kind {
            Kind::External(name) => Some(Name::clone(name)),
            _ => None,
        })
        .collect()
}

/// Dotted names of what a call calls, where that is no function of the project.
pub(crate) fn callee_names(
    project: &Project<'_>,
    kinds: &KindTable,
    function: FnIdx,
    call: &Call,
) -> Vec<Name> {
    let Some(place) = call.callee.place() else { return Vec::new() };
    let Some(last) = place.path.last() else {
        return outside(&kinds.local(project, function, place.base));
    };
    let above = place.path.len() - 1;
    let own = kinds.outside(project, &kinds.prefix(project, function, place, above), &last.key);
    let whole = outside(&kinds.prefix(project, function, place, above + 1));
    // The plain name of a member of `self` goes first.
    let is_plain = above == 0 && place.at.node == NodeId::default();
    let (mut names, more) = if is_plain { (whole, own) } else { (own, whole) };
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The last name of what is called, where it is looked up in something.
fn last_name(call: &Call) -> Option<Name> {
    match &call.callee.place()?.path.last()?.key {
        Key::Name(name) => Some(Name::clone(name)),
        _ => None,
    }
}

/// The argument that is meant, where one is; those that spreads may hold are not.
pub(crate) fn argument_of<'c>(call: &'c Call, base: &ArgumentBase) -> Option<&'c Argument> {
    match base {
        ArgumentBase::Position(wanted) => {
            let mut plain = call.arguments.iter().filter(|it| it.name.is_none());
            let found = plain.clone().nth(*wanted as usize)?;
            let before = plain.by_ref().take(*wanted as usize + 1);
            before.into_iter().all(|it| it.spread == Spread::No).then_some(found)
        }
        ArgumentBase::Name(wanted) => {
            call.arguments.iter().find(|it| it.name.as_deref() == Some(wanted))
        }
        _ => None,
    }
}

/// Where the part of a call stands that is meant; `None` where it is not given.
fn argument_span(call: &Call, wanted: &ModelArgument, whole: Span) -> Option<Span> {
    match &wanted.base {
        ArgumentBase::Position(_) | ArgumentBase::Name(_) => {
            if let Some(argument) = argument_of(call, &wanted.base) {
                return Some(argument.value.at.span);
            }
            let spread = call.arguments.iter().find(|it| match &wanted.base {
                ArgumentBase::Name(_) => it.spread == Spread::Map,
                _ => it.spread == Spread::List,
            });
            spread.map(|it| it.value.at.span)
        }
        ArgumentBase::From(from) => call.arguments.get(*from as usize).map(|it| it.value.at.span),
        ArgumentBase::All => call.arguments.first().map(|it| it.value.at.span),
        ArgumentBase::Receiver => {
            let place = call.callee.place()?;
            // Of chains over several lines, up to the line of the method.
            let method = place.path.last()?.at.span;
            let object = match place.path.len() {
                1 => place.at.span,
                n => place.path[n - 2].at.span,
            };
            Some(object.cover(method))
        }
        ArgumentBase::Result => Some(whole),
    }
}
