//! Functions, classes, parameters, decorators, imports.

use tamis_syntax::{NodeId, Role, string_content};

use crate::constant::assignment_parts;
use crate::lists::Rules;
use crate::metavars::{Bound, Env, Envs};
use crate::pattern::{PatternId, Shape};
use crate::unify::{Unifier, none, one};

/// Parts of a function.
struct FunctionParts<I> {
    name: Option<I>,
    parameters: Option<I>,
    body: Option<I>,
    others: Vec<I>,
}

impl Unifier<'_, '_> {
    fn function_parts<I: Copy>(
        &self,
        parts: impl Iterator<Item = (I, Role, u8)>,
    ) -> FunctionParts<I> {
        let fields = &self.subject.fields;
        let is = |field: u8, wanted: u8| field != 0 && field == wanted;
        let mut found =
            FunctionParts { name: None, parameters: None, body: None, others: Vec::new() };
        for (id, role, field) in parts {
            if is(field, fields.name) {
                found.name = Some(id);
            } else if is(field, fields.parameters) || is(field, fields.parameter) {
                found.parameters = Some(id);
            } else if is(field, fields.body) || (role == Role::Block && found.body.is_none()) {
                found.body = Some(id);
            } else if role == Role::Parameters
                && found.parameters.is_none()
                && !is(field, fields.receiver)
            {
                found.parameters = Some(id);
            } else {
                found.others.push(id);
            }
        }
        found
    }

    pub(crate) fn function(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        if !self.pattern.switches.arrow_is_function && node.kind != self.subject.node(t).kind {
            return none();
        }
        let wanted = self.function_parts(
            node.children.iter().map(|id| (*id, self.p(*id).role, self.p(*id).field)),
        );
        let target = self.function_parts(
            self.subject
                .tree
                .children(t)
                .map(|id| (id, self.role(id), self.subject.node(id).field)),
        );
        let mut target = target;
        target.others.extend(self.decorators_before(t));
        let mut envs = one(env.clone());
        match (wanted.name, target.name) {
            (Some(p), Some(t)) => envs = self.node(p, t, env),
            // The name of a function handed over is its own affair.
            (Some(p), None)
                if node.is_value && matches!(self.p(p).shape, Shape::Metavariable(_)) => {}
            // A function without a name is a value.
            (None, Some(_)) if self.subject.is_statement(t) && !node.partial => return none(),
            // `function ...(` asks for no name.
            (Some(p), None) if !matches!(self.p(p).shape, Shape::Ellipsis) => return none(),
            (_, None) | (None, _) => {}
        }
        match (wanted.parameters, target.parameters) {
            (Some(p), Some(t)) => envs = self.each(envs, |env| self.parameters(p, t, env)),
            (Some(p), None) => {
                let open = self
                    .p(p)
                    .children
                    .iter()
                    .all(|id| matches!(self.p(*id).shape, Shape::Ellipsis));
                if !open {
                    return none();
                }
            }
            // Python's lambda without parameters has no such node.
            (None, _) => {}
        }
        for other in wanted.others {
            envs = self.each(envs, |env| {
                let mut found = none();
                for t in &target.others {
                    found.extend(self.node(other, *t, env));
                }
                found
            });
        }
        match (wanted.body, target.body) {
            (Some(p), Some(t)) => self.each(envs, |env| self.function_body(p, t, env)),
            (Some(p), None) if !self.is_open_block(p) => none(),
            (_, None) | (None, _) => envs,
        }
    }

    /// A body of statements against one expression, as arrows have it, and the other way round.
    fn function_body(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let (wanted, found) = (self.p(p).role == Role::Block, self.role(t) == Role::Block);
        match (wanted, found) {
            (true, false) => {
                let node = self.p(p);
                let mut statements = node.children.clone();
                statements.retain(|id| !matches!(self.p(*id).shape, Shape::Ellipsis));
                match statements[..] {
                    [] => one(env.clone()),
                    [only] if self.p(only).role == Role::Return => {
                        match self.p(only).children[..] {
                            [value] => self.node(value, t, env),
                            _ => none(),
                        }
                    }
                    [only] => self.statement(only, t, env),
                    _ => none(),
                }
            }
            (false, true) if matches!(self.p(p).shape, Shape::Node) => {
                let children = self.children(t);
                match children[..] {
                    [only] if self.role(only) == Role::Return => match self.children(only)[..] {
                        [value] => self.node(p, value, env),
                        _ => none(),
                    },
                    _ => none(),
                }
            }
            _ => self.node(p, t, env),
        }
    }

