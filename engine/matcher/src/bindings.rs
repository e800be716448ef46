//! What binds a name, and which of it reaches a use: scopes and assignments of one file.
//!
//! For: constants, symbolic values, and whether two names are one variable. Not for: flow between functions.
//! Read [`Bindings::reaching`] first.
//!
//! Control flow is followed by structure: an assignment before the use in the same list of statements, or in one around
//! it, kills what came before; one inside a branch, a loop or a `try` may or may not have happened. A name that the
//! function of the use does not bind is looked up in the scopes around, and known there only if bound once.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use tamis_syntax::{NodeId, Role};

use crate::constant::assignment_parts;
use crate::subject::Subject;

/// Most bindings of one name in one scope that are looked at.
const MAX_BINDINGS: usize = 64;

/// All that binds names in one file.
#[derive(Debug, Default)]
pub(crate) struct Bindings {
    /// By scope (a function, a class, or the file) and symbol, in order of place.
    by_name: FxHashMap<(NodeId, u32), SmallVec<[Binding; 2]>>,
    /// Scopes in which a symbol is set without being declared there.
    set_in: FxHashMap<u32, SmallVec<[NodeId; 2]>>,
    /// Symbols that a function declares to be those of a scope around (`global x`).
    outer: FxHashSet<u32>,
    /// Assignments to `self.x` by the symbol of the member.
    members: FxHashMap<u32, SmallVec<[NodeId; 2]>>,
    /// Classes by the symbol of their name.
    classes: FxHashMap<u32, NodeId>,
}

/// One place where a name gets a value.
#[derive(Debug, Clone, Copy)]
struct Binding {
    /// The node that binds: an assignment, a parameter, a loop.
    at: NodeId,
    /// What is bound, where one expression says so.
    value: Option<NodeId>,
    kind: Kind,
    /// Whether it makes a variable of its own, also where one of that name is there.
    fresh: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Assigned,
    Declared,
    Parameter,
}

/// Expressions that a name may stand for at a use; never empty.
pub(crate) type Values = SmallVec<[NodeId; 1]>;

impl Bindings {
    /// Those of the whole file, in one pass.
    pub(crate) fn build(subject: &Subject<'_>) -> Self {
        let mut bindings = Bindings::default();
        let mut scopes: Vec<(NodeId, u32)> = Vec::new();
        for at in 0..subject.tree.len() as u32 {
            let id = NodeId(at);
            while scopes.last().is_some_and(|(_, end)| *end <= at) {
                scopes.pop();
            }
            let scope = scopes.last().map_or(NodeId::ROOT, |(scope, _)| *scope);
            bindings.node(subject, id, scope);
            if is_scope(subject.node(id).role) {
                scopes.push((id, subject.node(id).subtree_end));
            }
        }
        bindings
    }

