//! Which functions are looked at, and in which order.
//!
//! Only those that data from a source may come through: functions with sources, all that they call, and the callers of
//! functions that hand out what came from a source; then those that read what was left in shared variables. Callees
//! come first.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use tamis_ir::{LocalId, LocalKind, StatementKind, Value};

use super::graph::components;
use super::kinds::home;
use super::project::{FnIdx, Imported};
use super::summary::Summary;
use crate::taint::context::{Context, NAMESPACE};
use crate::taint::value::{Origin, Taints};

type Variable = (u32, LocalId);

/// The groups of functions that call each other, and what is still to be done.
pub(crate) struct Schedule {
    groups: Vec<Vec<FnIdx>>,
    /// By function.
    group_of: Vec<u32>,
    callees: Vec<Vec<FnIdx>>,
    callers: Vec<Vec<FnIdx>>,
    /// By function: variables of other bodies that it reads.
    reads: Vec<Vec<Variable>>,
    is_done: Vec<bool>,
    /// Groups to be taken, with what they need.
    wanted: BTreeSet<u32>,
    /// Groups in the order they are to be taken, the next one last.
    pending: Vec<u32>,
    current: Option<u32>,
    /// Variables known to hold what came from sources.
    known: FxHashSet<Variable>,
}

impl Schedule {
    /// `callees`: by function, those whose summaries it needs.
    pub(crate) fn new(cx: &Context<'_>, callees: Vec<Vec<FnIdx>>) -> Self {
        let groups = components(&callees);
        let mut group_of = vec![0; callees.len()];
        for (at, group) in groups.iter().enumerate() {
            group.iter().for_each(|function| group_of[function.0 as usize] = at as u32);
        }
        let mut callers = vec![Vec::new(); callees.len()];
        for (at, called) in callees.iter().enumerate() {
            called.iter().for_each(|to| callers[to.0 as usize].push(FnIdx(at as u32)));
        }
        let mut schedule = Schedule {
            is_done: vec![false; groups.len()],
            wanted: BTreeSet::new(),
            reads: cx.project.functions().map(|function| reads(cx, function)).collect(),
            groups,
            group_of,
            callees,
            callers,
            pending: Vec::new(),
            current: None,
            known: FxHashSet::default(),
        };
        for function in cx.project.functions() {
            if cx.has_source(function) {
                schedule.want(function);
            }
        }
        schedule.plan();
        schedule
    }

    /// The next functions to make summaries for, together.
    pub(crate) fn next(&mut self) -> Option<&[FnIdx]> {
        let group = self.pending.pop()?;
        self.current = Some(group);
        Some(&self.groups[group as usize])
    }

    /// Says that the functions given last have their summaries.
    pub(crate) fn done(&mut self, summaries: &[Option<Arc<Summary>>]) {
        let Some(group) = self.current.take() else { return };
        self.is_done[group as usize] = true;
        let emits =
            |taints: &Taints| taints.iter().any(|taint| matches!(taint.origin, Origin::Source(..)));
        self.want_callers(group, summaries, emits);
        if self.is_idle() {
            self.plan();
        }
    }

    /// Whether nothing is left to do, as far as is known.
    pub(crate) fn is_idle(&self) -> bool {
        self.pending.is_empty()
    }

    /// Says which variables hold what came from sources: whoever reads them is to be looked at.
    pub(crate) fn share<'v>(
        &mut self,
        cx: &Context<'_>,
        summaries: &[Option<Arc<Summary>>],
        variables: impl Iterator<Item = &'v Variable>,
    ) {
        let before = self.known.len();
        for (owner, local) in variables {
            self.known.insert((*owner, *local));
            let file = cx.project.file_of(FnIdx(*owner));
            if cx.module(file).0 == *owner {
                self.known.insert((*owner, NAMESPACE));
            }
        }
        // What was made since the last time may hand out those known for longer.
        let known = std::mem::take(&mut self.known);
        let is_known = |taints: &Taints| {
            taints.iter().any(|taint| match &taint.origin {
                Origin::Captured(owner, local, _) => known.contains(&(*owner, *local)),
                _ => false,
            })
        };
        for group in 0..self.groups.len() as u32 {
            if self.is_done[group as usize] {
                self.want_callers(group, summaries, is_known);
            }
        }
        if known.len() != before {
            for at in 0..self.reads.len() {
                if self.reads[at].iter().any(|variable| known.contains(variable)) {
                    self.want(FnIdx(at as u32));
                }
            }
        }
        self.known = known;
        self.plan();
    }

    fn want_callers(
        &mut self,
        group: u32,
        summaries: &[Option<Arc<Summary>>],
        emits: impl Fn(&Taints) -> bool,
    ) {
        for at in 0..self.groups[group as usize].len() {
            let function = self.groups[group as usize][at].0 as usize;
            let out = summaries[function].as_ref().is_some_and(|it| it.given_out().any(&emits));
            if out {
                for at in 0..self.callers[function].len() {
                    self.want(self.callers[function][at]);
                }
            }
        }
    }

    fn want(&mut self, function: FnIdx) {
        let group = self.group_of[function.0 as usize];
        if !self.is_done[group as usize] {
            self.wanted.insert(group);
        }
    }

    /// Puts the first group that is wanted into the list, with all that it needs.
    fn plan(&mut self) {
        let mut wanted = std::iter::from_fn(|| self.wanted.pop_first());
        let Some(first) = wanted.find(|group| !self.is_done[*group as usize]) else { return };
        let mut seen = FxHashSet::default();
        let mut todo = vec![first];
        while let Some(group) = todo.pop() {
            if self.is_done[group as usize] || !seen.insert(group) {
                continue;
            }
            for function in &self.groups[group as usize] {
                let called = &self.callees[function.0 as usize];
                todo.extend(called.iter().map(|to| self.group_of[to.0 as usize]));
            }
        }
        self.pending.extend(seen);
        self.pending.sort_unstable_by(|a, b| b.cmp(a));
    }
}

/// Variables of other bodies that a function reads, and what it imports from files.
fn reads(cx: &Context<'_>, function: FnIdx) -> Vec<Variable> {
    let project = cx.project;
    let (body, file) = (project.body(function), project.file_of(function));
    let mut found = Vec::new();
    for (at, local) in body.locals.iter().enumerate() {
        if let LocalKind::Captured(..) = local.kind {
            let (owner, there) = home(project, function, LocalId(at as u32));
            found.push((owner.0, there));
        }
    }
    for statement in body.blocks.iter().flat_map(|block| &block.statements) {
        let StatementKind::Assign { value: Value::Import(import), .. } = &statement.kind else {
            continue;
        };
        match project.import(file, *import) {
            Some(Imported::File(file)) => found.push((cx.module(*file).0, NAMESPACE)),
            Some(Imported::Variable(file, local)) => found.push((cx.module(*file).0, *local)),
            _ => {}
        }
    }
    found
}
