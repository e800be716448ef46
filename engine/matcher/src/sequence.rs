//! Statements one after the other.

use tamis_syntax::{NodeId, Role, Span};

use crate::condition::may_pass;
use crate::distinct::Distinct;
use crate::keys::member_name;
use crate::lists::Rules;
use crate::metavars::{Bound, Env, Envs, MetavariableId};
use crate::pattern::{PatternId, Root, Shape};
use crate::subject::Subject;
use crate::unify::{Unifier, none, one};

/// A success: bindings and the end of the last statement.
type Ends = Distinct<(Env, u32)>;

impl Unifier<'_, '_> {
    /// All matches whose first (or only) node is `t`.
    pub(crate) fn matches_at(&self, t: NodeId, env: &Env) -> Vec<(Span, Env)> {
        let guarded = !self.pattern.guards.is_empty() && self.subject.guarded.get();
        if guarded && self.is_turned_away(t, env) {
            return Vec::new();
        }
        let mut found = match &self.pattern.root {
            Root::Single(root) => {
                let found = self.root(*root, t, env);
                if found.is_empty() {
                    return Vec::new();
                }
                let span = self.subject.report_span(t);
                found.into_iter().map(|env| (span, env)).collect()
            }
            Root::Sequence(items) => self.sequence_at(items, t, env),
        };
        if guarded {
            found.retain(|(_, found)| self.passes_guards(found, env));
        }
        found
    }

    /// Whether a pattern that is one metavariable, or a member or a method that is one, cannot stand for `t`, by the text
    /// of it: a look that saves the work.
    fn is_turned_away(&self, t: NodeId, env: &Env) -> bool {
        if self.pattern.switches.symbolic {
            return false;
        }
        if let Some(id) = self.pattern.lone_metavariable() {
            return self.role(t) != Role::Parameter
                && env.get(id).is_none()
                && (self.is_no_expression(t) || !self.passes(id, Bound::Node(t)));
        }
        let Some((role, id)) = self.pattern.member else { return false };
        self.role(t) == role
            && env.get(id).is_none()
            && member_name(self.subject, t).is_some_and(|name| !self.passes(id, Bound::Node(name)))
    }

    /// Whether what `found` binds beyond `env` may pass what the rule asks of it.
    fn passes_guards(&self, found: &Env, env: &Env) -> bool {
        let fresh = found.iter().filter(|(id, _)| env.get(*id).is_none());
        fresh.into_iter().all(|(id, bound)| self.passes(id, bound))
    }

    fn passes(&self, id: MetavariableId, bound: Bound) -> bool {
        let guards = self.pattern.guards.iter().filter(|guard| guard.metavariable == id);
        guards.into_iter().all(|guard| may_pass(self.subject, &guard.regex, bound))
    }

