//! Lists of children: ordered lists, arguments, objects.

use smallvec::SmallVec;
use tamis_syntax::{NodeId, Role};

use crate::metavars::{Bound, Env, Envs, MetavariableId};
use crate::pattern::{PatternId, Shape};
use crate::unify::{Unifier, none, one};

/// Children of a node.
pub(crate) type Nodes = SmallVec<[NodeId; 8]>;

/// How an ordered list is compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    /// Children must stand under the same field.
    pub(crate) fields: bool,
    /// What the pattern does not say may be anything.
    pub(crate) partial: bool,
}

impl Unifier<'_, '_> {
    pub(crate) fn children(&self, t: NodeId) -> Nodes {
        self.subject.tree.children(t).collect()
    }

    /// Whether a pattern need not speak of this child: types, decorators, modifiers, `else`.
    fn is_optional(&self, t: NodeId) -> bool {
        let node = self.subject.node(t);
        let fields = &self.subject.fields;
        matches!(
            node.role,
            Role::Type
                | Role::Modifier
                | Role::Decorator
                | Role::Else
                | Role::Catch
                | Role::Finally
                | Role::Bases
        ) || (node.field != 0
            && [fields.alternative, fields.group, fields.return_type, fields.result, fields.type_]
                .contains(&node.field)
            && node.role != Role::New)
    }

    /// Pattern children against tree children, in order; `...` takes any number.
    pub(crate) fn list(&self, ps: &[PatternId], ts: &[NodeId], rules: Rules, env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((p, rest)) = ps.split_first() else {
            let done = rules.partial || ts.iter().all(|t| self.is_optional(*t));
            return if done { one(env.clone()) } else { none() };
        };
        match &self.p(*p).shape {
            Shape::Ellipsis if rest.is_empty() => one(env.clone()),
            Shape::Ellipsis => {
                let mut found = none();
                for skipped in 0..=ts.len() {
                    found.extend(self.list(rest, &ts[skipped..], rules, env));
                }
                found
            }
            Shape::EllipsisMetavariable(id) => {
                let mut found = none();
                for taken in (0..=ts.len()).rev() {
                    let bound = self.bind_nodes(*id, &ts[..taken], ts, env);
                    found.extend(self.each(bound, |env| self.list(rest, &ts[taken..], rules, env)));
                }
                found
            }
            _ => {
                let Some((t, others)) = ts.split_first() else {
                    // A branch of which only `...` is said may be missing.
                    return match self.is_open_block(*p) {
                        true => self.list(rest, ts, rules, env),
                        false => none(),
                    };
                };
                let (p_field, t_field) = (self.p(*p).field, self.subject.node(*t).field);
                let apart = rules.fields && p_field != t_field && p_field != 0 && t_field != 0;
                let mut found = none();
                if !apart {
                    found = self
                        .each(self.node(*p, *t, env), |env| self.list(rest, others, rules, env));
                }
                if found.is_empty() && (self.is_optional(*t) || (rules.partial && apart)) {
                    found = self.list(ps, others, rules, env);
                }
                if found.is_empty() && apart && self.is_open_block(*p) {
                    found = self.list(rest, ts, rules, env);
                }
                found
            }
        }
    }

    /// `for (...) {...}` in all its forms: words and separators of the head say nothing.
    pub(crate) fn loop_header(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let says = |role: Role, text: &str| {
            role != Role::Other || !matches!(text, ";" | "let" | "var" | "const" | "")
        };
        let wanted: Vec<PatternId> = node
            .children
            .iter()
            .copied()
            .filter(|id| {
                !matches!(self.p(*id).shape, Shape::Leaf)
                    || says(self.p(*id).role, &self.p(*id).text)
            })
            .collect();
        let targets: Nodes = self
            .subject
            .tree
            .children(t)
            .filter(|id| says(self.role(*id), self.subject.text_of(*id)))
            .collect();
        let fields = node.kind == self.subject.node(t).kind;
        self.list(&wanted, &targets, Rules { fields, partial: node.partial }, env)
    }

    /// Whether `p` is a block with nothing but `...` in it.
    pub(crate) fn is_open_block(&self, p: PatternId) -> bool {
        let node = self.p(p);
        let is_else = node.field != 0 && node.field == self.subject.fields.alternative;
        if node.role == Role::Block && matches!(node.shape, Shape::Ellipsis) {
            return true;
        }
        node.role == Role::Block
            && !is_else
            && !node.children.is_empty()
            && node.children.iter().all(|id| matches!(self.p(*id).shape, Shape::Ellipsis))
    }