    fn node(&mut self, subject: &Subject<'_>, id: NodeId, scope: NodeId) {
        let node = subject.node(id);
        match node.role {
            Role::Assignment | Role::Declarator | Role::Field => {
                self.assignment(subject, id, scope);
            }
            Role::AugmentedAssignment | Role::For | Role::Catch => {
                let is_word = |child: &NodeId| {
                    subject.node(*child).role == Role::Other && subject.tree.is_leaf(*child)
                };
                let Some(target) = subject.tree.children(id).find(|child| !is_word(child)) else {
                    return;
                };
                let own = matches!(
                    subject.node(target).role,
                    Role::Declarator | Role::Declaration | Role::Assignment
                );
                if !own {
                    self.spoil(subject, target, id, scope, Kind::Assigned);
                }
            }
            Role::Parameters => {
                for parameter in subject.tree.children(id) {
                    let name = parameter_name(subject, parameter);
                    self.spoil(subject, name, parameter, scope, Kind::Parameter);
                }
            }
            Role::Unary => {
                let text = subject.text_of(id);
                if text.starts_with("++")
                    || text.ends_with("++")
                    || text.starts_with("--")
                    || text.ends_with("--")
                {
                    self.spoil(subject, id, id, scope, Kind::Assigned);
                }
            }
            Role::Class => {
                if let Some(name) = named_child(subject, id) {
                    self.classes.insert(subject.node(name).symbol, id);
                }
            }
            Role::Function => {
                let field = subject.fields.parameter;
                let lone = subject.tree.children(id).find(|child| {
                    let child = subject.node(*child);
                    field != 0 && child.field == field && child.role == Role::Identifier
                });
                if let Some(lone) = lone {
                    self.spoil(subject, lone, lone, id, Kind::Parameter);
                }
            }
            // `with f() as x`: the grammars have no role for it.
            Role::Other
                if id != NodeId::ROOT && subject.node(NodeId(node.parent)).role == Role::With =>
            {
                let mut parts = subject.tree.children(id);
                if let (Some(value), Some(target), None) =
                    (parts.next(), parts.next(), parts.next())
                    && subject.node(target).role == Role::Identifier
                {
                    let binding =
                        Binding { at: id, value: Some(value), kind: Kind::Assigned, fresh: false };
                    self.add(subject.node(target).symbol, scope, binding);
                }
            }
            Role::Other if !subject.tree.is_leaf(id) && subject.is_statement(id) => {
                let text = subject.text_of(id);
                if text.starts_with("global ") || text.starts_with("nonlocal ") {
                    self.outer
                        .extend(subject.tree.children(id).map(|name| subject.node(name).symbol));
                }
            }
            _ => {}
        }
    }

