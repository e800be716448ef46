//! Which definitions reach a use of a name.
//!
//! One walk over the tree in order of execution, as far as structure shows it: branches run apart and join, a loop
//! forgets what its body assigns, a branch that returns or throws joins nothing. Inside a function only its own
//! definitions count, and those of names that are assigned once in what surrounds it.
//!
//! Imprecise: `goto`, `break` out of nested loops and assignments made by a closure that runs later are not followed.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use tamis_syntax::{NodeId, Role};

use super::assignment_parts;
use crate::subject::Subject;

/// What a name stands for at one place: an index into [`Reaching::values`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ValueId(u32);

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// No one knows.
    Unknown,
    /// The value of an expression.
    Of(NodeId),
    /// What it was, with an expression's value added.
    Append(ValueId, NodeId),
    /// One of these.
    Either(Vec<ValueId>),
}

/// Values of the names used in a file.
#[derive(Debug, Default)]
pub(crate) struct Reaching {
    uses: FxHashMap<u32, ValueId>,
    values: Vec<Value>,
    /// Members of classes with a constant value, by name.
    members: FxHashMap<u32, ValueId>,
}

/// More alternatives than this are unknown.
const MAX_ALTERNATIVES: usize = 4;

const UNKNOWN: ValueId = ValueId(0);

impl Reaching {
    pub(crate) fn build(subject: &Subject<'_>) -> Self {
        let mut walker = Walker {
            subject,
            found: Reaching { values: vec![Value::Unknown], ..Reaching::default() },
            globals: FxHashMap::default(),
            captured: FxHashMap::default(),
            once: FxHashMap::default(),
            env: Env::default(),
            depth: 0,
        };
        if !subject.tree.is_empty() {
            walker.outside();
            walker.walk(NodeId::ROOT);
        }
        walker.found
    }

    /// What the name at `id` stands for there.
    pub(crate) fn value(&self, id: NodeId) -> Option<&Value> {
        self.uses.get(&id.0).map(|value| self.get(*value))
    }

    /// What the member `symbol` of the file's classes stands for everywhere.
    pub(crate) fn member(&self, symbol: u32) -> Option<&Value> {
        self.members.get(&symbol).map(|value| self.get(*value))
    }

    pub(crate) fn get(&self, id: ValueId) -> &Value {
        &self.values[id.0 as usize]
    }

    fn add(&mut self, value: Value) -> ValueId {
        self.values.push(value);
        ValueId(self.values.len() as u32 - 1)
    }
}

/// Names in force at one point of a function.
#[derive(Debug, Clone, Default)]
struct Env {
    names: BTreeMap<u32, ValueId>,
    /// Nothing runs after this point.
    dead: bool,
}

struct Walker<'s, 'f> {
    subject: &'s Subject<'f>,
    found: Reaching,
    /// Names of the file that are assigned once, outside of functions.
    globals: FxHashMap<u32, ValueId>,
    /// What a nested function sees of the functions around it.
    captured: FxHashMap<u32, ValueId>,
    /// How often names are assigned in the outermost function around.
    once: FxHashMap<u32, u32>,
    env: Env,
    /// Functions around.
    depth: u32,
}

impl Walker<'_, '_> {
    fn role(&self, id: NodeId) -> Role {
        self.subject.node(id).role
    }

    fn children(&self, id: NodeId) -> Vec<NodeId> {
        self.subject.tree.children(id).collect()
    }

    /// Finds the constants of the file and of its classes.
    fn outside(&mut self) {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut known: Vec<(u32, NodeId, bool)> = Vec::new();
        let subject = self.subject;
        for id in subject.tree.subtree(NodeId::ROOT) {
            if is_shared(subject, id) {
                for_names(subject, id, |symbol| *counts.entry(symbol).or_default() += 2);
                continue;
            }
            if let Some(target) = changed(subject, id) {
                for_names(subject, target, |symbol| *counts.entry(symbol).or_default() += 2);
                continue;
            }
            let Some((target, Some(value))) = definition(subject, id) else { continue };
            let (inside, in_class) = self.surroundings(id);
            let node = subject.node(target);
            let declares = node.role == Role::Identifier
                && (self.is_declaration(id) || subject.matching.assignment_declares);
            if inside && declares {
                continue;
            }
            let symbol = match node.role {
                Role::Identifier => node.symbol,
                // `this.x = 1`
                Role::Member => match subject.tree.children(target).last() {
                    Some(last) => subject.node(last).symbol,
                    None => continue,
                },
                _ => {
                    for_names(subject, target, |symbol| *counts.entry(symbol).or_default() += 2);
                    continue;
                }
            };
            *counts.entry(symbol).or_default() += 1;
            if !inside && node.role == Role::Identifier && self.is_constant_by_form(id, in_class) {
                known.push((symbol, value, in_class));
            }
        }
        for (symbol, value, in_class) in known {
            if counts.get(&symbol) == Some(&1) {
                let value = self.found.add(Value::Of(value));
                if in_class {
                    self.found.members.insert(symbol, value);
                }
                self.globals.insert(symbol, value);
            }
        }
    }

