//! Metavariables and what they are bound to.

use smallvec::SmallVec;
use tamis_syntax::{NodeId, Span};

use crate::distinct::Distinct;

/// A metavariable of one rule: an index into its [`Metavariables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MetavariableId(pub u16);

/// The metavariables of one rule, in order of first use; all its patterns share them.
#[derive(Debug, Clone, Default)]
pub struct Metavariables {
    names: Vec<String>,
}

impl Metavariables {
    /// The id of `name` (with its dollar), made on first use. `$_` has none: it binds nothing.
    pub fn intern(&mut self, name: &str) -> Option<MetavariableId> {
        if name == "$_" || name == "$..._" {
            return None;
        }
        let at = self.find(name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            MetavariableId(self.names.len() as u16 - 1)
        });
        Some(at)
    }

    /// The id of `name`, if some pattern of the rule has it.
    pub fn find(&self, name: &str) -> Option<MetavariableId> {
        self.names.iter().position(|known| known == name).map(|at| MetavariableId(at as u16))
    }

    /// Whether `id` is a group of a regular expression by its number (`$1`).
    pub fn is_numbered(&self, id: MetavariableId) -> bool {
        self.name(id)[1..].bytes().all(|b| b.is_ascii_digit())
    }

    /// Name with its dollar.
    pub fn name(&self, id: MetavariableId) -> &str {
        &self.names[id.0 as usize]
    }
}

/// What a metavariable stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A node.
    Node(NodeId),
    /// Siblings: the first and how many (0: nothing, at the place of the first).
    Nodes(NodeId, u32),
    /// A piece of text: content of a string, a group of a regular expression.
    Text(Span),
    /// Nothing at all (`$...ARGS` of an empty list), at a place.
    Empty(u32),
}

/// Bindings of one match. Few, so a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Env {
    bindings: SmallVec<[(MetavariableId, Bound); 4]>,
}

impl Env {
    /// What `id` is bound to.
    pub fn get(&self, id: MetavariableId) -> Option<Bound> {
        self.bindings.iter().find(|(known, _)| *known == id).map(|(_, bound)| *bound)
    }

    /// Binds `id`, which must be free.
    pub fn push(&mut self, id: MetavariableId, bound: Bound) {
        self.bindings.push((id, bound));
    }

    /// Replaces or adds a binding.
    pub fn set(&mut self, id: MetavariableId, bound: Bound) {
        match self.bindings.iter_mut().find(|(known, _)| *known == id) {
            Some(entry) => entry.1 = bound,
            None => self.push(id, bound),
        }
    }

    /// All bindings in order of binding.
    pub fn iter(&self) -> impl Iterator<Item = (MetavariableId, Bound)> + '_ {
        self.bindings.iter().copied()
    }
}

/// Solutions of a match: usually none or one.
pub(crate) type Envs = Distinct<Env>;