    fn assignment(&mut self, subject: &Subject<'_>, id: NodeId, scope: NodeId) {
        let Some((target, value)) = assignment_parts(subject, id) else { return };
        let declared = subject.node(id).role != Role::Assignment;
        let kind = if declared { Kind::Declared } else { Kind::Assigned };
        let typed = subject.tree.children(id).any(|child| subject.node(child).role == Role::Type);
        match subject.node(target).role {
            Role::Identifier => self.add(
                subject.node(target).symbol,
                scope,
                Binding { at: id, value, kind, fresh: declared || typed },
            ),
            Role::Tuple | Role::Array | Role::Object | Role::Spread => {
                self.spoil(subject, target, id, scope, kind);
            }
            Role::Member => {
                if let Some(name) = subject.tree.children(target).last() {
                    self.members.entry(subject.node(name).symbol).or_default().push(id);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, symbol: u32, scope: NodeId, binding: Binding) {
        if binding.kind == Kind::Assigned {
            let scopes = self.set_in.entry(symbol).or_default();
            if scopes.last() != Some(&scope) {
                scopes.push(scope);
            }
        }
        self.by_name.entry((scope, symbol)).or_default().push(binding);
    }

    fn spoil(
        &mut self,
        subject: &Subject<'_>,
        below: NodeId,
        at: NodeId,
        scope: NodeId,
        kind: Kind,
    ) {
        for id in subject.tree.subtree(below) {
            let node = subject.node(id);
            if node.role == Role::Identifier {
                self.add(
                    node.symbol,
                    scope,
                    Binding { at, value: None, kind, fresh: kind == Kind::Declared },
                );
            }
        }
    }

    /// The scope whose variable the name `id` is; `None` if none in the file binds it.
    pub(crate) fn scope(&self, subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
        let symbol = subject.node(id).symbol;
        scopes_around(subject, id).find(|scope| self.by_name.contains_key(&(*scope, symbol)))
    }

    /// The variable that the name `id` is: the scope that binds it and, where one name is declared several times in it,
    /// the declaration that holds at `id`.
    pub(crate) fn variable(
        &self,
        subject: &Subject<'_>,
        id: NodeId,
    ) -> (Option<NodeId>, Option<NodeId>) {
        let Some(scope) = self.scope(subject, id) else { return (None, None) };
        let all = self.by_name.get(&(scope, subject.node(id).symbol));
        let all = all.map_or(&[][..], |all| all.as_slice());
        // The first one to bind it makes no difference.
        if !all.iter().skip(1).any(|binding| binding.fresh) {
            return (Some(scope), None);
        }
        let holds = |binding: &&Binding| {
            binding.fresh
                && binding.at <= id
                && subject.tree.is_within(id, block_of(subject, binding.at))
        };
        (Some(scope), all.iter().rev().find(holds).map(|binding| binding.at))
    }

    /// What the name `id` stands for where it stands: all expressions that may have been assigned last, if all are known.
    pub(crate) fn reaching(&self, subject: &Subject<'_>, id: NodeId) -> Option<Values> {
        let symbol = subject.node(id).symbol;
        let own = scopes_around(subject, id).next()?;
        let scope = self.scope(subject, id)?;
        let all = self.by_name.get(&(scope, symbol))?;
        if all.len() > MAX_BINDINGS {
            return None;
        }
        if scope == own {
            self.local(subject, id, scope, all)
        } else {
            self.outside(symbol, scope, all)
        }
    }

    /// A name of a scope around: known if bound once, and set nowhere else.
    fn outside(&self, symbol: u32, scope: NodeId, all: &[Binding]) -> Option<Values> {
        let [only] = all else { return None };
        if self.outer.contains(&symbol) || self.set_elsewhere(symbol, scope, only) {
            return None;
        }
        only.value.map(one_value)
    }

    /// Whether a function other than that of the declaration assigns to the variable.
    fn set_elsewhere(&self, symbol: u32, scope: NodeId, binding: &Binding) -> bool {
        binding.kind == Kind::Declared
            && self.set_in.get(&symbol).is_some_and(|scopes| scopes.iter().any(|set| *set != scope))
    }

    fn local(
        &self,
        subject: &Subject<'_>,
        id: NodeId,
        scope: NodeId,
        all: &[Binding],
    ) -> Option<Values> {
        let symbol = subject.node(id).symbol;
        if all.iter().any(|binding| self.set_elsewhere(symbol, scope, binding)) {
            return None;
        }
        if let [only] = all {
            // Its own definition is no use of it.
            return only.value.filter(|value| !subject.tree.is_within(id, *value)).map(one_value);
        }
        let mut values = Values::new();
        let mut add = |binding: &Binding| -> Option<()> {
            values.push(binding.value?);
            Some(())
        };
        let mut killer = None;
        for binding in all.iter().rev() {
            if binding.at > id
                || subject.tree.is_within(id, binding.at) && binding.kind != Kind::Parameter
            {
                continue;
            }
            match before(subject, binding.at, id) {
                Before::Never => {}
                Before::Maybe => add(binding)?,
                Before::Always => {
                    add(binding)?;
                    killer = Some(binding.at);
                    break;
                }
            }
        }
        for binding in all {
            let later = binding.at > id || subject.tree.is_within(id, binding.at);
            if later
                && binding.kind != Kind::Parameter
                && carried(subject, binding.at, id, scope, killer)
            {
                add(binding)?;
            }
        }
        values.dedup();
        (!values.is_empty()).then_some(values)
    }

    /// What the member `self.x`, `this.x` or `Class.x` stands for: known if set once in the file.
    pub(crate) fn member(&self, subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
        let mut children = subject.tree.children(id);
        let (object, name) = (children.next()?, children.next()?);
        if children.next().is_some() || subject.node(object).role != Role::Identifier {
            return None;
        }
        let symbol = subject.node(name).symbol;
        let class = match subject.text_of(object) {
            "self" | "this" | "cls" => subject
                .tree
                .ancestors(id)
                .find(|around| subject.node(*around).role == Role::Class)?,
            _ => *self.classes.get(&subject.node(object).symbol)?,
        };
        let fields = self.by_name.get(&(class, symbol)).map_or(&[][..], |found| found.as_slice());
        let set = self.members.get(&symbol).map_or(&[][..], |found| found.as_slice());
        match (fields, set) {
            ([field], []) => field.value,
            ([], [only]) if subject.tree.is_within(*only, class) => {
                assignment_parts(subject, *only)?.1
            }
            _ => None,
        }
    }
}

fn one_value(value: NodeId) -> Values {
    let mut values = Values::new();
    values.push(value);
    values
}

/// The list of statements around a declaration, or the loop it is the head of.
fn block_of(subject: &Subject<'_>, id: NodeId) -> NodeId {
    let is_block = |at: &NodeId| {
        let role = subject.node(*at).role;
        Subject::is_statement_list(role) || role == Role::For || is_scope(role)
    };
    subject.tree.ancestors(id).skip(1).find(is_block).unwrap_or(NodeId::ROOT)
}

fn is_scope(role: Role) -> bool {
    matches!(role, Role::Function | Role::Lambda | Role::Class)
}

/// The scopes a name at `id` is looked up in, the innermost first. The name of a function is one of the scope around.
fn scopes_around<'s>(subject: &'s Subject<'_>, id: NodeId) -> impl Iterator<Item = NodeId> + 's {
    let named = id != NodeId::ROOT && {
        let parent = NodeId(subject.node(id).parent);
        is_scope(subject.node(parent).role) && named_child(subject, parent) == Some(id)
    };
    let around = subject.tree.ancestors(id).skip(1);
    around
        .filter(|at| *at == NodeId::ROOT || is_scope(subject.node(*at).role))
        .skip(usize::from(named))
}

fn named_child(subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
    let field = subject.fields.name;
    subject.tree.children(id).find(|child| field != 0 && subject.node(*child).field == field)
}

/// The name or pattern in a parameter.
fn parameter_name(subject: &Subject<'_>, id: NodeId) -> NodeId {
    if subject.node(id).role != Role::Parameter {
        return id;
    }
    let type_field = subject.fields.type_;
    let is_type = |child: &NodeId| {
        let child = subject.node(*child);
        matches!(child.role, Role::Type | Role::Modifier | Role::Decorator)
            || (child.field != 0 && child.field == type_field)
    };
    subject.tree.children(id).find(|child| !is_type(child)).unwrap_or(id)
}

/// Whether the statement at a binding has run when control is at a later use in the same function.
enum Before {
    Always,
    Maybe,
    Never,
}

fn before(subject: &Subject<'_>, binding: NodeId, id: NodeId) -> Before {
    let mut certain = true;
    let mut at = binding;
    loop {
        if at == NodeId::ROOT {
            return Before::Always;
        }
        let parent = NodeId(subject.node(at).parent);
        let role = subject.node(parent).role;
        if subject.tree.is_within(id, parent) {
            // Arms of one branch exclude each other.
            let arms = matches!(role, Role::If | Role::Switch | Role::Conditional)
                && matches!(subject.node(at).role, Role::Block | Role::Else | Role::Case);
            let tried = role == Role::Try;
            return match (arms, certain && !tried) {
                (true, _) => Before::Never,
                (false, true) => Before::Always,
                (false, false) => Before::Maybe,
            };
        }
        certain &= !matches!(
            role,
            Role::If
                | Role::Else
                | Role::For
                | Role::While
                | Role::Try
                | Role::Catch
                | Role::Switch
                | Role::Case
                | Role::Conditional
        ) && !is_loop(subject, parent);
        at = parent;
    }
}

/// Whether a binding that stands after the use, or around it, comes before it in the next round of a loop.
fn carried(
    subject: &Subject<'_>,
    binding: NodeId,
    id: NodeId,
    scope: NodeId,
    killer: Option<NodeId>,
) -> bool {
    subject
        .tree
        .ancestors(id)
        .skip(1)
        .take_while(|at| *at != scope && *at != NodeId::ROOT)
        .filter(|at| is_loop(subject, *at))
        .any(|around| {
            subject.tree.is_within(binding, around)
                && killer.is_none_or(|killer| !subject.tree.is_within(killer, around))
        })
}

fn is_loop(subject: &Subject<'_>, id: NodeId) -> bool {
    let role = subject.node(id).role;
    matches!(role, Role::For | Role::While)
        || role == Role::Other
            && !subject.tree.is_leaf(id)
            && (subject.text_of(id).starts_with("for") || subject.text_of(id).starts_with("do"))
}
