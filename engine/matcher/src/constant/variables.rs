//! What variable a name is: scopes and what binds names in them, of one file.
//!
//! For: whether two names of one spelling are one variable, and what members of classes stand for. Not for: which value a
//! variable has at a use ([`super::reaching`]).

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use tamis_syntax::{NodeId, Role, string_content, text_hash};

use super::assignment_parts;
use crate::subject::Subject;

/// All that binds names in one file.
#[derive(Debug, Default)]
pub(crate) struct Variables {
    /// By scope (a function, a class, or the file) and symbol, in order of place.
    by_name: FxHashMap<(NodeId, u32), SmallVec<[Binding; 2]>>,
    /// Assignments to `self.x` by the symbol of the member.
    members: FxHashMap<u32, SmallVec<[NodeId; 2]>>,
    /// Classes by the symbol of their name.
    classes: FxHashMap<u32, NodeId>,
    /// Values of a configuration: `local.x` and `var.x` by the symbols of both names; `None` if set twice.
    settings: FxHashMap<(u32, u32), Option<NodeId>>,
}

/// One place where a name gets a value.
#[derive(Debug, Clone, Copy)]
struct Binding {
    /// The node that binds: an assignment, a parameter, a loop.
    at: NodeId,
    /// What is bound, where one expression says so.
    value: Option<NodeId>,
    /// Whether it makes a variable of its own, also where one of that name is there.
    fresh: bool,
}

impl Variables {
    /// Those of the whole file, in one pass.
    pub(crate) fn build(subject: &Subject<'_>) -> Self {
        let mut bindings = Variables::default();
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
                    self.spoil(subject, target, id, scope, false);
                }
            }
            Role::Parameters => {
                for parameter in subject.tree.children(id) {
                    let name = parameter_name(subject, parameter);
                    self.spoil(subject, name, parameter, scope, false);
                }
            }
            Role::Unary => {
                let text = subject.text_of(id);
                if text.starts_with("++")
                    || text.ends_with("++")
                    || text.starts_with("--")
                    || text.ends_with("--")
                {
                    self.spoil(subject, id, id, scope, false);
                }
            }
            Role::ConfigBlock => self.config_block(subject, id),
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
                    self.spoil(subject, lone, lone, id, false);
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
                    let binding = Binding { at: id, value: Some(value), fresh: false };
                    self.add(subject.node(target).symbol, scope, binding);
                }
            }
            _ => {}
        }
    }

    /// `locals { x = 1 }` and `variable "x" { default = 1 }` of Terraform.
    fn config_block(&mut self, subject: &Subject<'_>, id: NodeId) {
        let mut parts = subject.tree.children(id);
        let Some(kind) = parts.next() else { return };
        let is_attribute = |child: &NodeId| subject.node(*child).role == Role::Attribute;
        let attributes = || {
            let body =
                subject.tree.children(id).filter(|child| subject.node(*child).role == Role::Block);
            body.flat_map(|body| subject.tree.children(body).filter(is_attribute))
        };
        let of = |attribute: NodeId| {
            let mut parts = subject.tree.children(attribute);
            Some((parts.next()?, parts.next()?))
        };
        match subject.text_of(kind) {
            "locals" => {
                for (name, value) in attributes().filter_map(of) {
                    self.set(text_hash(b"local"), subject.node(name).symbol, value);
                }
            }
            "variable" => {
                let Some(label) = parts.next() else { return };
                let name = text_hash(string_content(subject.text_of(label)).as_bytes());
                let mut values = attributes().filter_map(of);
                if let Some((_, value)) =
                    values.find(|(name, _)| subject.text_of(*name) == "default")
                {
                    self.set(text_hash(b"var"), name, value);
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, kind: u32, name: u32, value: NodeId) {
        self.settings.entry((kind, name)).and_modify(|known| *known = None).or_insert(Some(value));
    }

    fn assignment(&mut self, subject: &Subject<'_>, id: NodeId, scope: NodeId) {
        let Some((target, value)) = assignment_parts(subject, id) else { return };
        let declared = subject.node(id).role != Role::Assignment;
        let typed = subject.tree.children(id).any(|child| subject.node(child).role == Role::Type);
        match subject.node(target).role {
            Role::Identifier => self.add(
                subject.node(target).symbol,
                scope,
                Binding { at: id, value, fresh: declared || typed },
            ),
            Role::Tuple | Role::Array | Role::Object | Role::Spread => {
                self.spoil(subject, target, id, scope, declared);
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
        self.by_name.entry((scope, symbol)).or_default().push(binding);
    }

    fn spoil(
        &mut self,
        subject: &Subject<'_>,
        below: NodeId,
        at: NodeId,
        scope: NodeId,
        fresh: bool,
    ) {
        for id in subject.tree.subtree(below) {
            let node = subject.node(id);
            if node.role == Role::Identifier {
                self.add(node.symbol, scope, Binding { at, value: None, fresh });
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

    /// The value of a setting of a configuration, or of a member that is set once where that makes it a constant.
    pub(crate) fn constant_member(&self, subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
        let mut children = subject.tree.children(id);
        let (object, name) = (children.next()?, children.next()?);
        let key = (subject.node(object).symbol, subject.node(name).symbol);
        if let Some(value) = self.settings.get(&key) {
            return value.filter(|_| children.next().is_none());
        }
        subject.matching.once_is_constant.then(|| self.member(subject, id)).flatten()
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