    fn root(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let open =
            matches!(node.shape, Shape::Metavariable(_) | Shape::Ellipsis | Shape::Typed { .. });
        if (open || matches!(node.shape, Shape::Deep(_))) && self.is_no_expression(t) {
            return none();
        }
        if !self.pattern.switches.attr_expr
            && t != NodeId::ROOT
            && self.role(NodeId(self.subject.node(t).parent)) == Role::Decorator
        {
            return none();
        }
        let name = matches!(node.role, Role::Identifier) && matches!(node.shape, Shape::Leaf);
        // `resource` alone asks for the blocks of that type.
        let block_type = name
            && t != NodeId::ROOT
            && self.role(NodeId(self.subject.node(t).parent)) == Role::ConfigBlock;
        // What an import names is no use of it.
        let dotted = node.role == Role::Member && node.path.is_some() && t != NodeId::ROOT;
        let parent = NodeId(self.subject.node(t).parent);
        if dotted && matches!(self.role(parent), Role::Import | Role::Alias) {
            return none();
        }
        let assignment = self.role(t) == Role::Assignment;
        // A definition is no expression.
        let definition = matches!(self.role(t), Role::Class | Role::Function | Role::Import)
            && self.subject.tree.child_by_field(t, self.subject.fields.name).is_some();
        let field = self.subject.node(t).field;
        let is_type =
            self.role(t) == Role::Type || field != 0 && field == self.subject.fields.type_;
        let is_any = matches!(node.shape, Shape::Metavariable(_));
        if is_any && (definition || is_type && self.role(parent) != Role::New) {
            return none();
        }
        // A name where it is declared has a type, but is no expression.
        let typed = matches!(node.shape, Shape::Typed { .. });
        if typed && t != NodeId::ROOT {
            let parent = NodeId(self.subject.node(t).parent);
            let field = self.subject.node(t).field;
            let declares = matches!(self.role(parent), Role::Declarator | Role::Field | Role::For)
                && field != 0
                && field == self.subject.fields.name;
            if declares
                || matches!(self.role(t), Role::Parameter | Role::Parameters)
                || self.role(parent) == Role::Parameter
            {
                return none();
            }
        }
        if (open || name || assignment || dotted) && !block_type && self.is_mere_name(t) {
            return none();
        }
        if self.pattern.is_statement && self.is_asked(t) {
            return none();
        }
        // A pair alone is one of a hash: `f(a => 1)` names an argument.
        if self.subject.matching.bare_calls
            && node.role == Role::Pair
            && self.role(parent) == Role::Arguments
        {
            return none();
        }
        self.whole(p, t, env)
    }

    /// Whether `t` stands in what a condition or a loop asks: it is part of no statement of its own.
    fn is_asked(&self, t: NodeId) -> bool {
        let fields = &self.subject.fields;
        let mut at = t;
        for above in self.subject.tree.ancestors(t).skip(1) {
            if Subject::is_statement_list(self.role(above)) {
                return false;
            }
            let field = self.subject.node(at).field;
            let body = field != 0
                && [fields.body, fields.consequence, fields.alternative].contains(&field);
            match self.role(above) {
                Role::If | Role::While | Role::For | Role::Switch => return !body,
                Role::Else | Role::Function | Role::Lambda => return false,
                _ if body => return false,
                _ => at = above,
            }
        }
        false
    }

    /// Whether `t` is a statement that is no expression, which a metavariable alone does not stand for.
    fn is_no_expression(&self, t: NodeId) -> bool {
        match self.role(t) {
            Role::If
            | Role::Else
            | Role::For
            | Role::While
            | Role::Try
            | Role::Catch
            | Role::Finally
            | Role::With
            | Role::Switch
            | Role::Case
            | Role::Return
            | Role::Throw
            | Role::Class
            | Role::Root
            | Role::Block
            | Role::ClassBody
            | Role::Arguments
            | Role::Parameters
            | Role::Decorated => true,
            Role::Function => self.subject.is_statement(t),
            _ => false,
        }
    }

    /// Whether `t` is a part of a definition, a member's or an argument's name: no expression of its own.
    fn is_mere_name(&self, t: NodeId) -> bool {
        let node = self.subject.node(t);
        if t == NodeId::ROOT {
            return true;
        }
        let parent = NodeId(node.parent);
        let first = parent.0 + 1 == t.0;
        match self.role(parent) {
            Role::Member => !first,
            Role::KeywordArgument => first,
            Role::Pair | Role::Attribute => first && node.role == Role::Identifier,
            Role::Function | Role::Class => {
                node.field != 0 && node.field == self.subject.fields.name
            }
            Role::Import | Role::Alias => true,
            Role::Parameters => node.role == Role::Identifier,
            Role::Parameter => {
                node.role == Role::Identifier
                    && (node.field == 0 || node.field != self.subject.fields.value)
            }
            Role::ConfigBlock => node.role == Role::Identifier,
            // What a declaration of C declares.
            _ if node.field != 0
                && node.field == self.subject.fields.declarator
                && matches!(node.role, Role::Identifier | Role::Other) =>
            {
                true
            }
            // `A=1 cmd` sets nothing for what follows.
            Role::Command if node.role == Role::Assignment => true,
            _ => matches!(
                node.role,
                Role::Arguments | Role::Parameters | Role::Block | Role::ClassBody
            ),
        }
    }

