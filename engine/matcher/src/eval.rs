//! Formulas against a file.
//!
//! A range survives by the rules of Semgrep: under "and", of two ranges the one included in the other survives;
//! `pattern-inside` keeps what lies within; `pattern-not` removes equal ranges, `pattern-not-inside` what lies within,
//! `pattern-not-regex` what includes or is included. Bindings must agree. `metavariable-*` filter after that, focus
//! comes last. Insides and negations are only tried around ranges that got so far, not over the whole file.

mod explain;

pub use explain::{ClauseState, Explained, ExplainedMatch};

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use tamis_ir::Language;
use tamis_syntax::{Grammar, NameTable, NodeId, Role, Span};

use crate::condition::{Condition, bound_span};
use crate::dispatch::{Dispatch, Match};
use crate::distinct::Distinct;
use crate::formula::{CompiledFormula, Conjunction, Formula, Host, is_inside, is_positive};
use crate::generic::{GenericPattern, is_readable};
use crate::metavars::{Bound, Env, Envs};
use crate::pattern::{Keys, Root, key};
use crate::regex::Overrun;
use crate::same::agree;
use crate::strings::content_span;
use crate::subject::Subject;
use crate::unify::Unifier;

/// What is known of a pattern at a node.
type ByPlace<T> = RefCell<FxHashMap<(usize, NodeId), T>>;

type Found = Rc<Vec<(Span, Env)>>;

/// One formula against one file.
pub struct Evaluation<'m, 'f> {
    pub(crate) formula: &'m CompiledFormula,
    pub(crate) subject: &'m Subject<'f>,
    host: Host,
    /// Matches of patterns over the whole scope, by pattern.
    hits: RefCell<FxHashMap<usize, Rc<Vec<Match>>>>,
    tried: ByPlace<Found>,
    /// By pattern and block: the statements at which it matches.
    starts: ByPlace<Rc<Vec<NodeId>>>,
    regex_hits: RefCell<FxHashMap<usize, Rc<Vec<Match>>>>,
    generic_hits: RefCell<FxHashMap<usize, Rc<Vec<Match>>>>,
    scope: Scope,
    /// What is bound around a nested formula.
    base: Env,
    /// The scope is what a metavariable is bound to: a formula that only excludes starts from all of it.
    bound: bool,
    overrun: std::cell::Cell<bool>,
}

/// The part of the file looked at.
#[derive(Debug, Clone, Copy)]
struct Scope {
    node: Option<NodeId>,
    span: Span,
}

impl<'m, 'f> Evaluation<'m, 'f> {
    /// Prepares an evaluation over the whole file.
    pub fn new(formula: &'m CompiledFormula, subject: &'m Subject<'f>, host: Host) -> Self {
        let node = (!subject.tree.is_empty()).then_some(NodeId::ROOT);
        let span = Span::new(0, subject.text.len() as u32);
        Self::scoped(formula, subject, host, Scope { node, span })
    }

    fn scoped(
        formula: &'m CompiledFormula,
        subject: &'m Subject<'f>,
        host: Host,
        scope: Scope,
    ) -> Self {
        Evaluation {
            formula,
            subject,
            host,
            hits: RefCell::default(),
            tried: RefCell::default(),
            starts: RefCell::default(),
            regex_hits: RefCell::default(),
            generic_hits: RefCell::default(),
            scope,
            base: Env::default(),
            bound: false,
            overrun: std::cell::Cell::new(false),
        }
    }

    /// See [`Host::today`].
    pub(crate) fn today(&self) -> Option<f64> {
        self.host.today
    }

    /// Says what a shared walk found for anchor `pattern` (an index of [`CompiledFormula::anchors`]).
    pub fn set_hits(&self, pattern: usize, found: Rc<Vec<Match>>) {
        self.hits.borrow_mut().insert(pattern, found);
    }

    /// All matches of the formula, sorted by place, each range once per set of bindings.
    pub fn run(&self) -> Vec<Match> {
        let mut found = self.eval(&self.formula.root, None);
        found.sort_by_key(|m| m.span);
        found.dedup();
        found
    }

    /// Whether a regular expression spent its steps: results may be incomplete.
    pub fn regex_overrun(&self) -> bool {
        self.overrun.get()
    }