    /// Whether `t` is the value a function ends with.
    pub(crate) fn is_returned(&self, t: NodeId) -> bool {
        let statement = matches!(
            self.role(t),
            Role::If
                | Role::Switch
                | Role::Case
                | Role::Else
                | Role::For
                | Role::While
                | Role::Function
                | Role::Class
                | Role::Block
                | Role::Catch
                | Role::Finally
                | Role::Return
                | Role::Import
                | Role::Parameters
        );
        let (tree, text) = (self.subject.tree, self.subject.text);
        let end = self.subject.node(t).end as usize;
        if statement || text[end..].trim_start().starts_with(';') && self.subject.is_statement(t) {
            return false;
        }
        let mut at = t;
        while let Some(parent) = tree.parent(at) {
            let node = self.subject.node(at);
            let mut after = tree.children(parent).skip_while(|id| *id != at).skip(1);
            let last = |mut after: &mut dyn Iterator<Item = NodeId>| (&mut after).next().is_none();
            let goes_on = match self.role(parent) {
                Role::Function | Role::Lambda => {
                    return last(&mut after) && node.role != Role::Parameters;
                }
                Role::Block if matches!(node.role, Role::Catch | Role::Finally) => {
                    node.role == Role::Finally
                        || after.all(|id| !matches!(self.role(id), Role::Finally))
                }
                // Behind the last statement only handlers stand; `ensure` has the last word.
                Role::Block => after.all(|id| self.role(id) == Role::Catch),
                Role::If | Role::Switch => {
                    matches!(node.role, Role::Block | Role::Else | Role::If | Role::Case)
                }
                Role::Else | Role::Case => {
                    matches!(node.role, Role::Block | Role::Else) || last(&mut after)
                }
                Role::Catch | Role::Finally => last(&mut after),
                _ => false,
            };
            if !goes_on {
                return false;
            }
            at = parent;
        }
        false
    }

    fn parameters(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        if !matches!(node.shape, Shape::Node) || node.role != Role::Parameters {
            return match self.role(t) {
                // A lone parameter without parentheses against a list.
                Role::Parameters => {
                    self.list(&[p], &self.children(t), Rules { fields: false, partial: false }, env)
                }
                _ => self.node(p, t, env),
            };
        }
        let rules = Rules { fields: false, partial: false };
        match self.role(t) {
            Role::Parameters => self.list(&node.children, &self.children(t), rules, env),
            _ => self.list(&node.children, &[t], rules, env),
        }
    }

    /// The name in a parameter, or the parameter itself where it has none.
    pub(crate) fn parameter_name(&self, t: NodeId) -> NodeId {
        let is_type = |id: NodeId| {
            let node = self.subject.node(id);
            node.role == Role::Type
                || node.role == Role::Modifier
                || node.role == Role::Decorator
                || (node.field != 0 && node.field == self.subject.fields.type_)
        };
        let name = self.subject.tree.children(t).find(|id| !is_type(*id)).unwrap_or(t);
        // `char *s`: the name stands within its declarator.
        match self.role(name) {
            Role::Other => crate::types::lone_name(self.subject, name).unwrap_or(name),
            _ => name,
        }
    }

    pub(crate) fn parameter(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        if self.role(t) != Role::Parameter {
            return none();
        }
        let node = self.p(p);
        let children = self.children(t);
        let mut envs = one(env.clone());
        for (from, wanted) in node.children.iter().enumerate() {
            envs = self.each(envs, |env| {
                let mut found = none();
                for t in &children[from.min(children.len())..] {
                    let (part, target) = (self.p(*wanted), self.subject.node(*t));
                    let other_field =
                        part.field != 0 && target.field != 0 && part.field != target.field;
                    if other_field || part.role == Role::Type && target.role != Role::Type {
                        continue;
                    }
                    found = self.node(*wanted, *t, env);
                    if !found.is_empty() {
                        break;
                    }
                }
                found
            });
            if envs.is_empty() {
                return envs;
            }
        }
        envs
    }