    fn sequence_at(&self, items: &[PatternId], t: NodeId, env: &Env) -> Vec<(Span, Env)> {
        if let Some(condition) = self.initialized(t) {
            return self.sequence_from_initializer(items, t, condition, env);
        }
        if !self.subject.is_statement(t) {
            return Vec::new();
        }
        let Some((first, rest)) = items.split_first() else { return Vec::new() };
        let parent = NodeId(self.subject.node(t).parent);
        if matches!(self.p(*first).shape, Shape::Ellipsis) {
            return self.sequence_after(items, t, parent, env);
        }
        let start = self.subject.report_span(t).start;
        let mut found: Distinct<(Span, Env)> = Distinct::new();
        let after: Vec<NodeId> =
            self.subject.tree.children(parent).skip_while(|id| *id != t).skip(1).collect();
        let firsts = match self.p(*first).shape {
            Shape::EllipsisMetavariable(id) => self.bind(id, Bound::Nodes(t, 1), env),
            _ => self.statement(*first, t, env),
        };
        for env in firsts {
            let ends = self.rest(rest, &after, self.subject.node(t).end, &env, true);
            found.extend(ends.into_iter().map(|(env, end)| (Span::new(start, end), env)));
        }
        found.into_vec()
    }

    /// The condition that `t` stands in front of: `x, err := f()` in `if x, err := f(); err != nil`.
    fn initialized(&self, t: NodeId) -> Option<NodeId> {
        let node = self.subject.node(t);
        let field = self.subject.fields.initializer;
        let parent = self.subject.tree.parent(t)?;
        (field != 0
            && node.field == field
            && matches!(self.role(parent), Role::If | Role::Switch)
            && self.subject.is_statement(parent))
        .then_some(parent)
    }

    /// What stands in front of the condition of `t`.
    pub(crate) fn initializer(&self, t: NodeId) -> Option<NodeId> {
        let field = self.subject.fields.initializer;
        if field == 0 || !matches!(self.role(t), Role::If | Role::Switch) {
            return None;
        }
        self.subject.tree.child_by_field(t, field)
    }

    /// Statements of which the first stands in front of a condition; the condition is the next one.
    fn sequence_from_initializer(
        &self,
        items: &[PatternId],
        t: NodeId,
        condition: NodeId,
        env: &Env,
    ) -> Vec<(Span, Env)> {
        let Some((first, rest)) = items.split_first() else { return Vec::new() };
        if matches!(self.p(*first).shape, Shape::Ellipsis | Shape::EllipsisMetavariable(_)) {
            return Vec::new();
        }
        let parent = NodeId(self.subject.node(condition).parent);
        let start = self.subject.report_span(condition).start;
        let after: Vec<NodeId> =
            self.subject.tree.children(parent).skip_while(|id| *id != condition).collect();
        let mut found: Distinct<(Span, Env)> = Distinct::new();
        for env in self.statement(*first, t, env) {
            let ends = self.rest(rest, &after, self.subject.node(t).end, &env, true);
            found.extend(ends.into_iter().map(|(env, end)| (Span::new(start, end), env)));
        }
        found.into_vec()
    }

    /// `...` and what follows, against a whole list of statements; `t` is the first.
    fn sequence_after(
        &self,
        items: &[PatternId],
        t: NodeId,
        parent: NodeId,
        env: &Env,
    ) -> Vec<(Span, Env)> {
        let all: Vec<NodeId> = self.subject.tree.children(parent).collect();
        if all.first() != Some(&t) {
            return Vec::new();
        }
        let start = self.subject.report_span(t).start;
        let ends = self.rest(items, &all, start, env, true);
        ends.into_iter().map(|(env, end)| (Span::new(start, end), env)).collect()
    }