    /// Whether `id` stands in a function, and whether in a class (and in no function of it).
    fn surroundings(&self, id: NodeId) -> (bool, bool) {
        let mut in_class = false;
        for at in self.subject.tree.ancestors(id).skip(1) {
            match self.role(at) {
                Role::Function | Role::Lambda => return (true, in_class),
                Role::Class => in_class = true,
                _ => {}
            }
        }
        (false, in_class)
    }

    fn is_declaration(&self, id: NodeId) -> bool {
        matches!(self.role(id), Role::Declarator | Role::Field)
            || self.role(id) == Role::Assignment && self.operator(id) == Some(":=")
    }

    /// Whether a definition outside of functions that is the only one of its name makes it a constant.
    fn is_constant_by_form(&self, id: NodeId, in_class: bool) -> bool {
        if self.subject.matching.once_is_constant && !in_class {
            return true;
        }
        let mut statement = id;
        while let Some(parent) = self.subject.tree.parent(statement) {
            if self.role(parent) != Role::Declaration {
                break;
            }
            statement = parent;
        }
        let end = self.subject.node(id).start.max(self.subject.node(statement).start);
        let start = self.subject.node(statement).start;
        let name_end = self
            .subject
            .tree
            .children(id)
            .next()
            .map_or(end, |first| self.subject.node(first).end.max(end));
        let header = tamis_syntax::Span::new(start, name_end).of(self.subject.text);
        let says = |words: &[&str]| {
            header
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .any(|word| words.contains(&word))
        };
        says(&["const", "final", "readonly", "private", "static"])
            || (self.subject.matching.once_is_constant && self.is_upper(id))
    }

    /// `LIMIT = 1` in a class.
    fn is_upper(&self, id: NodeId) -> bool {
        self.subject
            .tree
            .children(id)
            .next()
            .is_some_and(|name| !self.subject.text_of(name).contains(char::is_lowercase))
    }

    /// Text of the operator of an assignment where the grammar keeps it.
    fn operator(&self, id: NodeId) -> Option<&str> {
        operator(self.subject, id)
    }

    fn walk(&mut self, id: NodeId) {
        let subject = self.subject;
        match self.role(id) {
            Role::Identifier => self.used(id),
            Role::Import | Role::Type | Role::Modifier => {}
            Role::Member => {
                if let Some(object) = subject.tree.children(id).next() {
                    self.walk(object);
                }
            }
            Role::KeywordArgument | Role::Attribute | Role::Pair => self.pair(id),
            Role::Assignment | Role::Declarator | Role::Field => self.assignment(id),
            Role::AugmentedAssignment => self.augmented(id),
            Role::Unary => {
                self.walk_children(id);
                if let Some(target) = changed(subject, id) {
                    self.forget(target);
                }
            }
            Role::Function | Role::Lambda => self.function(id),
            Role::If => self.branches(id),
            Role::Switch | Role::Try => self.arms(id),
            Role::For | Role::While => self.repeated(id),
            Role::Other if self.is_loop(id) => self.repeated(id),
            Role::Binary => self.operation(id),
            Role::Conditional => self.branches(id),
            Role::Block => self.block(id),
            Role::Return | Role::Throw => {
                self.walk_children(id);
                self.env.dead = true;
            }
            Role::Comprehension => {
                let names = assigned(subject, id);
                let before = self.env.clone();
                self.forget_all(&names);
                self.walk_children(id);
                self.env = before;
            }
            // `with f() as x`: the grammars have no role for it.
            Role::Other if id != NodeId::ROOT && self.is_as(id) => {
                if let [value, target] = self.children(id)[..] {
                    self.walk(value);
                    self.define(target, value);
                }
            }
            Role::Catch | Role::With => {
                self.forget_all(&bound_names(subject, id));
                self.walk_children(id);
            }
            Role::Call => {
                self.call(id);
                self.mutated(id);
            }
            _ => self.walk_children(id),
        }
    }

