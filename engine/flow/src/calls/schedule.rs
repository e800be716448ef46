//! Which functions are looked at, in which order, and with what coming in.
//!
//! Only those that data from a source comes through. It starts with the functions that have sources. What they hand to
//! others is asked for: the callee is looked at with its parameters as unknowns. What they hand out wakes their
//! callers, what they leave in shared variables wakes those who read them. Callees come before callers; a function is
//! looked at again when what it needs has changed.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_ir::{LocalId, LocalKind, StatementKind, Value};

use super::graph::components;
use super::kinds::home;
use super::project::{FnIdx, Imported};
use super::summary::Summary;
use crate::taint::context::{Context, NAMESPACE};
use crate::taint::value::{Origin, Taint};

/// A variable that several bodies use, by the function that declares it.
pub(crate) type Variable = (u32, LocalId);

/// How often a function is looked at.
const MAX_RUNS: u8 = 12;

/// What comes into functions.
pub(crate) struct Demand {
    /// By function: whether some caller hands it what may be tainted, so that parameters are followed.
    symbolic: Vec<bool>,
    /// Shared variables that may hold what is tainted.
    known: FxHashSet<Variable>,
}

impl Demand {
    pub(crate) fn is_symbolic(&self, function: FnIdx) -> bool {
        self.symbolic[function.0 as usize]
    }

    pub(crate) fn is_known(&self, variable: Variable) -> bool {
        self.known.contains(&variable)
    }
}

/// What a look at a function brought.
pub(crate) struct Look {
    pub(crate) function: FnIdx,
    /// Its summary says more than before.
    pub(crate) changed: bool,
    /// Functions that it hands what may be tainted.
    pub(crate) requests: Vec<FnIdx>,
    /// Shared variables in which it leaves what may be tainted.
    pub(crate) left: Vec<Variable>,
}

/// What is still to be done.
pub(crate) struct Schedule {
    /// By function: its place in the order, callees first.
    position: Vec<u32>,
    callers: Vec<Vec<FnIdx>>,
    /// By variable: functions that read it from outside.
    readers: FxHashMap<Variable, Vec<FnIdx>>,
    /// By function: those that handed it what may be tainted.
    requesters: Vec<BTreeSet<FnIdx>>,
    runs: Vec<u8>,
    /// By place in the order.
    queue: BTreeSet<(u32, FnIdx)>,
    pub(crate) demand: Demand,
    /// Functions that would have had to be looked at once more.
    pub(crate) cut: Vec<FnIdx>,
}

impl Schedule {
    /// `callees`: by function, those it may call.
    pub(crate) fn new(cx: &Context<'_>, callees: &[Vec<FnIdx>]) -> Self {
        let count = callees.len();
        let mut position = vec![0; count];
        for (at, function) in components(callees).into_iter().flatten().enumerate() {
            position[function.0 as usize] = at as u32;
        }
        let mut callers = vec![Vec::new(); count];
        for (at, called) in callees.iter().enumerate() {
            called.iter().for_each(|to| callers[to.0 as usize].push(FnIdx(at as u32)));
        }
        let mut readers: FxHashMap<Variable, Vec<FnIdx>> = FxHashMap::default();
        for function in cx.project.functions() {
            for variable in reads(cx, function) {
                readers.entry(variable).or_default().push(function);
            }
        }
        let mut schedule = Schedule {
            position,
            callers,
            readers,
            requesters: vec![BTreeSet::new(); count],
            runs: vec![0; count],
            queue: BTreeSet::new(),
            demand: Demand { symbolic: vec![false; count], known: FxHashSet::default() },
            cut: Vec::new(),
        };
        for function in cx.project.functions() {
            if cx.has_source(function) {
                schedule.want(function);
            }
        }
        schedule
    }

    /// The next function to look at.
    pub(crate) fn next(&mut self) -> Option<FnIdx> {
        while let Some((_, function)) = self.queue.pop_first() {
            let runs = &mut self.runs[function.0 as usize];
            if *runs < MAX_RUNS {
                *runs += 1;
                return Some(function);
            }
            self.cut.push(function);
        }
        None
    }

    /// Plans what follows from a look at a function; `summary` is the one it has now.
    pub(crate) fn follow(&mut self, cx: &Context<'_>, look: Look, summary: &Summary) {
        let function = look.function;
        for asked in look.requests {
            let at = asked.0 as usize;
            self.requesters[at].insert(function);
            if !std::mem::replace(&mut self.demand.symbolic[at], true) {
                self.want(asked);
            }
        }
        for variable in look.left {
            self.leave(cx, variable);
        }
        if look.changed {
            let emits = summary.given_out().any(|taints| taints.iter().any(comes_from_elsewhere));
            let at = function.0 as usize;
            let callers: Vec<FnIdx> = if emits || uses_enclosing(cx, summary) {
                self.callers[at].clone()
            } else {
                self.requesters[at].iter().copied().collect()
            };
            callers.into_iter().for_each(|caller| self.want(caller));
        }
    }

    /// Plans a look at every function, with its parameters followed.
    pub(crate) fn want_all(&mut self, cx: &Context<'_>) {
        self.demand.symbolic.fill(true);
        cx.project.functions().for_each(|function| self.want(function));
    }

    fn leave(&mut self, cx: &Context<'_>, variable: Variable) {
        let file = cx.project.file_of(FnIdx(variable.0));
        let namespace = (variable.0, NAMESPACE);
        let in_module = cx.module(file).0 == variable.0;
        for variable in [Some(variable), in_module.then_some(namespace)].into_iter().flatten() {
            if self.demand.known.insert(variable) {
                let readers = self.readers.get(&variable).cloned().unwrap_or_default();
                readers.into_iter().for_each(|reader| self.want(reader));
            }
        }
    }

    fn want(&mut self, function: FnIdx) {
        self.queue.insert((self.position[function.0 as usize], function));
    }
}

/// Whether a taint comes from elsewhere than from what the caller gave.
fn comes_from_elsewhere(taint: &Taint) -> bool {
    !matches!(taint.origin, Origin::Param(..))
}

/// Whether what a function around holds reaches a sink: who calls may be the one that knows it.
fn uses_enclosing(cx: &Context<'_>, summary: &Summary) -> bool {
    let inputs = summary.sinks.iter().flat_map(|reach| &reach.inputs);
    inputs.into_iter().any(|taint| match taint.origin {
        Origin::Captured(owner, ..) => cx.module(cx.project.file_of(FnIdx(owner))) != FnIdx(owner),
        _ => false,
    })
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