    /// Items against the statements after the last match, which ended at `end`.
    fn rest(&self, items: &[PatternId], after: &[NodeId], end: u32, env: &Env, deep: bool) -> Ends {
        if !self.subject.step() {
            return Ends::new();
        }
        let Some((item, rest)) = items.split_first() else { return Ends::one((env.clone(), end)) };
        let mut found = Ends::new();
        match self.p(*item).shape {
            Shape::Ellipsis => {
                if rest.is_empty() {
                    let end =
                        after.last().map_or(end, |last| self.subject.node(*last).end.max(end));
                    return Ends::one((env.clone(), end));
                }
                for skipped in 0..after.len() {
                    found.extend(self.rest(rest, &after[skipped..], end, env, deep));
                }
                if rest.iter().all(|item| matches!(self.p(*item).shape, Shape::Ellipsis)) {
                    found.extend(self.rest(rest, &[], end, env, deep));
                }
                if deep {
                    let flat = self.flatten(after);
                    if flat != after {
                        for skipped in 0..flat.len() {
                            if after.binary_search(&flat[skipped]).is_err() {
                                found.extend(self.rest(rest, &flat[skipped..], end, env, false));
                            }
                        }
                    }
                }
            }
            Shape::EllipsisMetavariable(id) => {
                for taken in 0..=after.len() {
                    let bound = match after[..taken] {
                        [] => Bound::Empty(end),
                        [first, ..] => Bound::Nodes(first, taken as u32),
                    };
                    let new_end =
                        after[..taken].last().map_or(end, |last| self.subject.node(*last).end);
                    for env in self.bind(id, bound, env) {
                        found.extend(self.rest(rest, &after[taken..], new_end, &env, deep));
                    }
                }
            }
            _ => {
                let Some((next, others)) = after.split_first() else { return found };
                for env in self.statement(*item, *next, env) {
                    let end = self.subject.node(*next).end.max(end);
                    found.extend(self.rest(rest, others, end, &env, deep));
                }
                if let Some(before) = self.initializer(*next) {
                    for env in self.statement(*item, before, env) {
                        let end = self.subject.node(before).end.max(end);
                        found.extend(self.rest(rest, after, end, &env, deep));
                    }
                }
            }
        }
        found
    }

    /// All statements in and below `statements`, in order of place.
    fn flatten(&self, statements: &[NodeId]) -> Vec<NodeId> {
        let (Some(first), Some(last)) = (statements.first(), statements.last()) else {
            return Vec::new();
        };
        let end = self.subject.node(*last).subtree_end;
        let nodes = (first.0..end).map(NodeId);
        let counts = |id: &NodeId| {
            self.subject.is_statement(*id) && self.role(*id) != Role::Block
                || self.is_lone_branch(*id)
        };
        nodes.filter(counts).collect()
    }

    /// Whether `t` is a statement that stands for a block: `else return 1`.
    fn is_lone_branch(&self, t: NodeId) -> bool {
        let node = self.subject.node(t);
        matches!(node.role, Role::Return | Role::Throw)
            && t != NodeId::ROOT
            && matches!(
                self.role(NodeId(node.parent)),
                Role::If | Role::Else | Role::For | Role::While
            )
    }

    /// An item of a sequence against one statement: itself, or an expression deep inside a simple statement.
    pub(crate) fn statement(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let mut found = self.node(p, t, env);
        if !found.is_empty() {
            return found;
        }
        let node = self.p(p);
        let role = self.role(t);
        if role == Role::Decorated && matches!(node.role, Role::Function | Role::Class) {
            return match self.subject.tree.children(t).last() {
                Some(definition) => self.node(p, definition, env),
                None => found,
            };
        }
        let expression = match node.shape {
            Shape::Node => crate::keys::is_expression(node.role),
            Shape::String(_) | Shape::Template(_) => node.role == Role::String,
            Shape::Leaf => matches!(node.role, Role::String | Role::Number),
            _ => false,
        };
        let compound = matches!(
            role,
            Role::If
                | Role::For
                | Role::While
                | Role::Try
                | Role::With
                | Role::Switch
                | Role::Function
                | Role::Class
                | Role::Decorated
                | Role::Block
                | Role::ConfigBlock
                | Role::Import
        );
        if expression && !compound {
            let (mut at, end) = (t.0 + 1, self.subject.node(t).subtree_end);
            while at < end {
                let id = NodeId(at);
                found.extend(self.node(p, id, env));
                // A function handed over runs at another time: its statements are reached as statements.
                let apart = matches!(self.role(id), Role::Function | Role::Lambda | Role::Class);
                at = if apart { self.subject.node(id).subtree_end } else { at + 1 };
            }
        }
        found
    }