    fn walk_children(&mut self, id: NodeId) {
        for child in self.children(id) {
            self.walk(child);
        }
    }

    /// `for (;;)` of C and its heirs, `do` and the like have no role of their own.
    fn is_loop(&self, id: NodeId) -> bool {
        let fields = &self.subject.fields;
        let has = |field: u8| self.subject.tree.child_by_field(id, field).is_some();
        has(fields.body) && (has(fields.condition) || has(fields.update) || has(fields.initializer))
    }

    /// Whether a part of the head of a `with` says under which name.
    fn is_as(&self, id: NodeId) -> bool {
        let parent = NodeId(self.subject.node(id).parent);
        self.role(parent) == Role::With
            && matches!(self.children(id)[..], [_, target] if self.role(target) == Role::Identifier)
    }

    /// What stands right of `&&` and `||` may not run.
    fn operation(&mut self, id: NodeId) {
        let children = self.children(id);
        // `s << t` as a statement adds to `s`.
        if let [left, sign, _] = children[..]
            && self.subject.is_statement(id)
            && self.role(left) == Role::Identifier
            && self.subject.text_of(sign) == "<<"
        {
            self.walk_children(id);
            return self.forget(left);
        }
        let lazy = matches!(children[..], [_, sign, _]
            if matches!(self.subject.text_of(sign), "&&" | "||" | "and" | "or" | "??"));
        let [left, _, right] = children[..] else { return self.walk_children(id) };
        self.walk(left);
        let before = lazy.then(|| self.env.clone());
        self.walk(right);
        self.env = self.joined(before);
    }

    /// Keys are names of their own.
    fn pair(&mut self, id: NodeId) {
        for (at, child) in self.children(id).into_iter().enumerate() {
            if at > 0 || self.role(child) != Role::Identifier {
                self.walk(child);
            }
        }
    }

    /// The name of a method is none of a variable's.
    fn call(&mut self, id: NodeId) {
        let fields = self.subject.fields;
        for child in self.children(id) {
            let field = self.subject.node(child).field;
            let method = field != 0 && (field == fields.name || field == fields.method);
            if !(method && self.role(child) == Role::Identifier) {
                self.walk(child);
            }
        }
    }

    /// `s.concat(t)` as a statement, and methods that say they change what they are called on.
    fn mutated(&mut self, id: NodeId) {
        let method = self.subject.tree.child_by_field(id, self.subject.fields.method);
        let Some(method) = method else { return };
        let name = self.subject.text_of(method);
        let changes = name.ends_with('!') || matches!(name, "concat" | "prepend" | "replace");
        if changes
            && self.subject.is_statement(id)
            && let Some(object) = self.subject.tree.children(id).next()
            && self.role(object) == Role::Identifier
        {
            // What is added is known or not: a name with a known value stays what it was, plus that.
            let added = self.subject.tree.children(id).find(|c| self.role(*c) == Role::Arguments);
            let added = added.and_then(|added| self.subject.tree.children(added).next());
            let symbol = self.subject.node(object).symbol;
            match (self.env.names.get(&symbol).copied(), added) {
                (Some(known), Some(added)) if name == "concat" && known != UNKNOWN => {
                    let value = self.found.add(Value::Append(known, added));
                    self.env.names.insert(symbol, value);
                }
                _ => self.forget(object),
            }
        }
    }

    fn used(&mut self, id: NodeId) {
        let symbol = self.subject.node(id).symbol;
        let value = self
            .env
            .names
            .get(&symbol)
            .or_else(|| if self.depth > 1 { self.captured.get(&symbol) } else { None })
            .or_else(|| self.globals.get(&symbol));
        if let Some(value) = value
            && *value != UNKNOWN
        {
            self.found.uses.insert(id.0, *value);
        }
    }

