//! Calls, the arms of a switch, and other forms that are more than their children in order.

use tamis_syntax::{NodeId, Role, Span};

use crate::keys::may_have_head;
use crate::metavars::{Bound, Env, Envs};
use crate::pattern::{PatternId, PatternNode, Shape, StringPattern, TextPart};
use crate::qualified::same_path;
use crate::unify::{ANY_FIELD, Unifier, none, one};

impl Unifier<'_, '_> {
    /// A look that saves the work: false only where pattern `p` is a call and `t` is plainly no such call.
    pub(crate) fn may_be(&self, p: PatternId, t: NodeId) -> bool {
        let node = self.p(p);
        let call = matches!(node.role, Role::Call | Role::New) && matches!(node.shape, Shape::Node);
        let bare = self.subject.matching.bare_calls && self.role(t) == Role::Identifier
            || matches!(self.role(t), Role::Cast | Role::KeywordCall);
        !call || bare || (node.role == self.role(t) && self.may_be_call(p, t))
    }

    /// Whether name and number of arguments fit, of two calls.
    pub(crate) fn may_be_call(&self, p: PatternId, t: NodeId) -> bool {
        let head = self.p(p).head;
        let named = || match &self.subject.language.syntax {
            Some(syntax) => may_have_head(self.subject, t, head, (syntax.grammar)()),
            None => true,
        };
        (head == 0 || named()) && self.may_take_arguments(p, t)
    }

    /// A call. What is called without arguments in the pattern may have some, and a block, where the language writes
    /// both without parentheses.
    pub(crate) fn call(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let block = self.subject.fields.block;
        let has = |role: Role| node.children.iter().any(|id| self.p(*id).role == role);
        let (bare, blockless) = (!has(Role::Arguments), !has(Role::Lambda));
        let mut children = self.children(t);
        children.retain(|child| {
            let child = self.subject.node(*child);
            let extra = bare && child.role == Role::Arguments
                || blockless && block != 0 && child.field == block;
            !extra
        });
        let fields = node.kind == self.subject.node(t).kind;
        let rules = super::lists::Rules { fields, partial: node.partial };
        if let Some(found) = self.macro_call(node, &children, env) {
            return found;
        }
        if let Some(found) = self.callee_in_parts(node, &children, rules, env) {
            return found;
        }
        self.list(&node.children, &children, rules, env)
    }

    /// `$F(...)` against `include "a"`: the name is the keyword.
    pub(crate) fn keyword_call(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let [callee, wanted] = self.p(p).children[..] else { return none() };
        let Shape::Metavariable(id) = self.p(callee).shape else { return none() };
        if self.p(wanted).role != Role::Arguments {
            return none();
        }
        let span = self.subject.tree.span(t);
        let text = self.subject.text_of(t);
        let length = text.find(|c: char| c != '_' && !c.is_ascii_alphabetic());
        let end = span.start + length.unwrap_or(text.len()) as u32;
        let envs = self.bind(id, Bound::Text(Span::new(span.start, end)), env);
        let mut values: Vec<NodeId> = self.subject.tree.children(t).collect();
        // `echo $a, $b` has its values in one list.
        if let [list] = values[..]
            && self.role(list) == Role::Tuple
        {
            values = self.subject.tree.children(list).collect();
        }
        self.each(envs, |env| self.list(&self.p(wanted).children, &values, ANY_FIELD, env))
    }

    /// `$F(...)` against `f!(...)`: the name is `f!`.
    fn macro_call(&self, node: &PatternNode, children: &[NodeId], env: &Env) -> Option<Envs> {
        let [callee, wanted] = node.children[..] else { return None };
        let [name, sign, arguments] = *children else { return None };
        let Shape::Metavariable(id) = self.p(callee).shape else { return None };
        if self.subject.text_of(sign) != "!" || self.role(arguments) != Role::Arguments {
            return None;
        }
        let envs = self.bind(id, Bound::Nodes(name, 2), env);
        Some(self.each(envs, |env| self.node(wanted, arguments, env)))
    }