    /// The whole of one block against the whole of another.
    pub(crate) fn block(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let items = &node.children;
        if let [only] = items[..]
            && matches!(self.p(only).shape, Shape::Ellipsis)
        {
            return one(env.clone());
        }
        if self.subject.matching.unordered_blocks {
            return self.object(p, t, env);
        }
        let statements = self.children(t);
        if node.partial && items.is_empty() {
            return one(env.clone());
        }
        // With an ellipsis anywhere, more statements may follow the last one.
        let open = items.iter().any(|item| matches!(self.p(*item).shape, Shape::Ellipsis))
            && !matches!(
                items.last().map(|last| &self.p(*last).shape),
                Some(Shape::EllipsisMetavariable(_))
            );
        if !open {
            let rules = Rules { fields: false, partial: node.partial };
            return self.statements(items, &statements, rules, env);
        }
        let mut items = &items[..];
        while let Some((last, rest)) = items.split_last()
            && matches!(self.p(*last).shape, Shape::Ellipsis)
        {
            items = rest;
        }
        let mut found = none();
        found.extend(self.rest(items, &statements, 0, env, true).into_iter().map(|(env, _)| env));
        found
    }

    /// An ordered list of statements that ends with the block.
    fn statements(&self, items: &[PatternId], ts: &[NodeId], rules: Rules, env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((item, rest)) = items.split_first() else {
            return if ts.is_empty() || rules.partial { one(env.clone()) } else { none() };
        };
        match self.p(*item).shape {
            Shape::Ellipsis => {
                let mut found = none();
                for skipped in 0..=ts.len() {
                    found.extend(self.statements(rest, &ts[skipped..], rules, env));
                }
                let flat = self.flatten(ts);
                if found.is_empty() && flat != ts {
                    for skipped in 0..=flat.len() {
                        found.extend(self.statements_flat(rest, &flat[skipped..], env));
                    }
                }
                found
            }
            Shape::EllipsisMetavariable(id) => {
                let mut found = none();
                for taken in 0..=ts.len() {
                    let bound = match ts[..taken] {
                        [] => Bound::Empty(ts.first().map_or(0, |t| self.subject.node(*t).start)),
                        [first, ..] => Bound::Nodes(first, taken as u32),
                    };
                    let envs = self.bind(id, bound, env);
                    found.extend(
                        self.each(envs, |env| self.statements(rest, &ts[taken..], rules, env)),
                    );
                }
                found
            }
            _ => {
                let Some((t, others)) = ts.split_first() else { return none() };
                self.each(self.statement(*item, *t, env), |env| {
                    self.statements(rest, others, rules, env)
                })
            }
        }
    }

    fn statements_flat(&self, items: &[PatternId], ts: &[NodeId], env: &Env) -> Envs {
        let mut found = none();
        for (env, end) in self.rest(items, ts, 0, env, false) {
            let last = ts.last().map_or(0, |last| self.subject.node(*last).end);
            if end == last || items.is_empty() {
                found.add(env);
            }
        }
        found
    }

    /// `{ s }` against the lone statement `s` of an `if` without braces.
    pub(crate) fn block_of_one(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let parent = NodeId(self.subject.node(t).parent);
        if t == NodeId::ROOT
            || !matches!(
                self.role(parent),
                Role::If | Role::For | Role::While | Role::Other | Role::Else
            )
        {
            return none();
        }
        self.statements(&node.children, &[t], Rules { fields: false, partial: false }, env)
    }
}