    /// Decorators that a grammar leaves beside their definition: before it in a list, or in what exports it.
    pub(crate) fn decorators_before(&self, t: NodeId) -> Vec<NodeId> {
        let around = NodeId(self.subject.node(t).parent);
        let own = matches!(self.role(t), Role::Function | Role::Class | Role::Field);
        if !own || t == NodeId::ROOT || self.role(around) == Role::Decorated {
            return Vec::new();
        }
        self.subject.decorators_before(t)
    }

    pub(crate) fn class(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        self.parts(p, t, env, &|_| true)
    }

    /// Each part of the pattern whose role counts is one of the parts of the node.
    fn parts(&self, p: PatternId, t: NodeId, env: &Env, counts: &dyn Fn(Role) -> bool) -> Envs {
        let node = self.p(p);
        let mut children = self.children(t);
        children.extend(self.decorators_before(t));
        let mut envs = one(env.clone());
        for wanted in &node.children {
            let part = self.p(*wanted);
            if part.field == 0 && !counts(part.role) {
                continue;
            }
            if matches!(part.shape, Shape::Ellipsis) || self.is_open_list(*wanted) {
                continue;
            }
            envs = self.each(envs, |env| {
                let mut found = none();
                for t in &children {
                    let target = self.subject.node(*t);
                    let apart = part.field != target.field && part.role != Role::Decorator;
                    if apart && part.field != 0 && target.field != 0 {
                        continue;
                    }
                    let more = match (part.role, target.role) {
                        (Role::Bases, Role::Bases) | (Role::Arguments, Role::Arguments) => {
                            self.bases(*wanted, *t, env)
                        }
                        (Role::Modifier, Role::Modifier) => self.bases(*wanted, *t, env),
                        _ => self.node(*wanted, *t, env),
                    };
                    found.extend(more);
                }
                found
            });
        }
        envs
    }

    /// A markup element: its name and attributes as of a class; its content in order and whole, blanks aside. A pattern
    /// without content asks for none.
    pub(crate) fn element(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let envs = self.parts(p, t, env, &|role| !is_content(role));
        let content: Vec<PatternId> = self
            .p(p)
            .children
            .iter()
            .copied()
            .filter(|id| is_content(self.p(*id).role) && self.p(*id).field == 0)
            .collect();
        let switches = &self.pattern.switches;
        if !switches.loose_attributes && self.has_more_attributes(p, t) {
            return none();
        }
        if content.is_empty() && switches.loose_singletons {
            return envs;
        }
        let is_blank = |id: &NodeId| self.subject.text_of(*id).trim().is_empty();
        let targets: Vec<NodeId> = self
            .subject
            .tree
            .children(t)
            .filter(|id| is_content(self.role(*id)) && self.subject.node(*id).field == 0)
            .filter(|id| !is_blank(id))
            .collect();
        let rules = Rules { fields: false, partial: false };
        self.each(envs, |env| self.list(&content, &targets, rules, env))
    }

    fn has_more_attributes(&self, p: PatternId, t: NodeId) -> bool {
        let is_attribute = |role: Role| matches!(role, Role::ElementAttribute | Role::Spread);
        let wanted = &self.p(p).children;
        let open = wanted.iter().any(|id| {
            let part = self.p(*id);
            matches!(part.shape, Shape::Ellipsis) && part.field != self.subject.fields.name
        });
        let named = wanted.iter().filter(|id| is_attribute(self.p(**id).role)).count();
        let there = self.subject.tree.children(t).filter(|id| is_attribute(self.role(*id))).count();
        !open && there > named
    }

    /// Whether it asks for nothing: `(...)` after the name of a class.
    fn is_open_list(&self, p: PatternId) -> bool {
        let node = self.p(p);
        matches!(node.role, Role::Arguments | Role::Bases)
            && matches!(node.shape, Shape::Node)
            && node.children.iter().all(|id| matches!(self.p(*id).shape, Shape::Ellipsis))
    }

    /// `f(...)` against `@f` and `@f(x)`.
    pub(crate) fn decorator_call(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let [callee, arguments] = self.p(p).children[..] else { return none() };
        let Some(named) = self.subject.tree.children(t).next() else { return none() };
        if self.role(named) == Role::Call {
            return self.node(p, named, env);
        }
        self.without_arguments(callee, arguments, named, env)
    }