    pub(crate) fn spent(&self, answer: Result<bool, Overrun>) -> bool {
        answer.unwrap_or_else(|_| {
            self.overrun.set(true);
            false
        })
    }

    /// Matches of a formula; with `near`, at least those that lie in that match or around it.
    fn eval(&self, formula: &Formula, near: Option<&Match>) -> Vec<Match> {
        match (formula, near) {
            (Formula::Pattern(at), None) => self.pattern_hits(*at).to_vec(),
            (Formula::Pattern(at), Some(near)) => self.near_hits(*at, near),
            (Formula::Regex(at), None) => self.regex_hits(*at).to_vec(),
            (Formula::Regex(at), Some(near)) => {
                let hits = self.regex_hits(*at);
                hits.iter().filter(|hit| is_comparable(hit.span, near.span)).cloned().collect()
            }
            (Formula::Generic(at), None) => self.generic_hits(*at).to_vec(),
            (Formula::Generic(at), Some(near)) => {
                let hits = self.generic_hits(*at);
                hits.iter().filter(|hit| is_comparable(hit.span, near.span)).cloned().collect()
            }
            (Formula::Any(parts), _) => {
                let mut found = Distinct::new();
                for part in parts {
                    found.extend(self.eval(part, near));
                }
                found.into_vec()
            }
            (Formula::All(all), _) => self.all(all, near),
            (Formula::Inside(inner), _) => self.eval(inner, near),
            (Formula::Anywhere(_) | Formula::Not(_), _) => Vec::new(),
        }
    }

    /// Whether the file has all names that pattern `at` asks for.
    fn may_hold(&self, at: usize) -> bool {
        self.subject.may_hold(&self.formula.patterns[at])
    }

    /// Matches of a pattern in `near` or around it, tried only there.
    fn near_hits(&self, at: usize, near: &Match) -> Vec<Match> {
        if !self.may_hold(at) {
            return Vec::new();
        }
        let Some(node) = near.node else { return self.pattern_hits(at).to_vec() };
        let mut found = Distinct::new();
        let mut try_at = |node: NodeId| {
            for (span, env) in self.tried(at, node).iter() {
                if is_comparable(*span, near.span) {
                    found.add(Match { span: *span, node: Some(node), env: env.clone() });
                }
            }
        };
        self.around(at, near).into_iter().for_each(&mut try_at);
        let tree = self.subject.tree;
        let parent = NodeId(tree.node(node).parent);
        let decorated = node != NodeId::ROOT && tree.node(parent).role == Role::Decorated;
        let first = if decorated { parent } else { node };
        // A match of several statements goes on behind its first node: in preorder, up to where it ends.
        let end = tree.node(first).subtree_end;
        (first.0..tree.len() as u32)
            .map(NodeId)
            .take_while(|id| id.0 < end || tree.node(*id).start < near.span.end)
            .filter(|id| self.fits(at, *id))
            .for_each(&mut try_at);
        found.into_vec()
    }

    /// Matches of pattern `at` over the whole file, where they are known and few.
    fn few_hits(&self, at: usize) -> Option<Rc<Vec<Match>>> {
        const FEW: usize = 64;
        let hits = self.hits.borrow();
        let known = hits.get(&at).filter(|hits| hits.len() <= FEW && !self.bound)?;
        Some(Rc::clone(known))
    }

    fn pattern_hits(&self, at: usize) -> Rc<Vec<Match>> {
        if let Some(found) = self.hits.borrow().get(&at) {
            return Rc::clone(found);
        }
        let found = Rc::new(self.walk(at));
        self.hits.borrow_mut().insert(at, Rc::clone(&found));
        found
    }

    fn walk(&self, at: usize) -> Vec<Match> {
        let (Some(scope), Some(grammar)) = (self.scope.node, self.grammar()) else {
            return Vec::new();
        };
        let mut dispatch = Dispatch::default();
        dispatch.add(&self.formula.patterns[at]);
        let mut found = dispatch.walk(self.subject, grammar, scope);
        let mut found = found.pop().map(Rc::unwrap_or_clone).unwrap_or_default();
        if scope != NodeId::ROOT && found.iter().all(|m| m.node != Some(scope)) {
            let span = self.subject.trimmed(self.subject.tree.span(scope));
            let envs = self.as_whole(at, scope);
            found.extend(envs.into_iter().map(|env| Match { span, node: Some(scope), env }));
        }
        found
    }