    fn assignment(&mut self, id: NodeId) {
        if self.operator(id).is_some_and(|sign| !matches!(sign, "=" | ":=")) {
            return self.augmented(id);
        }
        let Some((target, value)) = assignment_parts(self.subject, id) else {
            self.walk_children(id);
            return self.forget(id);
        };
        let value = value.filter(|value| *value != target);
        if let Some(value) = value {
            self.walk(value);
        }
        match value {
            Some(value) => self.define(target, value),
            None if self.is_declaration(id) => self.forget(target),
            None => {}
        }
    }

    fn augmented(&mut self, id: NodeId) {
        let children = self.children(id);
        let (Some(target), Some(value)) = (children.first(), children.last()) else { return };
        self.walk(*value);
        let plus = self
            .operator(id)
            .map_or_else(|| sign_between(self.subject, *target, *value), |sign| sign.to_owned());
        let symbol = self.subject.node(*target).symbol;
        let known = self.env.names.get(&symbol).copied().filter(|known| *known != UNKNOWN);
        match known {
            Some(known)
                if self.role(*target) == Role::Identifier
                    && matches!(plus.trim(), "+=" | ".=" | "<<") =>
            {
                let value = self.found.add(Value::Append(known, *value));
                self.env.names.insert(symbol, value);
            }
            _ => self.forget(*target),
        }
    }

    fn define(&mut self, target: NodeId, value: NodeId) {
        match self.role(target) {
            Role::Identifier => {
                let symbol = self.subject.node(target).symbol;
                let value = self.found.add(Value::Of(value));
                self.env.names.insert(symbol, value);
            }
            Role::Tuple | Role::Array => {
                let (targets, values) = (self.children(target), self.children(value));
                let paired = matches!(self.role(value), Role::Tuple | Role::Array)
                    && targets.len() == values.len();
                for (at, target) in targets.into_iter().enumerate() {
                    if paired { self.define(target, values[at]) } else { self.forget(target) }
                }
            }
            Role::Object => self.forget(target),
            // `x.y = ...`, `x[i] = ...` use `x`; what it holds is no literal then.
            _ => self.walk_children(target),
        }
    }

    fn forget(&mut self, below: NodeId) {
        let mut names = Vec::new();
        for_names(self.subject, below, |symbol| names.push(symbol));
        self.forget_all(&names);
    }

    fn forget_all(&mut self, names: &[u32]) {
        for symbol in names {
            self.env.names.insert(*symbol, UNKNOWN);
        }
    }

    /// Statements; names declared in them end with them.
    fn block(&mut self, id: NodeId) {
        if self.subject.matching.assignment_declares {
            return self.walk_children(id);
        }
        let mut declared: Vec<(u32, Option<ValueId>)> = Vec::new();
        for child in self.children(id) {
            for at in self.declarators(child) {
                if let Some((target, _)) = assignment_parts(self.subject, at) {
                    for_names(self.subject, target, |symbol| {
                        declared.push((symbol, self.env.names.get(&symbol).copied()));
                    });
                }
            }
            self.walk(child);
        }
        // A function's own block needs no restoring, and nothing is known after it.
        for (symbol, before) in declared.into_iter().rev() {
            match before {
                Some(value) => self.env.names.insert(symbol, value),
                None => self.env.names.remove(&symbol),
            };
        }
    }

    /// The declarators that a statement consists of.
    fn declarators(&self, statement: NodeId) -> Vec<NodeId> {
        match self.role(statement) {
            Role::Declaration => self
                .subject
                .tree
                .children(statement)
                .filter(|child| self.role(*child) == Role::Declarator)
                .collect(),
            _ if self.is_declaration(statement) => vec![statement],
            _ => Vec::new(),
        }
    }

    fn function(&mut self, id: NodeId) {
        let subject = self.subject;
        let outer = std::mem::take(&mut self.env);
        let captured = self.captured.clone();
        let once =
            (self.depth == 0).then(|| std::mem::replace(&mut self.once, counts(subject, id)));
        if self.depth > 0 {
            let seen = outer.names.iter().filter(|(symbol, value)| {
                **value != UNKNOWN && self.once.get(symbol).is_some_and(|count| *count == 1)
            });
            self.captured.extend(seen.map(|(symbol, value)| (*symbol, *value)));
        }
        self.depth += 1;
        let name = subject.fields.name;
        for child in self.children(id) {
            let node = subject.node(child);
            if node.role == Role::Parameters
                || node.field != 0 && node.field == subject.fields.parameter
            {
                self.forget(child);
            } else if node.field == 0 || node.field != name {
                self.walk(child);
            }
        }
        self.depth -= 1;
        self.captured = captured;
        if let Some(once) = once {
            self.once = once;
        }
        self.env = outer;
    }