    /// `f(...)` against the name alone.
    fn without_arguments(
        &self,
        callee: PatternId,
        arguments: PatternId,
        named: NodeId,
        env: &Env,
    ) -> Envs {
        let rest = match self.p(arguments).children[..] {
            [only] => match self.p(only).shape {
                Shape::EllipsisMetavariable(id) => Some(id),
                _ => None,
            },
            _ => None,
        };
        match rest {
            Some(id) => {
                let end = Bound::Empty(self.subject.node(named).end);
                self.each(self.bind(id, end, env), |env| self.node(callee, named, env))
            }
            None if self.is_open_list(arguments) => self.node(callee, named, env),
            None => none(),
        }
    }

    pub(crate) fn decorator(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        if let [name, arguments] = self.p(p).children[..]
            && self.p(arguments).role == Role::Arguments
            && let ([given], false) = (&self.children(t)[..], self.p(p).partial)
            && self.role(*given) != Role::Call
        {
            return self.without_arguments(name, arguments, *given, env);
        }
        let [only] = self.p(p).children[..] else { return self.generic(p, t, env) };
        let called = self.subject.tree.children(t).next().filter(|id| self.role(*id) == Role::Call);
        let wanted = self.p(only);
        if let (Some(call), Shape::Metavariable(_)) = (called, &wanted.shape) {
            // `@$X` asks for a name, and `@f()` has one.
            let mut parts = self.subject.tree.children(call);
            return match (parts.next(), parts.next()) {
                (Some(name), Some(arguments)) if self.is_without_children(arguments) => {
                    self.node(only, name, env)
                }
                _ => none(),
            };
        }
        let found = self.generic(p, t, env);
        if !found.is_empty() {
            return found;
        }
        if wanted.role == Role::Call {
            return self.decorator_call(only, t, env);
        }
        // `@f` stands for `@f()`, too.
        let mut parts = called.map(|call| self.subject.tree.children(call)).into_iter().flatten();
        match (parts.next(), parts.next()) {
            (Some(name), Some(arguments)) if self.is_without_children(arguments) => {
                self.node(only, name, env)
            }
            _ => found,
        }
    }

    fn is_without_children(&self, t: NodeId) -> bool {
        self.subject.tree.children(t).next().is_none()
    }

    /// Each base of the pattern is among those of the class.
    pub(crate) fn bases(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let ellipsis = |id: &PatternId| matches!(self.p(*id).shape, Shape::Ellipsis);
        let wanted: Vec<PatternId> =
            self.p(p).children.iter().copied().filter(|id| !ellipsis(id)).collect();
        self.entries(&wanted, self.children(t), env)
    }

    /// `with a: ...` also matches `with a, b: ...`: items in order, more allowed; then the body.
    pub(crate) fn with(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let is_body = |role: Role| role == Role::Block;
        let (bodies, items): (Vec<PatternId>, Vec<PatternId>) =
            self.p(p).children.iter().partition(|id| is_body(self.p(**id).role));
        let (targets, others): (Vec<NodeId>, Vec<NodeId>) =
            self.children(t).into_iter().partition(|id| is_body(self.role(*id)));
        let envs = self.with_items(&items, &others, env);
        match (&bodies[..], &targets[..]) {
            ([], _) => envs,
            ([p], [t]) => self.each(envs, |env| self.node(*p, *t, env)),
            _ => none(),
        }
    }

    pub(crate) fn with_items(&self, ps: &[PatternId], ts: &[NodeId], env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((p, rest)) = ps.split_first() else { return one(env.clone()) };
        let mut found = none();
        for (at, t) in ts.iter().enumerate() {
            let envs = self.node(*p, *t, env);
            found.extend(self.each(envs, |env| self.with_items(rest, &ts[at + 1..], env)));
        }
        found
    }

    /// Decorators in any order, more allowed; then the definition.
    pub(crate) fn decorated(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let ellipsis = |id: &PatternId| matches!(self.p(*id).shape, Shape::Ellipsis);
        let wanted: Vec<PatternId> =
            self.p(p).children.iter().copied().filter(|id| !ellipsis(id)).collect();
        self.entries(&wanted, self.children(t), env)
    }