    /// Pattern `at` against the node a metavariable is bound to, which counts even where it is a mere name.
    fn as_whole(&self, at: usize, node: NodeId) -> Envs {
        let pattern = &self.formula.patterns[at];
        let Root::Single(root) = pattern.root else { return Envs::new() };
        Unifier { pattern, subject: self.subject }.node(root, node, &self.base)
    }

    fn grammar(&self) -> Option<&'static Grammar> {
        self.formula.language.syntax.as_ref().map(|syntax| (syntax.grammar)())
    }

    fn regex_hits(&self, at: usize) -> Rc<Vec<Match>> {
        if let Some(found) = self.regex_hits.borrow().get(&at) {
            return Rc::clone(found);
        }
        let regex = &self.formula.regexes[at];
        let text = self.scope.span.of(self.subject.text);
        let offset = self.scope.span.start;
        let mut found = Vec::new();
        for hit in regex.find_iter(text) {
            let Ok(hit) = hit else {
                self.overrun.set(true);
                break;
            };
            let shift = |span: Span| Span::new(span.start + offset, span.end + offset);
            let mut env = Env::default();
            for (number, span) in hit.groups().filter(|(number, _)| *number > 0) {
                if let Some(id) = self.formula.metavariables.find(&format!("${number}")) {
                    env.set(id, Bound::Text(shift(span)));
                }
            }
            for (name, number) in regex.names() {
                let named =
                    hit.group(number).zip(self.formula.metavariables.find(&format!("${name}")));
                if let Some((span, id)) = named {
                    env.set(id, Bound::Text(shift(span)));
                }
            }
            let span = shift(hit.span);
            found.push(Match { span, node: self.smallest(span), env });
        }
        let found = Rc::new(found);
        self.regex_hits.borrow_mut().insert(at, Rc::clone(&found));
        found
    }

    fn generic_hits(&self, at: usize) -> Rc<Vec<Match>> {
        if let Some(found) = self.generic_hits.borrow().get(&at) {
            return Rc::clone(found);
        }
        let found = Rc::new(self.generic_walk(&self.formula.generics[at]));
        self.generic_hits.borrow_mut().insert(at, Rc::clone(&found));
        found
    }

    fn generic_walk(&self, pattern: &GenericPattern) -> Vec<Match> {
        let (scope, comments) = (self.scope.span, self.formula.options.comments);
        let whole = scope.start == 0 && scope.end as usize == self.subject.text.len();
        if whole && !is_readable(self.subject.text) {
            return Vec::new();
        }
        let document = self.subject.document(scope, comments);
        let mut budget = self.subject.budget.get();
        let hits = pattern.find(&document, &mut budget);
        self.subject.budget.set(budget);
        let shift = |span: Span| Span::new(span.start + scope.start, span.end + scope.start);
        let mut found = Vec::with_capacity(hits.len());
        for hit in hits {
            let mut env = Env::default();
            for (name, span) in &hit.bindings {
                if let Some(id) = self.formula.metavariables.find(name) {
                    env.set(id, Bound::Text(shift(*span)));
                }
            }
            let span = shift(hit.span);
            found.push(Match { span, node: self.smallest(span), env });
        }
        found
    }

    /// The smallest node around `span`.
    fn smallest(&self, span: Span) -> Option<NodeId> {
        let tree = self.subject.tree;
        let mut at = self.scope.node?;
        loop {
            match tree.children(at).find(|child| tree.span(*child).contains(span)) {
                Some(child) => at = child,
                None => return Some(at),
            }
        }
    }

    fn all(&self, all: &Conjunction, near: Option<&Match>) -> Vec<Match> {
        self.filter(all, self.positives(all, near))
    }

    /// Of `found` what the terms that are no positive ones, and the conditions, keep; focused.
    fn filter(&self, all: &Conjunction, mut found: Vec<Match>) -> Vec<Match> {
        for term in &all.terms {
            if found.is_empty() {
                return found;
            }
            found = match term {
                inside if is_inside(inside) => self.keep(found, |m| self.inside(inside, m)),
                Formula::Anywhere(inner) => {
                    let some = self.eval(inner, None);
                    self.keep(found, |m| {
                        some.iter().filter_map(|other| self.merge(&m.env, &other.env)).collect()
                    })
                }
                Formula::Not(inner) => {
                    found.retain(|m| !self.excluded(inner, m));
                    found
                }
                _ => found,
            };
        }
        found = self.named(found, all);
        if !all.conditions.is_empty() {
            found = self.keep(found, |m| self.conditions(&all.conditions, m));
        }
        self.focus(found, all)
    }

    /// `as`: binds each match as a whole.
    fn named(&self, found: Vec<Match>, all: &Conjunction) -> Vec<Match> {
        let Some(name) = all.name else { return found };
        self.keep(found, |m| {
            let is_whole = |node: &NodeId| {
                let spans = [self.subject.report_span(*node), self.subject.tree.span(*node)];
                spans.contains(&m.span)
            };
            let bound = m.node.filter(is_whole).map_or(Bound::Text(m.span), Bound::Node);
            let mut env = Env::default();
            env.push(name, bound);
            self.merge(&m.env, &env).into_iter().collect()
        })
    }

    /// Bindings with which `m` passes all conditions. What one condition binds is no constraint on the next one.
    fn conditions(&self, conditions: &[Condition], m: &Match) -> Vec<Env> {
        let mut envs = vec![m.env.clone()];
        for condition in conditions {
            let mut passed: Vec<Env> = Vec::new();
            for env in &envs {
                let apart = condition.looks_into().is_some_and(|id| m.env.get(id).is_some());
                let asked = if apart { m.env.clone() } else { env.clone() };
                let found = Match { span: m.span, node: m.node, env: asked };
                for more in condition.filter(self, &found) {
                    let mut joined = env.clone();
                    for (id, bound) in more.iter().filter(|(id, _)| env.get(*id).is_none()) {
                        joined.push(id, bound);
                    }
                    if !passed.contains(&joined) {
                        passed.push(joined);
                    }
                }
            }
            envs = passed;
        }
        envs
    }

    fn keep(&self, found: Vec<Match>, envs: impl Fn(&Match) -> Vec<Env>) -> Vec<Match> {
        let mut kept: Vec<Match> = Vec::with_capacity(found.len());
        for m in &found {
            for env in envs(m) {
                let new = Match { span: m.span, node: m.node, env };
                if kept.last() != Some(&new) {
                    kept.push(new);
                }
            }
        }
        kept
    }

    /// The positive terms joined: the leading one, then each other around its matches. Where there are only insides,
    /// those.
    fn positives(&self, all: &Conjunction, near: Option<&Match>) -> Vec<Match> {
        let Some(lead) = all.lead else {
            let Scope { node, span } = self.scope;
            let whole = self.bound.then(|| Match { span, node, env: self.base.clone() });
            return whole.into_iter().collect();
        };
        let mut found = match all.scope {
            Some(scope) => self.within(&all.terms[scope], &all.terms[lead], near),
            None => self.eval(&all.terms[lead], near),
        };
        let joins = if is_positive(&all.terms[lead]) { is_positive } else { is_inside };
        for (at, term) in all.terms.iter().enumerate() {
            if at != lead && joins(term) && !found.is_empty() {
                found = self.intersect(&found, term, at < lead);
            }
        }
        found
    }

    /// Matches of `term` that lie in one of `scope`, tried only there.
    fn within(&self, scope: &Formula, term: &Formula, near: Option<&Match>) -> Vec<Match> {
        let mut found = Distinct::new();
        for outer in self.eval(scope, near) {
            let inner = self.eval(term, Some(&outer)).into_iter();
            // What does not agree with this one survives through another one or not at all.
            let holds =
                |m: &Match| outer.span.contains(m.span) && self.merge(&m.env, &outer.env).is_some();
            found.extend(inner.filter(holds));
        }
        found.into_vec()
    }

    /// Of each of `found` and each match of `term` that lies in it or around it the smaller one, where bindings agree.
    /// What both bind is taken from the term that stands `first` in the rule.
    fn intersect(&self, found: &[Match], term: &Formula, first: bool) -> Vec<Match> {
        let mut joined = Distinct::new();
        for a in found {
            for b in self.eval(term, Some(a)) {
                let smaller = if b.span.contains(a.span) {
                    a
                } else if a.span.contains(b.span) {
                    &b
                } else {
                    continue;
                };
                if !self.subject.step() {
                    return joined.into_vec();
                }
                let env =
                    if first { self.merge(&b.env, &a.env) } else { self.merge(&a.env, &b.env) };
                if let Some(env) = env {
                    joined.add(Match { span: smaller.span, node: smaller.node, env });
                }
            }
        }
        joined.into_vec()
    }

    /// Both bindings together, where they agree.
    fn merge(&self, left: &Env, right: &Env) -> Option<Env> {
        let mut env = left.clone();
        let symbolic = self.formula.options.switches.symbolic;
        for (id, bound) in right.iter() {
            match env.get(id) {
                None => env.push(id, bound),
                Some(known) if agree(self.subject, known, bound, symbolic) => {}
                // Groups by number say where they stand in their own expression, no more.
                Some(_) if self.formula.metavariables.is_numbered(id) => {}
                Some(_) => return None,
            }
        }
        Some(env)
    }

    /// Bindings of every way in which `m` lies within a match of `formula`.
    fn inside(&self, formula: &Formula, m: &Match) -> Vec<Env> {
        let mut envs = Envs::new();
        let mut add = |span: Span, env: &Env| {
            if span.contains(m.span)
                && let Some(env) = self.merge(&m.env, env)
            {
                envs.add(env);
            }
        };
        match formula {
            Formula::Pattern(at) if !self.may_hold(*at) => {}
            Formula::Pattern(at) => {
                if let Some(hits) = self.few_hits(*at) {
                    let mut outer = hits.iter().filter(|hit| hit.span.contains(m.span));
                    match (outer.next(), outer.next()) {
                        (None, _) => return Vec::new(),
                        (Some(only), None) => {
                            return self.merge(&m.env, &only.env).into_iter().collect();
                        }
                        // Which of several comes first is a matter of how near it is.
                        _ => {}
                    }
                }
                for candidate in self.around(*at, m) {
                    for (span, env) in self.tried(*at, candidate).iter() {
                        add(*span, env);
                    }
                }
            }
            Formula::Inside(inner) => envs.extend(self.inside(inner, m)),
            Formula::All(all) if is_inside(formula) => {
                envs.extend(self.filter(all, vec![m.clone()]).into_iter().map(|m| m.env));
            }
            Formula::Any(parts) => {
                for part in parts {
                    envs.extend(self.inside(part, m));
                }
            }
            other => {
                for outer in self.eval(other, Some(m)) {
                    add(outer.span, &outer.env);
                }
            }
        }
        envs.into_vec()
    }

    /// Nodes at which a match of pattern `at` around `m` may begin: ancestors, and for statement sequences the
    /// statements before them.
    fn around(&self, at: usize, m: &Match) -> Vec<NodeId> {
        let pattern = &self.formula.patterns[at];
        let (Some(node), Some(scope)) = (m.node, self.scope.node) else { return Vec::new() };
        let tree = self.subject.tree;
        let fits = |id: NodeId| self.fits(at, id);
        let mut found = Vec::new();
        for ancestor in tree.ancestors(node).take_while(|id| tree.is_within(*id, scope)) {
            if !pattern.is_sequence() {
                if fits(ancestor) {
                    found.push(ancestor);
                }
                // From a decorator to the definition it stands at.
                if tree.node(ancestor).role == Role::Decorated {
                    found.extend(tree.children(ancestor).filter(|id| fits(*id)));
                }
            } else if self.subject.is_statement(ancestor) {
                let starts = self.starts(at, NodeId(tree.node(ancestor).parent));
                let wanted = |id: &&NodeId| pattern.is_leading() || **id <= ancestor;
                found.extend(starts.iter().take_while(wanted).copied());
            }
        }
        // A range wider than its node (several statements, a decorated definition): what begins within it, too.
        if m.span != tree.span(node) {
            found.extend(
                tree.subtree(node)
                    .skip(1)
                    .take(64)
                    .filter(|id| tree.span(*id).start == m.span.start && fits(*id)),
            );
        }
        found
    }

    /// Children of `parent` at which pattern `at`, a sequence, matches. Each is tried once, however many matches ask what
    /// stands around them.
    fn starts(&self, at: usize, parent: NodeId) -> Rc<Vec<NodeId>> {
        if let Some(found) = self.starts.borrow().get(&(at, parent)) {
            return Rc::clone(found);
        }
        let begins = |id: &NodeId| self.fits(at, *id) && !self.tried(at, *id).is_empty();
        let found: Rc<Vec<NodeId>> =
            Rc::new(self.subject.tree.children(parent).filter(begins).collect());
        self.starts.borrow_mut().insert((at, parent), Rc::clone(&found));
        found
    }

    /// Whether pattern `at` may begin at a node, by the node's key.
    fn fits(&self, at: usize, id: NodeId) -> bool {
        match self.formula.patterns[at].keys() {
            Keys::Anywhere => true,
            Keys::At(keys) => {
                let node = self.subject.node(id);
                let key = key(node.role, node.kind);
                keys.iter().any(|(known, _)| *known == key)
            }
        }
    }

    fn tried(&self, at: usize, node: NodeId) -> Found {
        if let Some(found) = self.tried.borrow().get(&(at, node)) {
            return Rc::clone(found);
        }
        let unifier = Unifier { pattern: &self.formula.patterns[at], subject: self.subject };
        let mut found = unifier.matches_at(node, &self.base);
        if found.is_empty() && node != NodeId::ROOT && self.scope.node == Some(node) {
            let span = self.subject.trimmed(self.subject.tree.span(node));
            found.extend(self.as_whole(at, node).into_iter().map(|env| (span, env)));
        }
        let found = Rc::new(found);
        self.tried.borrow_mut().insert((at, node), Rc::clone(&found));
        found
    }

    /// Whether a negated `formula` removes `m`.
    fn excluded(&self, formula: &Formula, m: &Match) -> bool {
        match formula {
            Formula::Inside(inner) => !self.inside(inner, m).is_empty(),
            Formula::Regex(at) => self.regex_hits(*at).iter().any(|hit| {
                (hit.span.contains(m.span) || m.span.contains(hit.span))
                    && self.merge(&m.env, &hit.env).is_some()
            }),
            Formula::Pattern(at) if !self.may_hold(*at) => false,
            Formula::Pattern(at) => self.same_place(m).into_iter().any(|node| {
                let tried = self.tried(*at, node);
                tried.iter().any(|(span, env)| {
                    self.same_range(*span, m.span) && self.merge(&m.env, env).is_some()
                })
            }),
            Formula::Any(parts) => parts.iter().any(|part| self.excluded(part, m)),
            other => self.eval(other, Some(m)).iter().any(|hit| {
                self.same_range(hit.span, m.span) && self.merge(&m.env, &hit.env).is_some()
            }),
        }
    }

    /// Whether two ranges are the same but for what ends a statement.
    fn same_range(&self, a: Span, b: Span) -> bool {
        let end = |span: Span| {
            span.start + span.of(self.subject.text).trim_end_matches([';', ' ', '\n']).len() as u32
        };
        a == b || (a.start == b.start && a.end.abs_diff(b.end) < 8 && end(a) == end(b))
    }

    /// Nodes that have just the range of `m` or begin it.
    fn same_place(&self, m: &Match) -> Vec<NodeId> {
        let Some(node) = m.node else { return Vec::new() };
        let tree = self.subject.tree;
        let near = |id: &NodeId| {
            let span = self.subject.report_span(*id);
            span == m.span || (span.start == m.span.start && m.span.contains(span))
        };
        let up = tree.ancestors(node).take_while(near);
        let down = tree
            .subtree(node)
            .skip(1)
            .take_while(|id| tree.span(*id).start == tree.span(node).start)
            .filter(near);
        let mut found: Vec<NodeId> = up.chain(down).collect();
        if tree.node(node).role == Role::Decorated {
            found.extend(tree.children(node).last());
        }
        if found.is_empty() {
            found.push(node);
        }
        found
    }

    /// Ranges of the focused metavariables in place of the match.
    fn focus(&self, found: Vec<Match>, all: &Conjunction) -> Vec<Match> {
        if all.focus.is_empty() {
            return found;
        }
        let mut focused = Distinct::new();
        for m in &found {
            let mut places = vec![(m.span, m.node)];
            for group in &all.focus {
                let options: Vec<(Span, Option<NodeId>)> = group
                    .iter()
                    .filter_map(|id| m.env.get(*id))
                    .map(|bound| self.place(bound))
                    .collect();
                places = places
                    .into_iter()
                    .flat_map(|place| {
                        options.iter().filter_map(move |option| narrow(place, *option))
                    })
                    .collect();
            }
            for (span, node) in places {
                focused.add(Match { span, node: node.or(m.node), env: m.env.clone() });
            }
        }
        focused.into_vec()
    }

    fn place(&self, bound: Bound) -> (Span, Option<NodeId>) {
        let node = match bound {
            Bound::Node(node) | Bound::Nodes(node, _) => Some(node),
            Bound::Text(span) => self.smallest(span),
            Bound::Empty(_) => None,
        };
        (bound_span(self.subject, bound), node)
    }

    /// `metavariable-pattern` in the same language: the formula within what is bound.
    ///
    /// With `content`, of a string only what stands between its quotes.
    pub(crate) fn nested(
        &self,
        formula: &Formula,
        bound: Bound,
        content: bool,
        env: &Env,
    ) -> Vec<Env> {
        let (mut span, node) = self.place(bound);
        // A callee that the grammar keeps in parts has no node of its own.
        if let (Bound::Nodes(_, 2..), Some(syntax)) = (bound, &self.formula.language.syntax)
            && self.is_callee(bound)
        {
            let text = span.of(self.subject.text);
            let (tree, names) = ((self.host.parse)(syntax, text), NameTable::default());
            let subject = Subject::new(self.subject.language, text, &tree, &names);
            let mut evaluation = Evaluation::new(self.formula, &subject, self.host);
            evaluation.bound = true;
            let holds = !evaluation.eval(formula, None).is_empty();
            return if holds { vec![env.clone()] } else { Vec::new() };
        }
        let is_string = |node: &NodeId| {
            self.subject.node(*node).role == Role::String && self.subject.tree.span(*node) == span
        };
        if let Some(node) = node.filter(|node| content && is_string(node)) {
            span = content_span(self.subject, node);
        }
        let scope = Scope { node, span };
        let mut nested = Evaluation::scoped(self.formula, self.subject, self.host, scope);
        nested.base = env.clone();
        nested.bound = true;
        let mut envs = Envs::new();
        for m in nested.eval(formula, None) {
            if span.contains(m.span)
                && let Some(env) = self.merge(env, &m.env)
            {
                envs.add(env);
            }
        }
        if nested.overrun.get() {
            self.overrun.set(true);
        }
        envs.into_vec()
    }

    /// Whether siblings are an object and the method that is called on it.
    fn is_callee(&self, bound: Bound) -> bool {
        let Bound::Nodes(first, _) = bound else { return false };
        let tree = self.subject.tree;
        first != NodeId::ROOT
            && tree.node(NodeId(tree.node(first).parent)).role == Role::Call
            && tree.node(first).parent + 1 == first.0
    }

    /// `metavariable-pattern` in another language: whether the formula matches anywhere in `text`.
    pub(crate) fn foreign(
        &self,
        formula: &CompiledFormula,
        language: &'static Language,
        text: &str,
    ) -> bool {
        let names = NameTable::default();
        let tree = language
            .syntax
            .as_ref()
            .map(|syntax| (self.host.parse)(syntax, text))
            .unwrap_or_default();
        let subject = Subject::new(language, text, &tree, &names);
        subject.budget.set(self.subject.budget.get());
        let mut evaluation = Evaluation::new(formula, &subject, self.host);
        evaluation.bound = true;
        let holds = !evaluation.run().is_empty();
        self.subject.budget.set(subject.budget.get());
        if evaluation.overrun.get() {
            self.overrun.set(true);
        }
        holds
    }
}

/// Whether one of two ranges lies in the other.
fn is_comparable(a: Span, b: Span) -> bool {
    a.contains(b) || b.contains(a)
}

fn narrow(
    (span, node): (Span, Option<NodeId>),
    option: (Span, Option<NodeId>),
) -> Option<(Span, Option<NodeId>)> {
    if span.contains(option.0) {
        Some(option)
    } else if option.0.contains(span) {
        Some((span, node))
    } else {
        None
    }
}