    /// Where a grammar keeps an object and the name of its method apart: `$F()` takes both, and `a.b.f()` is `f()` where
    /// the file imports `f` from `a.b`. `None` where neither is so.
    pub(crate) fn callee_in_parts(
        &self,
        node: &PatternNode,
        children: &[NodeId],
        rules: super::lists::Rules,
        env: &Env,
    ) -> Option<Envs> {
        let fields = &self.subject.fields;
        let is_name = |field: u8| field != 0 && (field == fields.name || field == fields.method);
        let is_wanted = |field: u8| is_name(field) || field != 0 && field == fields.function;
        let wanted = node.children.iter().position(|id| is_wanted(self.p(*id).field))?;
        let given = children.iter().position(|id| is_name(self.subject.node(*id).field))?;
        let name = self.p(node.children[wanted]);
        let rest =
            |env: &Env| self.list(&node.children[wanted + 1..], &children[given + 1..], rules, env);
        match (wanted, given, &name.shape) {
            (0, 1.., Shape::Metavariable(id)) => {
                let callee = Bound::Nodes(children[0], given as u32 + 1);
                Some(self.each(self.bind(*id, callee, env), rest))
            }
            (1.., 0, Shape::Leaf) => {
                let mut path = self.p(node.children[0]).path.clone()?;
                path.push(name.text.clone());
                let known = self.qualified(children[0]);
                known.iter().any(|known| same_path(known, &path)).then(|| rest(env))
            }
            _ => None,
        }
    }

    /// What catches: what the pattern calls the exception need have no name in the code.
    pub(crate) fn catch(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let found = self.generic(p, t, env);
        let field = self.subject.fields.parameter;
        if !found.is_empty() || field == 0 || self.subject.tree.child_by_field(t, field).is_some() {
            return found;
        }
        let node = self.p(p);
        let unnamed = |id: &PatternId| {
            let part = self.p(*id);
            part.field == field && matches!(part.shape, Shape::Metavariable(_))
        };
        let rest: Vec<PatternId> =
            node.children.iter().copied().filter(|id| !unnamed(id)).collect();
        let rules = super::lists::Rules { fields: true, partial: node.partial };
        self.list(&rest, &self.children(t), rules, env)
    }

    /// Whether `t` is what an `except` names.
    pub(crate) fn is_caught(&self, t: NodeId) -> bool {
        t != NodeId::ROOT && self.role(NodeId(self.subject.node(t).parent)) == Role::Catch
    }

    /// `[...]`.
    pub(crate) fn is_open_array(&self, p: PatternId) -> bool {
        matches!(self.p(p).children[..], [only] if matches!(self.p(only).shape, Shape::Ellipsis))
    }

    /// Whether `p` is a statement in place of the block `t` of an `if` or a loop.
    pub(crate) fn is_lone_body(&self, p: PatternId, t: NodeId) -> bool {
        let field = self.p(p).field;
        let fields = &self.subject.fields;
        let parent = NodeId(self.subject.node(t).parent);
        field != 0
            && (field == fields.body || field == fields.consequence || field == fields.alternative)
            && matches!(self.role(parent), Role::If | Role::For | Role::While | Role::Else)
    }

    /// `f()` against a name that is a statement of its own.
    pub(crate) fn bare_call(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        match self.p(p).children[..] {
            [name, arguments]
                if self.p(arguments).role == Role::Arguments
                    && self
                        .p(arguments)
                        .children
                        .iter()
                        .all(|id| matches!(self.p(*id).shape, Shape::Ellipsis))
                    && self.subject.is_statement(t) =>
            {
                self.node(name, t, env)
            }
            _ => none(),
        }
    }

    pub(crate) fn any_loop(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let fields = &self.subject.fields;
        match self.p(p).children[..] {
            [head, body]
                if matches!(self.p(head).shape, Shape::Ellipsis)
                    && fields.body != 0
                    && self.p(body).field == fields.body =>
            {
                match self.subject.tree.child_by_field(t, fields.body) {
                    Some(found) => self.node(body, found, env),
                    None => none(),
                }
            }
            _ => none(),
        }
    }