    fn bind_nodes(
        &self,
        id: Option<MetavariableId>,
        taken: &[NodeId],
        all: &[NodeId],
        env: &Env,
    ) -> Envs {
        let bound = match taken {
            [] => Bound::Empty(all.first().map_or(0, |next| self.subject.node(*next).start)),
            [first, ..] => Bound::Nodes(*first, taken.len() as u32),
        };
        self.bind(id, bound, env)
    }

    /// Whether both are keyword arguments or pairs and plainly have other names: a look that saves the work.
    fn named_otherwise(&self, p: PatternId, t: NodeId) -> bool {
        let (wanted, target) = (self.p(p), self.subject.node(t));
        if wanted.role != target.role
            || !matches!(wanted.role, Role::KeywordArgument | Role::Pair)
            || !matches!(wanted.shape, Shape::Node)
        {
            return false;
        }
        let names = wanted.children.first().zip(self.subject.tree.children(t).next());
        let Some((wanted, name)) = names else { return false };
        let wanted = self.p(*wanted);
        let is_name = |role: Role| matches!(role, Role::Identifier | Role::String);
        let known = self.subject.node(name);
        matches!(wanted.shape, Shape::Leaf)
            && is_name(wanted.role)
            && is_name(known.role)
            && self.subject.tree.is_leaf(name)
            && wanted.symbol != known.symbol
            && self.subject.text_of(name).trim_matches(['"', '\'']) != &*wanted.text
    }

    /// Whether the arguments of call `t` can be those of pattern `p`, by number and keywords: a look that saves the
    /// work. True where there is nothing to compare.
    pub(crate) fn may_take_arguments(&self, p: PatternId, t: NodeId) -> bool {
        let arguments = |id: &&PatternId| {
            let node = self.p(**id);
            node.role == Role::Arguments && matches!(node.shape, Shape::Node) && !node.partial
        };
        let Some(wanted) = self.p(p).children.iter().find(arguments) else { return true };
        let is_arguments = |id: &NodeId| self.role(*id) == Role::Arguments;
        let Some(given) = self.subject.tree.children(t).find(is_arguments) else { return true };
        let wanted = &self.p(*wanted).children;
        let open = |id: &PatternId| {
            matches!(self.p(*id).shape, Shape::Ellipsis | Shape::EllipsisMetavariable(_))
        };
        let least = wanted.iter().filter(|id| !open(id)).count();
        let count = self.subject.tree.children(given).take(least + 1).count();
        if count < least || (count > least && least == wanted.len()) {
            return false;
        }
        wanted
            .iter()
            .filter(|id| {
                let node = self.p(**id);
                node.role == Role::KeywordArgument && matches!(node.shape, Shape::Node)
            })
            .all(|id| {
                self.subject
                    .tree
                    .children(given)
                    .any(|t| self.role(t) == Role::KeywordArgument && !self.named_otherwise(*id, t))
            })
    }

    /// Arguments: keyword arguments in any order, the rest in order.
    pub(crate) fn arguments(&self, ps: &[PatternId], t: NodeId, env: &Env) -> Envs {
        let ts = self.children(t);
        let (keywords, positional): (Vec<PatternId>, Vec<PatternId>) = ps.iter().partition(|p| {
            is_keyword(self.p(**p).role) && matches!(self.p(**p).shape, Shape::Node)
        });
        self.keywords(&keywords, &positional, ts, env)
    }

    fn keywords(
        &self,
        keywords: &[PatternId],
        positional: &[PatternId],
        ts: Nodes,
        env: &Env,
    ) -> Envs {
        let Some((keyword, rest)) = keywords.split_first() else {
            return self.positional(positional, &ts, env);
        };
        let mut found = none();
        for (at, t) in ts.iter().enumerate() {
            if !is_keyword(self.role(*t)) || self.named_otherwise(*keyword, *t) {
                continue;
            }
            let envs = self.node(*keyword, *t, env);
            if envs.is_empty() {
                continue;
            }
            let mut others = ts.clone();
            others.remove(at);
            found.extend(
                self.each(envs, |env| self.keywords(rest, positional, others.clone(), env)),
            );
        }
        found
    }

    /// Positional arguments; a keyword argument is only taken by an ellipsis.
    fn positional(&self, ps: &[PatternId], ts: &[NodeId], env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((p, rest)) = ps.split_first() else {
            return if ts.is_empty() { one(env.clone()) } else { none() };
        };
        match &self.p(*p).shape {
            Shape::Ellipsis if rest.is_empty() => one(env.clone()),
            Shape::Ellipsis => {
                let mut found = none();
                for skipped in 0..=ts.len() {
                    found.extend(self.positional(rest, &ts[skipped..], env));
                }
                found
            }
            Shape::EllipsisMetavariable(id) => {
                let mut found = none();
                for taken in (0..=ts.len()).rev() {
                    let bound = self.bind_nodes(*id, &ts[..taken], ts, env);
                    found.extend(self.each(bound, |env| self.positional(rest, &ts[taken..], env)));
                }
                found
            }
            _ => {
                let Some((t, others)) = ts.split_first() else { return none() };
                if is_keyword(self.role(*t)) {
                    return none();
                }
                self.each(self.node(*p, *t, env), |env| self.positional(rest, others, env))
            }
        }
    }

