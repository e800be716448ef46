//! A pattern node against a tree node.
//!
//! [`Unifier::node`] is the heart: it takes bindings so far and gives all ways to extend them. Lists, arguments and
//! objects are in `lists.rs`, statements in `sequence.rs`, strings in `strings.rs`, definitions in `definitions.rs`.

use tamis_syntax::{NodeId, Role, Span, string_content};

use crate::constant::{Constant, constant, literal, same_variable, symbolic};
use crate::metavars::{Bound, Env, Envs, MetavariableId};
use crate::pattern::{Pattern, PatternId, PatternNode, Shape, StringPattern, key};
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
            node.role != Role::Type && (node.field == 0 || node.field != type_field)
        })
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
            Some(known) if same(self.subject, known, bound) => one(env.clone()),
            Some(_) => none(),
        }
    }

    fn deep(&self, inner: PatternId, t: NodeId, env: &Env) -> Envs {
        let mut found = none();
        let (mut at, end) = (t.0, self.subject.node(t).subtree_end);
        while at < end {
            let id = NodeId(at);
            found.extend(self.node(inner, id, env));
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

    fn leaf(&self, node: &PatternNode, t: NodeId, env: &Env) -> Envs {
        let target = self.subject.node(t);
        let same = match node.role {
            Role::Identifier => {
                let plain = target.symbol == node.symbol
                    && target.role == Role::Identifier
                    && self.same_text(self.subject.text_of(t), node);
                plain
                    || self.named(node, t)
                    || self.parameter_is(node, t)
                    || self.subject.matching.quotes_are_words
                        && target.role == Role::String
                        && self.subject.tree.is_leaf(t)
                        && string_content(self.subject.text_of(t)) == &*node.text
            }
            Role::String => self.string_equals(node, t),
            Role::Number => self.number_equals(node, t),
            Role::Boolean => {
                target.role == Role::Boolean && target.symbol == node.symbol
                    || matches!(self.constant(t), Some(Constant::Boolean(value))
                        if node.text.eq_ignore_ascii_case(if value { "true" } else { "false" }))
            }
            Role::Regex => {
                let text = self.subject.text_of(t);
                // `/a/` also stands for `/a/i`.
                let open = node.text.ends_with('/') && node.text.len() > 1;
                target.role == Role::Regex
                    && (text == &*node.text
                        || open
                            && text.rsplit_once('/').is_some_and(|(before, _)| {
                                *before == node.text[..node.text.len() - 1]
                            }))
            }
            role => {
                key(role, node.kind) == key(target.role, target.kind)
                    && (self.subject.text_of(t).trim() == node.text.trim()
                        || target.symbol == node.symbol
                            && self.same_text(self.subject.text_of(t), node))
            }
        };
        if same { one(env.clone()) } else { none() }
    }

    /// Whether a leaf of the pattern reads like `text`, in any case where the language does not care.
    fn same_text(&self, text: &str, node: &PatternNode) -> bool {
        text == &*node.text
            || self.subject.is_caseless(node.kind) && text.eq_ignore_ascii_case(&node.text)
    }

    fn parameter_is(&self, node: &PatternNode, t: NodeId) -> bool {
        self.role(t) == Role::Parameter && {
            let name = self.parameter_name(t);
            self.subject.text_of(name) == &*node.text
        }
    }

    fn string_equals(&self, node: &PatternNode, t: NodeId) -> bool {
        let target = self.subject.node(t);
        if self.subject.matching.quotes_are_words && target.role == Role::Identifier {
            return self.subject.text_of(t) == &*node.text;
        }
        match target.role {
            Role::String if self.subject.tree.is_leaf(t) => {
                target.symbol == node.symbol
                    && string_content(self.subject.text_of(t)) == &*node.text
            }
            Role::String
            | Role::StringSequence
            | Role::Binary
            | Role::Identifier
            | Role::Member => {
                matches!(self.constant(t), Some(Constant::String(text)) if text == *node.text)
            }
            _ => false,
        }
    }

    fn number_equals(&self, node: &PatternNode, t: NodeId) -> bool {
        let target = self.subject.node(t);
        if target.role == Role::Number && self.subject.text_of(t) == &*node.text {
            return true;
        }
        match self.constant(t) {
            Some(Constant::Number(text)) => {
                number(&text).is_some_and(|n| number(&node.text) == Some(n))
            }
            _ => false,
        }
    }

    /// Whether an imported name, or a member of one, is the pattern's dotted name.
    fn named(&self, node: &PatternNode, t: NodeId) -> bool {
        let Some(path) = &node.path else { return false };
        !self.subject.names.is_empty()
            && self.qualified(t).iter().any(|known| same_path(known, path))
    }

    /// What `t` stands for through imports: dotted names.
    pub(crate) fn qualified(&self, t: NodeId) -> Vec<Vec<&'m str>> {
        match self.role(t) {
            Role::Identifier => {
                let (names, text) = (self.subject.names, self.subject.text_of(t));
                let node = self.subject.node(t);
                let known = names.paths_at(node.symbol, text, node.start).into_iter();
                let mut paths: Vec<Vec<&str>> =
                    known.map(|path| path.iter().map(|part| &**part).collect()).collect();
                if paths.is_empty() {
                    paths.extend(
                        names.open().iter().map(|package| {
                            package.iter().map(|part| &**part).chain([text]).collect()
                        }),
                    );
                }
                paths
            }
            Role::Member => {
                let mut parts = self.subject.tree.children(t).filter(|child| {
                    self.role(*child) != Role::Other || !self.subject.tree.is_leaf(*child)
                });
                let Some(object) = parts.next() else { return Vec::new() };
                let mut paths = self.qualified(object);
                if paths.is_empty() {
                    return paths;
                }
                let properties: Vec<&str> = parts.map(|part| self.subject.text_of(part)).collect();
                for path in &mut paths {
                    path.extend(&properties);
                }
                paths
            }
            Role::Call => self.required(t).into_iter().map(|module| vec![module]).collect(),
            _ => Vec::new(),
        }
    }

    /// The module of a `require("m")` call.
    pub(crate) fn required(&self, t: NodeId) -> Option<&'m str> {
        let mut children = self.subject.tree.children(t);
        let (callee, arguments) = (children.next()?, children.next()?);
        if self.subject.text_of(callee) != "require" {
            return None;
        }
        let argument = self.subject.tree.children(arguments).next()?;
        let content = string_content(self.subject.text_of(argument));
        (self.role(argument) == Role::String)
            .then(|| content.strip_prefix("node:").unwrap_or(content))
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
            (Role::New, Role::New) => self.generic(p, t, env),
            (Role::Switch, Role::Switch) => self.switch(p, t, env),
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
            (Role::Object, Role::Block) => self.object(p, t, env),
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

    /// `a.b` by structure, or by the dotted names imports give.
    fn member(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let mut found = none();
        if self.role(t) == Role::Member {
            found = self.generic(p, t, env);
        }
        if found.is_empty() && self.named(node, t) {
            return one(env.clone());
        }
        if found.is_empty() && node.path.is_none() {
            found = self.open_path(p, t, env);
        }
        found
    }

    /// `os.$F` or `$M.$F` against a name that stands for `os.system`. What `$M` would be has no place in the file: it
    /// stays free.
    fn open_path(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let [object, property] = node.children[..] else { return none() };
        if self.role(t) != Role::Identifier || self.subject.names.is_empty() {
            return none();
        }
        let (object, property) = (self.p(object), self.p(property));
        let fits = |path: &&Vec<&str>| match (&object.path, &object.shape, path.split_last()) {
            (Some(prefix), _, Some((_, known))) => same_path(known, prefix),
            (None, Shape::Metavariable(_), Some((_, known))) => !known.is_empty(),
            _ => false,
        };
        let paths = self.qualified(t);
        let Some(path) = paths.iter().find(fits) else { return none() };
        match property.shape {
            Shape::Metavariable(id) => self.bind_node(id, t, env),
            Shape::Leaf if path.last() == Some(&&*property.text) => one(env.clone()),
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

    /// Operands of an associative operator may be grouped otherwise.
    fn binary(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let mut found = self.generic(p, t, env);
        if !found.is_empty() {
            return found;
        }
        let node = self.p(p);
        let [_, operator, _] = node.children[..] else { return found };
        let operator = &*self.p(operator).text;
        let associative =
            matches!(operator, "+" | "*" | "&&" | "||" | "and" | "or" | "&" | "|" | "^" | ".");
        let equality = matches!(operator, "==" | "!=" | "===" | "!==");
        if !self.pattern.switches.ac || !(associative || equality) {
            return found;
        }
        let mut wanted = Vec::new();
        self.pattern_operands(p, operator, &mut wanted);
        let mut operands = Vec::new();
        self.operands(t, operator, 0, &mut operands);
        if associative && (wanted.len() > 2 || operands.len() > 2) {
            found = self.operand_list(&wanted, &operands, env);
        }
        let commutes = match operator {
            "&" | "|" | "^" => true,
            "==" | "!=" | "===" | "!==" => self.pattern.switches.symmetric_eq,
            "&&" | "||" | "and" | "or" => self.pattern.switches.commutative_boolop,
            _ => false,
        };
        if found.is_empty() && commutes && wanted.len() == operands.len() && wanted.len() <= 8 {
            found = self.entries(&wanted, operands.into_iter().collect(), env);
        }
        found
    }

    /// Operands in order; a metavariable may stand for several of them.
    fn operand_list(&self, ps: &[PatternId], ts: &[NodeId], env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((p, rest)) = ps.split_first() else {
            return if ts.is_empty() { one(env.clone()) } else { none() };
        };
        let Some((t, others)) = ts.split_first() else {
            return match self.p(*p).shape {
                Shape::Ellipsis => self.operand_list(rest, ts, env),
                _ => none(),
            };
        };
        match self.p(*p).shape {
            Shape::Ellipsis => {
                let mut found = none();
                for skipped in 0..=ts.len() {
                    found.extend(self.operand_list(rest, &ts[skipped..], env));
                }
                found
            }
            Shape::Metavariable(id) => {
                let envs = self.bind_node(id, *t, env);
                let mut found = self.each(envs, |env| self.operand_list(rest, others, env));
                let first = self.subject.tree.span(*t);
                for taken in 2..=ts.len().saturating_sub(rest.len()) {
                    let span = first.cover(self.subject.tree.span(ts[taken - 1]));
                    let envs = self.bind(id, Bound::Text(span), env);
                    found.extend(self.each(envs, |env| self.operand_list(rest, &ts[taken..], env)));
                }
                found
            }
            _ => {
                let envs = self.node(*p, *t, env);
                self.each(envs, |env| self.operand_list(rest, others, env))
            }
        }
    }

    fn pattern_operands(&self, p: PatternId, operator: &str, found: &mut Vec<PatternId>) {
        let node = self.p(p);
        match (&node.shape, &node.children[..]) {
            (Shape::Node, [left, middle, right])
                if node.role == Role::Binary
                    && &*self.p(*middle).text == operator
                    && found.len() < 64 =>
            {
                self.pattern_operands(*left, operator, found);
                self.pattern_operands(*right, operator, found);
            }
            _ => found.push(p),
        }
    }

    fn operands(&self, t: NodeId, operator: &str, depth: u32, found: &mut Vec<NodeId>) {
        let children: Vec<NodeId> =
            if self.role(t) == Role::Binary { self.children(t).to_vec() } else { Vec::new() };
        match children[..] {
            [left, middle, right] if depth < 200 && self.subject.text_of(middle) == operator => {
                self.operands(left, operator, depth + 1, found);
                self.operands(right, operator, depth + 1, found);
            }
            _ => found.push(t),
        }
    }

    fn string(&self, string: &StringPattern, node: &PatternNode, t: NodeId, env: &Env) -> Envs {
        if node.role != Role::String {
            let StringPattern::Parts(parts) = string else { return none() };
            let t = self.regex_meant(node, t);
            let target = self.subject.node(t);
            let code = node.role == Role::Regex && !self.subject.tree.is_leaf(t);
            if code || key(node.role, node.kind) != key(target.role, target.kind) {
                return none();
            }
            return self.text_parts(parts, content_span(self.subject, t), env);
        }
        let content = self.literal_content(t);
        let folded = || self.constant(t);
        let folds = || folded().is_some_and(|value| value.is_string());
        match string {
            StringPattern::Any { bytes } => {
                if *bytes && !is_bytes(self.subject.text_of(t)) {
                    return none();
                }
                // Where quotes around plain text mean nothing, a string is what has code in it.
                if self.subject.matching.quotes_are_words {
                    let code = self.role(t) == Role::String && content.is_none();
                    return if code { one(env.clone()) } else { none() };
                }
                if content.is_some() || folds() { one(env.clone()) } else { none() }
            }
            StringPattern::Whole(id) => match content {
                Some(span) => self.bind(*id, Bound::Text(span), env),
                None if folds() => match literal(self.subject, t) {
                    Some(literal) => {
                        self.bind(*id, Bound::Text(content_span(self.subject, literal)), env)
                    }
                    None => self.bind_node(*id, t, env),
                },
                None => none(),
            },
            StringPattern::Regex(regex) => {
                let found = match content {
                    Some(span) => regex.search(span.of(self.subject.text)),
                    // A block scalar of YAML.
                    None if self.role(t) == Role::Text => regex.search(self.subject.text_of(t)),
                    None => match folded() {
                        Some(Constant::String(text)) => regex.search(&text),
                        _ => Ok(false),
                    },
                };
                if found.unwrap_or(false) { one(env.clone()) } else { none() }
            }
            StringPattern::Parts(parts) => match content {
                Some(span) => self.text_parts(parts, span, env),
                None => none(),
            },
        }
    }

    /// Commands against shell text, or one word against any other leaf.
    fn shell_leaf(&self, shell: &ShellPattern, node: &PatternNode, t: NodeId, env: &Env) -> Envs {
        if self.role(t) == node.role {
            return self.shell(shell, self.subject.tree.span(t), env);
        }
        let same = self.subject.tree.is_leaf(t) && self.subject.text_of(t) == &*node.text;
        if same { one(env.clone()) } else { none() }
    }

    /// For a pattern that is a regular expression, the one that the name `t` stands for.
    fn regex_meant(&self, node: &PatternNode, t: NodeId) -> NodeId {
        if node.role != Role::Regex || !self.pattern.switches.constants {
            return t;
        }
        let is_regex = |id: &NodeId| self.role(*id) == Role::Regex;
        symbolic(self.subject, t).filter(is_regex).unwrap_or(t)
    }

    /// The value of `t`, if the rule wants values looked at; of literals always.
    fn constant(&self, t: NodeId) -> Option<Constant> {
        let literal = matches!(
            self.role(t),
            Role::String | Role::StringSequence | Role::Number | Role::Boolean
        );
        (literal || self.pattern.switches.constants).then(|| constant(self.subject, t)).flatten()
    }

    /// Place of the content of a string literal without code in it.
    fn literal_content(&self, t: NodeId) -> Option<Span> {
        if self.role(t) != Role::String || !self.subject.tree.is_leaf(t) {
            return None;
        }
        Some(content_span(self.subject, t))
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

/// Whether a literal has the prefix of a byte string.
pub(crate) fn is_bytes(literal: &str) -> bool {
    literal.find(['"', '\'']).is_some_and(|quote| literal[..quote].contains(['b', 'B']))
}

/// Place of a string's content between its quotes.
pub(crate) fn content_span(subject: &Subject<'_>, t: NodeId) -> Span {
    let span = subject.tree.span(t);
    let whole = subject.text_of(t);
    let content = string_content(whole);
    let start = span.start + (content.as_ptr() as usize - whole.as_ptr() as usize) as u32;
    Span::new(start, start + content.len() as u32)
}

pub(crate) fn same_path(known: &[&str], wanted: &[Box<str>]) -> bool {
    known.len() == wanted.len() && known.iter().zip(wanted).all(|(a, b)| *a == &**b)
}

/// Value of a number literal as far as comparisons need it.
fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace('_', "").to_ascii_lowercase();
    let trimmed = text.trim_end_matches(['l', 'u', 'n']);
    for (prefix, base) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = trimmed.strip_prefix(prefix) {
            return i64::from_str_radix(digits, base).ok().map(|value| value as f64);
        }
    }
    let octal = trimmed.len() > 1 && trimmed.starts_with('0');
    if octal && trimmed.bytes().all(|b| (b'0'..=b'7').contains(&b)) {
        return i64::from_str_radix(trimmed, 8).ok().map(|value| value as f64);
    }
    trimmed.parse().ok()
}

/// Whether two bindings are the same code; with `symbolic`, also a name and what it stands for.
pub(crate) fn agree(subject: &Subject<'_>, left: Bound, right: Bound, is_symbolic: bool) -> bool {
    let follow = |bound: Bound| match bound {
        Bound::Node(node) if matches!(subject.node(node).role, Role::Identifier | Role::Member) => {
            symbolic(subject, node).map(Bound::Node)
        }
        _ => None,
    };
    same(subject, left, right)
        || is_symbolic
            && (follow(left).is_some_and(|value| same(subject, value, right))
                || follow(right).is_some_and(|value| same(subject, left, value)))
}

/// Whether two bindings are the same code: by text, else by structure.
pub(crate) fn same(subject: &Subject<'_>, left: Bound, right: Bound) -> bool {
    if left == right {
        return true;
    }
    match (left, right) {
        (Bound::Node(a), Bound::Node(b)) => {
            if subject.text_of(a) != subject.text_of(b) {
                return same_node(subject, a, b);
            }
            // One name is one variable only if one scope binds it.
            let variables = is_variable(subject, a) && is_variable(subject, b);
            !variables || same_variable(subject, a, b)
        }
        (Bound::Nodes(a, n), Bound::Nodes(b, m)) => {
            let siblings = |first: NodeId, count: u32| {
                let parent = NodeId(subject.node(first).parent);
                subject
                    .tree
                    .children(parent)
                    .skip_while(move |id| *id != first)
                    .take(count as usize)
            };
            n == m && siblings(a, n).zip(siblings(b, m)).all(|(a, b)| same_node(subject, a, b))
        }
        (Bound::Empty(_), Bound::Empty(_)) => true,
        (Bound::Text(a), Bound::Text(b)) => a.of(subject.text) == b.of(subject.text),
        (Bound::Node(node), Bound::Text(text)) | (Bound::Text(text), Bound::Node(node)) => {
            let whole = subject.text_of(node);
            let content =
                if subject.node(node).role == Role::String { string_content(whole) } else { whole };
            content == text.of(subject.text)
        }
        (Bound::Nodes(a, 1), Bound::Node(b)) | (Bound::Node(b), Bound::Nodes(a, 1)) => {
            same_node(subject, a, b)
        }
        _ => false,
    }
}

/// Whether `id` is a name that stands for a variable: no member, no keyword, no name of a definition.
fn is_variable(subject: &Subject<'_>, id: NodeId) -> bool {
    let node = subject.node(id);
    if node.role != Role::Identifier || id == NodeId::ROOT {
        return false;
    }
    let parent = NodeId(node.parent);
    let first = parent.0 + 1 == id.0;
    match subject.node(parent).role {
        Role::Member => first,
        Role::KeywordArgument | Role::Pair | Role::Attribute => !first,
        Role::Function | Role::Class | Role::Import | Role::Alias | Role::Decorator => false,
        _ => true,
    }
}

fn same_node(subject: &Subject<'_>, a: NodeId, b: NodeId) -> bool {
    let (left, right) = (subject.node(a), subject.node(b));
    if left.role != right.role || (left.role == Role::Other && left.kind != right.kind) {
        return false;
    }
    match (subject.tree.is_leaf(a), subject.tree.is_leaf(b)) {
        (true, true) => {
            left.symbol == right.symbol && leaf_text(subject, a) == leaf_text(subject, b)
        }
        (false, false) => {
            if left.role == Role::String && subject.text_of(a) != subject.text_of(b) {
                return false;
            }
            let (mut left, mut right) = (subject.tree.children(a), subject.tree.children(b));
            loop {
                match (left.next(), right.next()) {
                    (None, None) => return true,
                    (Some(a), Some(b)) if same_node(subject, a, b) => {}
                    _ => return false,
                }
            }
        }
        _ => false,
    }
}

fn leaf_text<'f>(subject: &Subject<'f>, id: NodeId) -> &'f str {
    let text = subject.text_of(id);
    if subject.node(id).role == Role::String { string_content(text) } else { text }
}