    /// What is switched on, in order, and each case of the pattern among those of the code.
    pub(crate) fn switch(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let is_case = |id: &PatternId| self.p(*id).role == Role::Case;
        // C keeps the arms in a block.
        let mut parts = Vec::new();
        for id in &self.p(p).children {
            let part = self.p(*id);
            match part.role == Role::Block && matches!(part.shape, Shape::Node) {
                true => parts.extend(&part.children),
                false => parts.push(*id),
            }
        }
        let (cases, others): (Vec<PatternId>, Vec<PatternId>) =
            parts.into_iter().partition(|id| is_case(id));
        let others: Vec<PatternId> = others
            .into_iter()
            .enumerate()
            .filter(|(at, id)| *at == 0 || !matches!(self.p(*id).shape, Shape::Ellipsis))
            .map(|(_, id)| id)
            .collect();
        let cases: Vec<PatternId> =
            cases.into_iter().filter(|id| !self.is_open_case(*id)).collect();
        let mut given = super::lists::Nodes::new();
        for id in self.subject.tree.children(t) {
            match self.role(id) {
                Role::Block => given.extend(self.subject.tree.children(id)),
                _ => given.push(id),
            }
        }
        let (arms, heads): (super::lists::Nodes, super::lists::Nodes) =
            given.into_iter().partition(|id| self.role(*id) == Role::Case);
        let envs = self.list(&others, &heads, ANY_FIELD, env);
        self.each(envs, |env| self.entries(&cases, arms.clone(), env))
    }

    /// One arm; one without statements in the pattern says nothing of them.
    pub(crate) fn case(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        if &*self.p(p).text == "default" && !self.subject.text_of(t).starts_with("default") {
            return none();
        }
        let found = self.generic(p, t, env);
        let node = self.p(p);
        let [only] = node.children[..] else { return found };
        let field = self.p(only).field;
        if !found.is_empty() || field == 0 {
            return found;
        }
        match self.subject.tree.child_by_field(t, field) {
            Some(head) => self.node(only, head, env),
            None => found,
        }
    }

    /// `...` in place of a case.
    pub(crate) fn is_open_case(&self, p: PatternId) -> bool {
        let node = self.p(p);
        // `default: ...` is the case that stands for all others, with any statements.
        let is_default = &*node.text == "default";
        matches!(node.shape, Shape::Ellipsis)
            || !is_default
                && matches!(node.children[..], [only] if matches!(self.p(only).shape, Shape::Ellipsis))
    }

    /// `a => 1` and `a: 1` name the same key where names with a colon before or after are symbols.
    pub(crate) fn pair(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let found = self.generic(p, t, env);
        if !found.is_empty() {
            return found;
        }
        let ([key, value], [t_key, t_value]) = (&self.p(p).children[..], &self.children(t)[..])
        else {
            return found;
        };
        let (key, span) = (self.p(*key), self.subject.tree.span(*t_key));
        let text = span.of(self.subject.text);
        let start = span.start + u32::from(text.starts_with(':'));
        let name = Span::new(start, span.end);
        let plain = self.role(*t_key) == Role::Identifier;
        let envs = match &key.shape {
            Shape::Leaf if key.role == Role::Other && key.text.starts_with(':') && plain => {
                if key.text[1..] == *name.of(self.subject.text) { one(env.clone()) } else { none() }
            }
            Shape::Leaf if key.role == Role::Identifier && text.starts_with(':') => {
                if *key.text == *name.of(self.subject.text) { one(env.clone()) } else { none() }
            }
            Shape::String(StringPattern::Parts(parts)) if plain => match &parts[..] {
                [TextPart::Literal(colon), rest @ ..] if &**colon == ":" => {
                    self.text_parts(rest, name, env)
                }
                _ => none(),
            },
            _ => none(),
        };
        self.each(envs, |env| self.node(*value, *t_value, env))
    }
}