    /// Whether the pattern asks for this module or a folder of it: `import "m"` matches `m/part`.
    fn same_module(&self, p: PatternId, source: &str) -> bool {
        let node = self.p(p);
        if node.role != Role::String || !matches!(node.shape, Shape::Leaf) {
            return false;
        }
        let source = source.strip_prefix("node:").unwrap_or(source);
        let wanted = node.text.strip_prefix("node:").unwrap_or(&node.text);
        source.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// `import "m"` and `import X from "m"` against imports of it and of its parts, and against `require("m")`.
    fn module_import(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let field = self.subject.fields.source;
        let names = self.pattern_import_names(p);
        let (sources, locals): (Vec<PatternId>, Vec<PatternId>) =
            names.into_iter().partition(|id| field != 0 && self.p(*id).field == field);
        let [source] = sources[..] else { return none() };
        let required = || {
            let (target, value) = assignment_parts(self.subject, t)?;
            let value = value.filter(|value| self.role(*value) == Role::Call)?;
            Some((target, self.required(value)?))
        };
        match (self.role(t), &locals[..]) {
            (Role::Import, []) => match self.import_source(t) {
                Some(module) if self.same_module(source, module) => one(env.clone()),
                _ => none(),
            },
            (Role::Import, [local]) if matches!(self.p(*local).shape, Shape::Metavariable(_)) => {
                let known =
                    self.import_source(t).is_some_and(|known| self.same_module(source, known));
                let default = |id: &NodeId| self.is_module_name(t, *id);
                match self.subject.tree.subtree(t).find(default) {
                    Some(name) if known => self.node(*local, name, env),
                    _ => none(),
                }
            }
            (Role::Declarator | Role::Assignment, locals)
                if !locals.is_empty()
                    && locals.iter().all(|local| self.p(*local).role == Role::Alias) =>
            {
                match required() {
                    Some((target, module)) if self.same_module(source, module) => {
                        self.taken_apart(locals, target, env)
                    }
                    _ => none(),
                }
            }
            (Role::Declarator | Role::Assignment, locals) => match (required(), locals) {
                (Some((_, module)), []) if self.same_module(source, module) => one(env.clone()),
                (Some((target, module)), [local]) if self.same_module(source, module) => {
                    self.node(*local, target, env)
                }
                _ => none(),
            },
            _ => none(),
        }
    }

    /// `import {a, b as c} from "m"` against `const {a, b: c} = require("m")`.
    fn taken_apart(&self, locals: &[PatternId], target: NodeId, env: &Env) -> Envs {
        if self.role(target) != Role::Object {
            return none();
        }
        let mut envs = one(env.clone());
        for local in locals {
            let names = &self.p(*local).children;
            envs = self.each(envs, |env| {
                let mut found = none();
                for entry in self.subject.tree.children(target) {
                    let given = match self.role(entry) {
                        Role::Pair => self.children(entry),
                        _ => [entry].into_iter().collect(),
                    };
                    let more = names.iter().zip(&given).fold(one(env.clone()), |envs, (p, t)| {
                        self.each(envs, |env| self.node(*p, *t, env))
                    });
                    if names.len() <= given.len() {
                        found.extend(more);
                    }
                }
                found
            });
        }
        envs
    }

    /// The module a JavaScript import names.
    pub(crate) fn import_source(&self, t: NodeId) -> Option<&str> {
        let field = self.subject.fields.source;
        let source = self.subject.tree.subtree(t).find(|id| {
            let node = self.subject.node(*id);
            field != 0 && node.field == field && node.role == Role::String
        })?;
        Some(string_content(self.subject.text_of(source)))
    }

    /// Every name the pattern imports is imported, from the same module.
    pub(crate) fn import(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let found = self.module_import(p, t, env);
        if self.role(t) != Role::Import || !found.is_empty() {
            return found;
        }
        if let Some(found) = self.dotted_import(p, t, env) {
            return found;
        }
        if node.kind != self.subject.node(t).kind {
            return none();
        }
        let fields = &self.subject.fields;
        let anchor =
            |field: u8| field != 0 && (field == fields.source || field == fields.module_name);
        let targets: Vec<NodeId> = self.import_names(t);
        let mut envs = one(env.clone());
        for wanted in self.pattern_import_names(p) {
            let part = self.p(wanted);
            if matches!(part.shape, Shape::Ellipsis) {
                continue;
            }
            envs = self.each(envs, |env| {
                let mut found = none();
                for t in &targets {
                    if anchor(part.field) == anchor(self.subject.node(*t).field) {
                        found.extend(self.imported(wanted, *t, env));
                    }
                }
                found
            });
        }
        envs
    }

    /// `import a` against all imports of `a` and of what is in it: `from a import b`, `import a.b as c`. `None` where
    /// the pattern or the language's imports are no dotted names.
    fn dotted_import(&self, p: PatternId, t: NodeId, env: &Env) -> Option<Envs> {
        let module = self.subject.fields.module_name;
        if module == 0 {
            return None;
        }
        let mut wanted: Vec<&str> = Vec::new();
        let (mut names, mut alias) = (0, None);
        for part in self.pattern_import_names(p) {
            let node = self.p(part);
            let mut path = node.path.as_ref();
            if node.role == Role::Alias {
                let [name, local] = node.children[..] else { return None };
                (path, alias) = (self.p(name).path.as_ref(), Some(local));
            }
            names += usize::from(node.field != module);
            wanted.extend(path?.iter().map(|part| &**part));
        }
        if names != 1 || wanted.is_empty() {
            return None;
        }
        let base = self.subject.tree.child_by_field(t, module);
        let base: Vec<&str> = base.map(|id| self.dotted(id)).unwrap_or_default();
        let mut found = none();
        for name in self.import_names(t) {
            if self.subject.node(name).field == module {
                continue;
            }
            let mut parts = self.subject.tree.children(name);
            let (name, local) = match self.role(name) {
                Role::Alias => (parts.next().unwrap_or(name), parts.next()),
                _ => (name, None),
            };
            let path: Vec<&str> = base.iter().copied().chain(self.dotted(name)).collect();
            if !path.starts_with(&wanted) {
                continue;
            }
            match (alias, local) {
                (Some(alias), Some(local)) if path.len() == wanted.len() => {
                    found.extend(self.node(alias, local, env));
                }
                (Some(_), _) => {}
                (None, _) => found.extend(one(env.clone())),
            }
        }
        Some(found)
    }

    /// The names of a dotted name.
    fn dotted(&self, t: NodeId) -> Vec<&str> {
        let tree = self.subject.tree;
        tree.subtree(t).filter(|id| tree.is_leaf(*id)).map(|id| self.subject.text_of(id)).collect()
    }

    /// `import a` also matches `import a as b`.
    fn imported(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let part = self.p(p);
        let whole = |text: &str| text.starts_with('*');
        if part.role == Role::Alias && self.role(t) == Role::Alias && part.kind != 0 {
            // `* as m` is no `{m}`; `{a}` is also `{a as b}`.
            if part.kind != self.subject.node(t).kind {
                return none();
            }
            if let ([name], false) = (&part.children[..], whole(self.subject.text_of(t))) {
                let given = self.subject.tree.children(t).next();
                return given.map_or_else(none, |given| self.node(*name, given, env));
            }
        }
        let found = self.node(p, t, env);
        // A path stands for what lies below it, too.
        if found.is_empty() && part.role == Role::String && matches!(part.shape, Shape::Leaf) {
            let below = self.role(t) == Role::String
                && string_content(self.subject.text_of(t))
                    .strip_prefix(&*part.text)
                    .is_some_and(|rest| rest.starts_with('/'));
            return if below { one(env.clone()) } else { found };
        }
        if found.is_empty() && self.role(t) == Role::Alias && part.role != Role::Alias {
            return match self.subject.tree.children(t).next() {
                Some(name) if !self.subject.text_of(t).starts_with('*') => self.node(p, name, env),
                _ => found,
            };
        }
        found
    }

    /// Names and module of an import, through the grammar's lists.
    fn import_names(&self, t: NodeId) -> Vec<NodeId> {
        let mut names = Vec::new();
        let mut open: Vec<NodeId> = self.children(t).into_iter().rev().collect();
        while let Some(id) = open.pop() {
            let group = self.role(id) == Role::Other && !self.subject.tree.is_leaf(id);
            if group {
                open.extend(self.children(id).into_iter().rev());
            } else {
                names.push(id);
            }
        }
        names
    }

    fn pattern_import_names(&self, p: PatternId) -> Vec<PatternId> {
        let mut names = Vec::new();
        let mut open: Vec<PatternId> = self.p(p).children.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            let part = self.p(id);
            let group = part.role == Role::Other && matches!(part.shape, Shape::Node);
            if group {
                open.extend(part.children.iter().rev());
            } else {
                names.push(id);
            }
        }
        names
    }
}

/// What stands between the tags of an element.
fn is_content(role: Role) -> bool {
    !matches!(role, Role::ElementAttribute | Role::Spread | Role::Type)
}
