//! A pattern node against a tree node.
//!
//! [`Unifier::node`] is the heart: it takes bindings so far and gives all ways to extend them. Lists, arguments and
//! objects are in `lists.rs`, statements in `sequence.rs`, strings in `strings.rs`, other leaves in `leaves.rs`, imported
//! names in `qualified.rs`, operations in `operators.rs`, definitions in `definitions.rs`. When two bindings are one is in
//! `same.rs`.

use tamis_syntax::{NodeId, Role};

use crate::constant::symbolic;
use crate::metavars::{Bound, Env, Envs, MetavariableId};
use crate::pattern::{Pattern, PatternId, PatternNode, Shape, key};
use crate::same::{same, same_value};
use crate::shell::ShellPattern;
use crate::subject::Subject;
use crate::types::{declared_type, has_type};

/// One pattern against one file.
#[derive(Clone, Copy)]
pub(crate) struct Unifier<'m, 'f> {
    pub(crate) pattern: &'m Pattern,
    pub(crate) subject: &'m Subject<'f>,
}

/// Most names followed one after the other by symbolic propagation.
const MAX_FOLLOWED: u32 = 8;
/// Children compared in order, whatever field they stand under.
pub(crate) const ANY_FIELD: crate::lists::Rules =
    crate::lists::Rules { fields: false, partial: false };

pub(crate) fn none() -> Envs {
    Envs::new()
}

pub(crate) fn one(env: Env) -> Envs {
    Envs::one(env)
}