    fn branches(&mut self, id: NodeId) {
        let fields = self.subject.fields;
        let children = self.children(id);
        let is_branch = |at: usize, child: NodeId| {
            let node = self.subject.node(child);
            let field = node.field;
            let by_field =
                field != 0 && (field == fields.consequence || field == fields.alternative);
            by_field || at > 0 && matches!(node.role, Role::Block | Role::Else)
        };
        let cut = (0..children.len())
            .find(|at| is_branch(*at, children[*at]))
            .unwrap_or(children.len().min(1));
        for child in &children[..cut] {
            self.walk(*child);
        }
        let before = self.env.clone();
        let mut after: Option<Env> = None;
        let mut has_else = false;
        for (at, child) in children.iter().enumerate().skip(cut) {
            let node = self.subject.node(*child);
            let text = self.subject.text_of(*child);
            let again = text.starts_with("elif")
                || text.starts_with("elsif")
                || text.starts_with("else if")
                || text.starts_with("elseif");
            has_else |= at > cut && !again && node.role != Role::If;
            self.env = before.clone();
            self.walk(*child);
            after = Some(self.joined(after));
        }
        self.env = before;
        self.env = if has_else { after.unwrap_or_default() } else { self.joined(after) };
    }

    /// `switch`, `match`, `try`: any part may run or not.
    fn arms(&mut self, id: NodeId) {
        let children = self.children(id);
        let mut after = None;
        for (at, child) in children.into_iter().enumerate() {
            let before = self.env.clone();
            let arm =
                matches!(self.role(child), Role::Case | Role::Catch | Role::Block | Role::Else);
            if at > 0 || arm {
                self.walk(child);
                after = Some(self.joined(after));
                self.env = before;
                self.env = self.joined(after.clone());
            } else {
                self.walk(child);
            }
        }
        self.env = self.joined(after);
    }

    fn repeated(&mut self, id: NodeId) {
        let before = self.env.clone();
        let children = self.children(id);
        let names = assigned(self.subject, id);
        self.forget_all(&names);
        if self.role(id) == Role::For
            && let Some(target) = children.first()
        {
            let mut bound = Vec::new();
            for_names(self.subject, *target, |symbol| bound.push(symbol));
            // What is looped over is used before the loop binds anything.
            for child in &children[1..] {
                if self.role(*child) != Role::Block {
                    self.walk(*child);
                }
            }
            self.forget_all(&bound);
        }
        for child in children {
            self.walk(child);
        }
        self.env = self.joined(Some(before));
    }

    /// The current point and another one together.
    fn joined(&mut self, other: Option<Env>) -> Env {
        let here = self.env.clone();
        let Some(other) = other else { return here };
        if other.dead {
            return here;
        }
        if here.dead {
            return other;
        }
        let mut names = BTreeMap::new();
        for (symbol, value) in &here.names {
            let together = match other.names.get(symbol) {
                Some(same) if same == value => *value,
                Some(more) => self.either(*value, *more),
                None => UNKNOWN,
            };
            names.insert(*symbol, together);
        }
        for symbol in other.names.keys() {
            names.entry(*symbol).or_insert(UNKNOWN);
        }
        Env { names, dead: false }
    }

    fn either(&mut self, left: ValueId, right: ValueId) -> ValueId {
        if left == UNKNOWN || right == UNKNOWN {
            return UNKNOWN;
        }
        let mut all = Vec::new();
        for id in [left, right] {
            match self.found.get(id) {
                Value::Either(parts) => all.extend(parts.iter().copied()),
                _ => all.push(id),
            }
        }
        all.sort_unstable_by_key(|id| id.0);
        all.dedup();
        if all.len() > MAX_ALTERNATIVES { UNKNOWN } else { self.found.add(Value::Either(all)) }
    }
}