    /// Entries in any order. Open (extra entries allowed) with an ellipsis, in JavaScript objects, HCL and class bodies.
    pub(crate) fn object(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let ellipsis = |id: &PatternId| {
            matches!(self.p(*id).shape, Shape::Ellipsis | Shape::EllipsisMetavariable(_))
        };
        let wanted: Vec<PatternId> =
            node.children.iter().copied().filter(|id| !ellipsis(id)).collect();
        let open = node.children.iter().any(ellipsis)
            || node.partial
            || node.role != Role::Object
            || (self.subject.matching.open_objects && self.pattern.switches.implicit_ellipsis);
        let ts = self.children(t);
        if self.subject.matching.positional_objects
            && !ts.is_empty()
            && ts.iter().all(|t| self.role(*t) != Role::Pair)
        {
            let rules = Rules { fields: false, partial: node.partial };
            return self.list(&node.children, &ts, rules, env);
        }
        if wanted.len() > ts.len() || (!open && wanted.len() != ts.len()) {
            return none();
        }
        self.entries(&wanted, ts, env)
    }

    /// One entry: a block of a configuration also stands for one deeper in it.
    fn entry(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let mut found = self.node(p, t, env);
        let block = |role: Role| role == Role::ConfigBlock;
        if found.is_empty()
            && block(self.p(p).role)
            && block(self.role(t))
            && matches!(self.p(p).shape, Shape::Node)
            && self.pattern.switches.deep_expressions
        {
            for id in self.subject.tree.subtree(t).skip(1).filter(|id| block(self.role(*id))) {
                found.extend(self.node(p, id, env));
            }
        }
        found
    }

    pub(crate) fn entries(&self, wanted: &[PatternId], ts: Nodes, env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((p, rest)) = wanted.split_first() else { return one(env.clone()) };
        let mut found = none();
        for (at, t) in ts.iter().enumerate() {
            if self.named_otherwise(*p, *t) {
                continue;
            }
            let envs = self.entry(*p, *t, env);
            if envs.is_empty() {
                continue;
            }
            let mut others = ts.clone();
            others.remove(at);
            found.extend(self.each(envs, |env| self.entries(rest, others.clone(), env)));
        }
        found
    }

    /// `a | ... | b` against the first commands of a pipeline. An ellipsis stands for one command, at the start for any
    /// number of them.
    pub(crate) fn pipeline(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let ps: Vec<PatternId> = self
            .p(p)
            .children
            .iter()
            .copied()
            .filter(|id| {
                !(self.p(*id).role == Role::Other && matches!(self.p(*id).shape, Shape::Leaf))
            })
            .collect();
        let mut ts = self.children(t);
        ts.retain(|id| !(self.role(*id) == Role::Other && self.subject.tree.is_leaf(*id)));
        let Some((first, rest)) = ps.split_first() else { return none() };
        let longest = if self.is_any_command(*first) { ts.len() } else { 1 };
        let mut found = none();
        for skipped in 1..=longest.min(ts.len()) {
            let envs = match self.is_any_command(*first) {
                true => one(env.clone()),
                false => self.node(*first, ts[0], env),
            };
            found.extend(self.each(envs, |env| self.commands(rest, &ts[skipped..], env)));
        }
        found
    }

    fn commands(&self, ps: &[PatternId], ts: &[NodeId], env: &Env) -> Envs {
        let Some((p, rest)) = ps.split_first() else { return one(env.clone()) };
        let Some((t, others)) = ts.split_first() else { return none() };
        let envs = if self.is_any_command(*p) { one(env.clone()) } else { self.node(*p, *t, env) };
        self.each(envs, |env| self.commands(rest, others, env))
    }

    fn is_any_command(&self, p: PatternId) -> bool {
        let node = self.p(p);
        matches!(node.shape, Shape::Ellipsis)
            || matches!(node.children[..], [only] if matches!(self.p(only).shape, Shape::Ellipsis))
    }
}

/// Whether an argument has its name with it: `a=1`, or the pairs that Ruby writes among arguments.
fn is_keyword(role: Role) -> bool {
    matches!(role, Role::KeywordArgument | Role::Pair)
}
