//! Assignments, in all the forms that give a name a value.

use tamis_syntax::{NodeId, Role};

use crate::constant::{assignment_parts, operator};
use crate::lists::Rules;
use crate::metavars::{Env, Envs};
use crate::pattern::{PatternId, Shape};
use crate::unify::{Unifier, none, one};

impl Unifier<'_, '_> {
    /// `$X = e` against assignments, declarations, fields and imports by `require`.
    pub(crate) fn assignment(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        match self.role(t) {
            Role::Declarator
                if node.role == Role::Declarator
                    && !self.pattern.switches.let_is_var
                    && self.is_let(t) =>
            {
                none()
            }
            Role::Declaration if node.role == Role::Declaration => {
                let found = self.generic(p, t, env);
                if !found.is_empty() {
                    return found;
                }
                self.one_of_declarators(p, t, env)
            }
            Role::Declaration => self.each_declarator(p, t, env),
            // A declaration asks for one.
            Role::Assignment if node.role == Role::Declarator => none(),
            Role::Assignment | Role::Declarator | Role::Field => self.assigned(p, t, env),
            Role::Import => self.required_import(p, t, env),
            _ => none(),
        }
    }

    /// Whether what declares `t` is `let` or `const`.
    fn is_let(&self, t: NodeId) -> bool {
        let whole = self.subject.report_span(t).of(self.subject.text);
        ["let", "const"].into_iter().any(|word| {
            let rest = whole.strip_prefix(word);
            rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
        })
    }

    /// A declaration of one name against one that declares several.
    fn one_of_declarators(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let is_one = |id: &&PatternId| self.p(**id).role == Role::Declarator;
        let children = self.children(t);
        let count = children.iter().filter(|id| self.role(**id) == Role::Declarator).count();
        if node.children.iter().filter(is_one).count() != 1 || count < 2 {
            return none();
        }
        let mut found = none();
        for at in 0..count {
            let mut seen = 0;
            let mut one = children.clone();
            one.retain(|id| {
                let declarator = self.role(*id) == Role::Declarator;
                seen += usize::from(declarator);
                !declarator || seen == at + 1
            });
            let rules = Rules { fields: true, partial: node.partial };
            found.extend(self.list(&node.children, &one, rules, env));
        }
        found
    }

    fn each_declarator(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let mut found = none();
        for child in
            self.subject.tree.children(t).filter(|child| self.role(*child) == Role::Declarator)
        {
            found.extend(self.assignment(p, child, env));
        }
        found
    }

    fn assigned(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        if node.role == Role::Declaration {
            return none();
        }
        let type_field = self.subject.fields.type_;
        let is_type = |id: &PatternId| {
            let part = self.p(*id);
            part.role == Role::Type || (part.field != 0 && part.field == type_field)
        };
        let mut parts = node.children.iter().copied().filter(|id| {
            let role = self.p(*id).role;
            !is_type(id) && !matches!(role, Role::Modifier | Role::Decorator)
        });
        let (Some(left), right) = (parts.next(), parts.next_back()) else { return none() };
        let Some((target, value)) = assignment_parts(self.subject, t) else { return none() };
        if self.sign_of(p) != sign(operator(self.subject, t)) {
            return none();
        }
        // `:=` makes a variable, `=` need not.
        let declares = self.operator_of(p) == Some(":=");
        if declares && operator(self.subject, t) == Some("=") && self.role(t) == Role::Assignment {
            return none();
        }
        let tuple = self.role(target) == Role::Tuple;
        let hopeless = |(right, value)| !self.may_be(right, value);
        if !tuple && right.zip(value).is_some_and(hopeless) {
            return none();
        }
        let mut envs = self.node(left, target, env);
        if envs.is_empty() && self.role(target) == Role::Tuple {
            return self.assigned_together(left, right, (target, value), env);
        }
        if let Some(wanted) = node.children.iter().copied().find(is_type) {
            let declared = self.subject.tree.children(t).find(|child| {
                let child = self.subject.node(*child);
                child.role == Role::Type || (child.field != 0 && child.field == type_field)
            });
            let Some(declared) = declared else { return none() };
            envs = self.each(envs, |env| self.node(wanted, declared, env));
        }
        let decorators: Vec<PatternId> = node
            .children
            .iter()
            .copied()
            .filter(|id| self.p(*id).role == Role::Decorator)
            .collect();
        if !decorators.is_empty() {
            let mut given = self.children(t);
            given.retain(|id| self.role(*id) == Role::Decorator);
            given.extend(self.decorators_before(t));
            envs = self.each(envs, |env| self.entries(&decorators, given.clone(), env));
        }
        match (right, value) {
            (None, _) => envs,
            (Some(right), Some(value)) => self.each(envs, |env| self.node(right, value, env)),
            // `int $X = ...;` also declares without a value; `$X = ...` assigns.
            (Some(right), None)
                if node.role != Role::Assignment
                    && matches!(self.p(right).shape, Shape::Ellipsis) =>
            {
                envs
            }
            (Some(_), None) => none(),
        }
    }

    /// `$X = e` against one of the pairs of `a, b = 1, 2`.
    fn assigned_together(
        &self,
        left: PatternId,
        right: Option<PatternId>,
        (targets, values): (NodeId, Option<NodeId>),
        env: &Env,
    ) -> Envs {
        let targets = self.children(targets);
        let values = values
            .filter(|values| matches!(self.role(*values), Role::Tuple | Role::Array))
            .map(|values| self.children(values))
            .unwrap_or_default();
        if targets.len() != values.len() {
            return none();
        }
        let mut found = none();
        for (target, value) in targets.iter().zip(&values) {
            let envs = self.node(left, *target, env);
            found.extend(self.each(envs, |env| match right {
                Some(right) => self.node(right, *value, env),
                None => one(env.clone()),
            }));
        }
        found
    }

    /// The operator of an assignment of the pattern; empty for a plain one.
    fn sign_of(&self, p: PatternId) -> &str {
        sign(self.operator_of(p))
    }

    fn operator_of(&self, p: PatternId) -> Option<&str> {
        let field = self.subject.fields.operator;
        let mut children = self.p(p).children.iter().map(|id| self.p(*id));
        children.find(|c| field != 0 && c.field == field).map(|c| &*c.text)
    }

    /// `$X = require("m")` against `import x from "m"`.
    fn required_import(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let [left, right] = node.children[..] else { return none() };
        let Some([module]) = self.p(right).path.as_deref() else { return none() };
        let Some(source) = self.import_source(t) else { return none() };
        if source.strip_prefix("node:").unwrap_or(source) != &**module {
            return none();
        }
        let mut found = none();
        for name in self.subject.tree.subtree(t).filter(|id| self.is_module_name(t, *id)) {
            found.extend(self.node(left, name, env));
        }
        found
    }

    /// Whether `id` below import `t` is a name for the whole module: a default or namespace import.
    pub(crate) fn is_module_name(&self, t: NodeId, id: NodeId) -> bool {
        if self.role(id) != Role::Identifier {
            return false;
        }
        let parent = NodeId(self.subject.node(id).parent);
        self.role(parent) != Role::Alias
            || parent == t
            || self.subject.text_of(parent).starts_with('*')
    }
}

/// `=` and `:=` are as good as none.
fn sign(operator: Option<&str>) -> &str {
    operator.filter(|sign| !matches!(*sign, "=" | ":=")).unwrap_or("")
}