/// Text of the operator of an assignment where the grammar keeps it as a child.
pub(crate) fn operator<'f>(subject: &Subject<'f>, id: NodeId) -> Option<&'f str> {
    let field = subject.fields.operator;
    let operator = subject.tree.child_by_field(id, field);
    match operator {
        Some(operator) => Some(subject.text_of(operator)),
        None => {
            let mut children = subject.tree.children(id);
            let (first, second) = (children.next()?, children.next()?);
            (subject.node(id).role == Role::Assignment)
                .then(|| sign_between_text(subject, first, second).trim())
                .filter(|sign| *sign == ":=")
        }
    }
}

fn sign_between_text<'f>(subject: &Subject<'f>, left: NodeId, right: NodeId) -> &'f str {
    let (start, end) = (subject.node(left).end, subject.node(right).start);
    tamis_syntax::Span::new(start, end.max(start)).of(subject.text)
}

fn sign_between(subject: &Subject<'_>, left: NodeId, right: NodeId) -> String {
    sign_between_text(subject, left, right).trim().to_owned()
}

/// Target and value of a definition; `None` for what is none or changes a value only.
fn definition(subject: &Subject<'_>, id: NodeId) -> Option<(NodeId, Option<NodeId>)> {
    if !matches!(subject.node(id).role, Role::Assignment | Role::Declarator | Role::Field) {
        return None;
    }
    let (target, value) = assignment_parts(subject, id)?;
    Some((target, value.filter(|value| *value != target)))
}

/// `global x`: a function that assigns to a name outside of it.
fn is_shared(subject: &Subject<'_>, id: NodeId) -> bool {
    let text = subject.text_of(id);
    subject.node(id).role == Role::Other
        && !subject.tree.is_leaf(id)
        && (text.starts_with("global ") || text.starts_with("nonlocal "))
        && subject.is_statement(id)
}

/// What a node changes without defining it anew: `x += 1`, `x++`, the names a loop or `catch` binds.
fn changed(subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
    let first = || subject.tree.children(id).next();
    match subject.node(id).role {
        Role::AugmentedAssignment | Role::For => first(),
        Role::Assignment
            if operator(subject, id).is_some_and(|sign| !matches!(sign, "=" | ":=")) =>
        {
            first()
        }
        Role::Unary => {
            let text = subject.text_of(id);
            let counts = text.starts_with("++")
                || text.starts_with("--")
                || text.ends_with("++")
                || text.ends_with("--");
            counts
                .then(|| {
                    subject.tree.children(id).find(|child| {
                        matches!(subject.node(*child).role, Role::Identifier | Role::Member)
                    })
                })
                .flatten()
        }
        _ => None,
    }
}

/// Every name below, without members' own.
fn for_names(subject: &Subject<'_>, below: NodeId, mut say: impl FnMut(u32)) {
    for id in subject.tree.subtree(below) {
        let node = subject.node(id);
        if node.role == Role::Identifier {
            say(node.symbol);
        }
    }
}

/// Names assigned below `id`.
fn assigned(subject: &Subject<'_>, id: NodeId) -> Vec<u32> {
    let mut names = Vec::new();
    for at in subject.tree.subtree(id) {
        let target =
            changed(subject, at).or_else(|| definition(subject, at).map(|(target, _)| target));
        if let Some(target) = target
            && matches!(
                subject.node(target).role,
                Role::Identifier | Role::Tuple | Role::Array | Role::Object | Role::Other
            )
        {
            for_names(subject, target, |symbol| names.push(symbol));
        }
    }
    names
}

/// Names a `catch` or `with` binds: those before its block.
fn bound_names(subject: &Subject<'_>, id: NodeId) -> Vec<u32> {
    let mut names = Vec::new();
    for child in subject.tree.children(id) {
        if subject.node(child).role == Role::Block {
            break;
        }
        if subject.node(id).role == Role::Catch {
            for_names(subject, child, |symbol| names.push(symbol));
        }
    }
    names
}

/// How often names are assigned in a function and those in it.
fn counts(subject: &Subject<'_>, function: NodeId) -> FxHashMap<u32, u32> {
    let mut counts = FxHashMap::default();
    for symbol in assigned(subject, function) {
        *counts.entry(symbol).or_default() += 1;
    }
    counts
}