impl<'m, 'f> Unifier<'m, 'f> {
    pub(crate) fn p(&self, id: PatternId) -> &'m PatternNode {
        self.pattern.node(id)
    }

    pub(crate) fn role(&self, id: NodeId) -> Role {
        self.subject.node(id).role
    }

    /// All ways in which pattern `p`, a part of a pattern, matches node `t` given `env`: as it stands, or the value in a
    /// cast.
    pub(crate) fn node(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let mut found = self.whole(p, t, env);
        if self.role(t) == Role::Cast
            && let Some(value) = self.cast_value(t)
        {
            found.extend(self.node(p, value, env));
        }
        found
    }

    /// What a cast casts: its part that is no type.
    fn cast_value(&self, t: NodeId) -> Option<NodeId> {
        let type_field = self.subject.fields.type_;
        self.subject.tree.children(t).find(|child| {
            let node = self.subject.node(*child);
            !matches!(node.role, Role::Type | Role::Modifier)
                && (node.field == 0 || node.field != type_field)
        })
    }

    /// `x as T` against `<T> x`.
    fn cast(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let ([value, wanted], Some(given)) = (&self.p(p).children[..], self.cast_value(t)) else {
            return none();
        };
        let is_type = |id: &NodeId| *id != given;
        let Some(mut declared) = self.subject.tree.children(t).find(is_type) else {
            return none();
        };
        if self.role(declared) == Role::Modifier
            && let Some(only) = self.subject.tree.children(declared).next()
        {
            declared = only;
        }
        self.each(self.node(*value, given, env), |env| self.node(*wanted, declared, env))
    }

    /// The same of a pattern's root: only as it stands.
    pub(crate) fn whole(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let found = self.written(p, t, env);
        if found.is_empty() && self.pattern.switches.symbolic {
            return self.followed(p, t, env);
        }
        found
    }

    /// The pattern against what the name `t` stands for.
    fn followed(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let depth = self.subject.followed.get();
        if depth >= MAX_FOLLOWED || !matches!(self.role(t), Role::Identifier | Role::Member) {
            return none();
        }
        let Some(value) = symbolic(self.subject, t) else { return none() };
        self.subject.followed.set(depth + 1);
        let found = self.node(p, value, env);
        self.subject.followed.set(depth);
        found
    }

    /// The pattern against the node as it is written.
    fn written(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        match &node.shape {
            Shape::Metavariable(id) => self.bind_node(*id, t, env),
            Shape::Typed { name: id, type_name: Some(type_name), .. } => {
                let Some(declared) = declared_type(self.subject, t) else { return none() };
                let envs = self.bind_node(Some(*type_name), declared, env);
                self.each(envs, |env| self.bind_node(*id, t, env))
            }
            Shape::Typed { name: id, wanted, .. } => {
                if has_type(self.subject, t, wanted) {
                    self.bind_node(*id, t, env)
                } else {
                    none()
                }
            }
            Shape::EllipsisMetavariable(id) => self.bind(*id, Bound::Nodes(t, 1), env),
            Shape::Ellipsis => one(env.clone()),
            Shape::Deep(inner) => self.deep(*inner, t, env),
            Shape::Chain(object) => self.chain(*object, t, env),
            Shape::String(string) => self.string(string, node, t, env),
            Shape::Template(parts) => self.template(parts, node.role, t, env),
            Shape::Leaf => self.leaf(node, t, env),
            Shape::Shell(shell) => self.shell_leaf(shell, node, t, env),
            Shape::Node => self.inner(p, t, env),
        }
    }

    /// Binds a metavariable to a node; a parameter stands for its name.
    pub(crate) fn bind_node(&self, id: Option<MetavariableId>, t: NodeId, env: &Env) -> Envs {
        let t = if self.role(t) == Role::Parameter { self.parameter_name(t) } else { t };
        self.bind(id, Bound::Node(t), env)
    }

    /// Binds, or compares with what is bound.
    pub(crate) fn bind(&self, id: Option<MetavariableId>, bound: Bound, env: &Env) -> Envs {
        let Some(id) = id else { return one(env.clone()) };
        match env.get(id) {
            None => {
                let mut env = env.clone();
                env.push(id, bound);
                one(env)
            }
            Some(known)
                if same(self.subject, known, bound)
                    || self.pattern.switches.constants
                        && same_value(self.subject, known, bound) =>
            {
                one(env.clone())
            }
            Some(_) => none(),
        }
    }

    fn deep(&self, inner: PatternId, t: NodeId, env: &Env) -> Envs {
        let mut found = none();
        let (mut at, end) = (t.0, self.subject.node(t).subtree_end);
        while at < end {
            let id = NodeId(at);
            found.extend(self.node(inner, id, env));
            if self.pattern.switches.symbolic {
                found.extend(self.deep_followed(inner, id, env));
            }
            // The statements of a function handed over do not run here.
            let apart = matches!(self.role(id), Role::Block | Role::ClassBody)
                && id != t
                && matches!(
                    self.role(NodeId(self.subject.node(id).parent)),
                    Role::Function | Role::Class
                );
            at = if apart { self.subject.node(id).subtree_end } else { at + 1 };
        }
        found
    }

    /// The same anywhere in what the name `t` stands for.
    fn deep_followed(&self, inner: PatternId, t: NodeId, env: &Env) -> Envs {
        let depth = self.subject.followed.get();
        if depth >= MAX_FOLLOWED || self.role(t) != Role::Identifier {
            return none();
        }
        let Some(value) = symbolic(self.subject, t) else { return none() };
        self.subject.followed.set(depth + 1);
        let found = self.deep(inner, value, env);
        self.subject.followed.set(depth);
        found
    }

    /// The object of a chain: `t` itself or anything its methods were called on.
    fn chain(&self, object: PatternId, t: NodeId, env: &Env) -> Envs {
        let mut found = none();
        let mut at = Some(t);
        while let Some(id) = at {
            found.extend(self.node(object, id, env));
            at = match self.role(id) {
                Role::Call | Role::Member | Role::Subscript | Role::Await => {
                    self.subject.tree.children(id).next()
                }
                _ => None,
            };
        }
        found
    }

    fn inner(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let (node, role) = (self.p(p), self.role(t));
        match (node.role, role) {
            (Role::Assignment | Role::Declarator | Role::Field | Role::Declaration, _) => {
                self.assignment(p, t, env)
            }
            (Role::Import, _) => self.import(p, t, env),
            (Role::Member, _) => self.member(p, t, env),
            (Role::Call, Role::Decorator) if self.pattern.switches.attr_expr => {
                self.decorator_call(p, t, env)
            }
            (Role::With, Role::With) => self.with(p, t, env),
            (Role::For, Role::For) => self.loop_header(p, t, env),
            (Role::Decorator, Role::Decorator) => self.decorator(p, t, env),
            (Role::StringSequence, Role::StringSequence) => self.string_sequence(p, t, env),
            (Role::Call, Role::Call) | (Role::New, Role::New) if !self.may_be_call(p, t) => none(),
            (Role::Call, Role::Call) => self.call(p, t, env),
            (Role::Call, Role::KeywordCall) => self.keyword_call(p, t, env),
            (Role::KeywordCall, Role::KeywordCall) if node.kind != self.subject.node(t).kind => {
                none()
            }
            (Role::New, Role::New) => self.generic(p, t, env),
            (Role::Switch, Role::Switch) => self.switch(p, t, env),
            (Role::Case, Role::Case) => self.case(p, t, env),
            // What stands in front of the condition is a statement before it.
            (Role::If, Role::If) if self.initializer(t).is_some() => {
                let mut children = self.children(t);
                let initializer = self.subject.fields.initializer;
                if !node.children.iter().any(|id| self.p(*id).field == initializer) {
                    children.retain(|id| self.subject.node(*id).field != initializer);
                }
                let rules = super::lists::Rules { fields: true, partial: node.partial };
                self.list(&node.children, &children, rules, env)
            }
            (Role::Catch, Role::Catch) => self.catch(p, t, env),
            // `except (..., E, ...)` against `except E`.
            (Role::Other, Role::Other) if self.subject.matching.shell_text => {
                self.instruction(p, t, env)
            }
            (Role::Tuple, other) if other != Role::Tuple && self.is_caught(t) => {
                self.list(&node.children, &[t], ANY_FIELD, env)
            }
            (Role::Cast, Role::Cast) if node.kind != self.subject.node(t).kind => {
                self.cast(p, t, env)
            }
            (Role::Bases, Role::Bases) => self.bases(p, t, env),
            (Role::Array, Role::Comprehension)
                if self.is_open_array(p) && self.subject.text_of(t).starts_with('[') =>
            {
                one(env.clone())
            }
            (Role::Return, other)
                if other != Role::Return && self.subject.matching.implicit_return =>
            {
                // Ruby keeps the value in a list of arguments.
                let value = match node.children[..] {
                    [list] if self.p(list).role == Role::Arguments => &self.p(list).children,
                    _ => &node.children,
                };
                match value[..] {
                    [value] if self.is_returned(t) => self.node(value, t, env),
                    _ => none(),
                }
            }
            (Role::Call, Role::Identifier) if self.subject.matching.bare_calls => {
                self.bare_call(p, t, env)
            }
            // `for (...)` says nothing of how it loops.
            (Role::Other, Role::For) => self.any_loop(p, t, env),
            // `cat > f` is still the command `cat`.
            (Role::Command, Role::Other) if self.subject.matching.quotes_are_words => {
                match self.subject.tree.children(t).next() {
                    Some(body)
                        if self.role(body) == Role::Command
                            && self.subject.node(body).field == self.subject.fields.body
                            && self.subject.fields.body != 0 =>
                    {
                        self.node(p, body, env)
                    }
                    _ => none(),
                }
            }
            (Role::Command, Role::Command) => {
                self.list(&node.children, &self.children(t), ANY_FIELD, env)
            }
            (Role::Pipeline, Role::Pipeline) => self.pipeline(p, t, env),
            // `${x%.y}` is still the variable `x`.
            (Role::Interpolation, Role::Interpolation) => {
                let rules = super::lists::Rules { fields: false, partial: true };
                self.list(&node.children, &self.children(t), rules, env)
            }
            // `a:` is `a: ""` where the language has it.
            (Role::Pair, Role::Pair) if self.asks_for_nothing(p) && self.is_valueless(t) => {
                match (&node.children[..], self.subject.tree.children(t).next()) {
                    ([key, _], Some(name)) => self.node(*key, name, env),
                    _ => none(),
                }
            }
            (Role::Pair, Role::Pair) => self.pair(p, t, env),
            (Role::Arguments, Role::Arguments) => self.arguments(&node.children, t, env),
            (Role::Attribute, Role::Pair) | (Role::Pair, Role::Attribute) => {
                self.generic(p, t, env)
            }
            (Role::Object | Role::Set, Role::Object | Role::Set) => self.object(p, t, env),
            (Role::Object, Role::Block) if self.subject.matching.unordered_blocks => {
                self.object(p, t, env)
            }
            (Role::ClassBody, Role::ClassBody) => self.object(p, t, env),
            (Role::Function | Role::Lambda, Role::Function | Role::Lambda) => {
                self.function(p, t, env)
            }
            (Role::Class, Role::Class) => self.class(p, t, env),
            (Role::Decorated, Role::Decorated) => self.decorated(p, t, env),
            (Role::Block | Role::Root, Role::Block | Role::Root | Role::ClassBody) => {
                self.block(p, t, env)
            }
            (Role::Block, _) => self.block_of_one(p, t, env),
            (Role::Binary, Role::Binary) => self.binary(p, t, env),
            (Role::Modifier, Role::Modifier) if self.is_set(p) => {
                self.entries(&node.children, self.children(t), env)
            }
            (Role::Parameter, Role::Parameter | Role::Identifier) => self.parameter(p, t, env),
            // `{a}` is `{a: a}`.
            (Role::Pair, Role::Identifier) => match node.children[..] {
                [key, value] => self.each(self.node(key, t, env), |env| self.node(value, t, env)),
                _ => none(),
            },
            (Role::Element, Role::Element) => self.element(p, t, env),
            (Role::Type, _) => self.type_annotation(p, t, env),
            // `if (c) f();` against `if (c) { f(); }`.
            (_, Role::Block) if self.is_lone_body(p, t) => match self.children(t)[..] {
                [only] => self.statement(p, only, env),
                _ => none(),
            },
            _ if key(node.role, node.kind) == key(role, self.subject.node(t).kind) => {
                self.generic(p, t, env)
            }
            _ => none(),
        }
    }

    /// Whether the value of a pair is the empty string.
    fn asks_for_nothing(&self, p: PatternId) -> bool {
        let [_, value] = self.p(p).children[..] else { return false };
        let value = self.p(value);
        self.subject.matching.bare_items
            && value.role == Role::String
            && matches!(value.shape, Shape::Leaf)
            && value.text.is_empty()
    }

    /// Whether a pair has no value: none at all, null, or a block scalar with nothing in it.
    fn is_valueless(&self, t: NodeId) -> bool {
        match self.subject.tree.children(t).nth(1) {
            None => true,
            Some(value) => match self.role(value) {
                Role::Null => true,
                Role::Text => self.subject.text_of(value).trim_end().lines().count() <= 1,
                _ => false,
            },
        }
    }

    fn type_annotation(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let target = self.subject.node(t);
        if target.role == Role::Type {
            return self.generic(p, t, env);
        }
        match node.children[..] {
            [only] => self.node(only, t, env),
            _ => none(),
        }
    }

    /// Same kind of node: children in order.
    pub(crate) fn generic(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let children = self.children(t);
        let fields = node.kind == self.subject.node(t).kind;
        self.list(
            &node.children,
            &children,
            super::lists::Rules { fields, partial: node.partial },
            env,
        )
    }

    /// Commands against shell text, or one word against any other leaf.
    fn shell_leaf(&self, shell: &ShellPattern, node: &PatternNode, t: NodeId, env: &Env) -> Envs {
        if self.role(t) == node.role {
            return self.shell(shell, self.subject.tree.span(t), env);
        }
        let same = self.subject.tree.is_leaf(t) && self.subject.text_of(t) == &*node.text;
        if same { one(env.clone()) } else { none() }
    }

    /// Whether a modifier of the pattern lists words and annotations, which may stand in any order among others.
    fn is_set(&self, p: PatternId) -> bool {
        let children = &self.p(p).children;
        !children.is_empty()
            && children.iter().all(|id| {
                let child = self.p(*id);
                child.role == Role::Decorator
                    || child.role == Role::Other && matches!(child.shape, Shape::Leaf)
            })
    }

    /// Continues every solution.
    pub(crate) fn each(&self, envs: Envs, next: impl Fn(&Env) -> Envs) -> Envs {
        let mut found = none();
        for env in envs.iter() {
            found.extend(next(env));
        }
        found
    }
}
