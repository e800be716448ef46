//! A compiled pattern: a small tree of nodes and holes.

use std::hash::{Hash, Hasher as _};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHasher;
use tamis_syntax::Role;

use crate::metavars::MetavariableId;
use crate::options::Switches;
use crate::regex::Regex;
use crate::shell::ShellPattern;

/// A node of a pattern: an index into [`Pattern::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PatternId(pub(crate) u32);

/// A pattern compiled for one grammar.
#[derive(Debug)]
pub struct Pattern {
    pub(crate) nodes: Vec<PatternNode>,
    pub(crate) root: Root,
    /// Where a walk must try it; see [`Pattern::keys`].
    pub(crate) keys: Keys,
    /// Hashes of the names that must stand in a file; see [`crate::required`].
    pub(crate) required: Box<[u32]>,
    /// An expression that a semicolon makes a statement: it is not looked for in conditions.
    pub(crate) is_statement: bool,
    /// The options of its rule.
    pub(crate) switches: Switches,
    /// What the rule asks of the text of metavariables that this pattern alone binds.
    pub(crate) guards: Vec<Guard>,
    /// The metavariable that stands for a member (`$X.$M`) or a method that is called (`$X.$M(...)`), where there is a
    /// guard on it, with the role of the pattern.
    pub(crate) member: Option<(Role, MetavariableId)>,
    /// See [`Pattern::identity`].
    pub(crate) identity: OnceLock<u64>,
}

/// A `metavariable-regex` that is asked as soon as its metavariable is bound: what fails it is no match at all.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Guard {
    pub(crate) metavariable: MetavariableId,
    pub(crate) regex: Arc<Regex>,
}

/// What a pattern is as a whole.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum Root {
    /// One expression, statement or other node.
    Single(PatternId),
    /// Statements one after the other; at least two. An ellipsis at the start stands for all from the block's first.
    Sequence(Vec<PatternId>),
}

/// Where a walk must try a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Keys {
    /// At every node.
    Anywhere,
    /// At nodes with one of these keys and, where the second is not 0, that head symbol.
    At(Vec<(u16, u32)>),
}

impl Pattern {
    /// Where a walk must try it.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// A hash of all that decides what it matches and binds. Patterns of different rules that match the same, down to
    /// the numbers of metavariables, have one.
    pub(crate) fn identity(&self) -> u64 {
        *self.identity.get_or_init(|| {
            let mut hasher = FxHasher::default();
            self.parts().hash(&mut hasher);
            hasher.finish()
        })
    }

    /// Whether it matches and binds the same as `other`.
    pub(crate) fn is_same(&self, other: &Pattern) -> bool {
        self.parts() == other.parts()
    }

    /// What it is made of; the rest of its fields follow from these.
    fn parts(&self) -> impl Hash + PartialEq {
        (&self.nodes, &self.root, &self.switches, &self.guards, self.is_statement, &self.keys)
    }

    /// Whether it matches statements one after the other.
    pub fn is_sequence(&self) -> bool {
        matches!(self.root, Root::Sequence(_))
    }

    /// Whether a match begins with its block, before the first statement that is asked for.
    pub(crate) fn is_leading(&self) -> bool {
        matches!(&self.root, Root::Sequence(items)
            if matches!(self.node(items[0]).shape, Shape::Ellipsis))
    }

    /// The metavariable that is all of the pattern.
    pub(crate) fn lone_metavariable(&self) -> Option<MetavariableId> {
        match self.root {
            Root::Single(root) => match self.node(root).shape {
                Shape::Metavariable(id) => id,
                _ => None,
            },
            Root::Sequence(_) => None,
        }
    }

    /// Whether some match of it may bind `id`.
    pub(crate) fn may_bind(&self, id: MetavariableId) -> bool {
        let is_it = |found: &Option<MetavariableId>| *found == Some(id);
        let of_part = |part: &TextPart| matches!(part, TextPart::Metavariable(it) if is_it(it));
        self.nodes.iter().any(|node| match &node.shape {
            Shape::Metavariable(it) | Shape::EllipsisMetavariable(it) => is_it(it),
            Shape::Typed { name, type_name, .. } => is_it(name) || is_it(type_name),
            Shape::String(StringPattern::Whole(it)) => is_it(it),
            Shape::String(StringPattern::Parts(parts)) => parts.iter().any(of_part),
            Shape::Template(parts) => parts.iter().any(|part| match part {
                TemplatePart::Text(parts) => parts.iter().any(of_part),
                TemplatePart::Code(_) => false,
            }),
            Shape::Shell(_) => true,
            _ => false,
        })
    }

    pub(crate) fn node(&self, id: PatternId) -> &PatternNode {
        &self.nodes[id.0 as usize]
    }
}

/// One node of a pattern.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct PatternNode {
    pub(crate) shape: Shape,
    pub(crate) role: Role,
    pub(crate) kind: u16,
    pub(crate) field: u8,
    pub(crate) symbol: u32,
    /// Source text with holes put back; of leaves, and of strings the content.
    pub(crate) text: Box<str>,
    pub(crate) children: Vec<PatternId>,
    /// Parts of it lie outside the pattern's text: what the pattern does not say may be anything.
    pub(crate) partial: bool,
    /// Of a call: hash of the name it is known by, 0 where that is open.
    pub(crate) head: u32,
    /// Whether it stands where a value is wanted, not as a statement.
    pub(crate) is_value: bool,
    /// The names of a dotted name without holes, in order.
    pub(crate) path: Option<Vec<Box<str>>>,
}

/// What a node of a pattern stands for.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// Itself, with its children.
    Node,
    /// Itself, by text.
    Leaf,
    /// `$X`; `None` for `$_`.
    Metavariable(Option<MetavariableId>),
    /// `($X : T)`; with `type_name` where `T` is a metavariable.
    Typed { name: Option<MetavariableId>, wanted: Box<str>, type_name: Option<MetavariableId> },
    /// `$...X`.
    EllipsisMetavariable(Option<MetavariableId>),
    /// `...`.
    Ellipsis,
    /// `<... p ...>`.
    Deep(PatternId),
    /// `p. ...`: zero or more links of a method chain after `p`.
    Chain(PatternId),
    /// Commands of a shell.
    Shell(ShellPattern),
    /// A string literal with holes in it.
    String(StringPattern),
    /// A string with code in it.
    Template(Vec<TemplatePart>),
}

/// A string literal with holes.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum StringPattern {
    /// `"..."`; with `bytes`, `b"..."`.
    Any { bytes: bool },
    /// `"$X"`.
    Whole(Option<MetavariableId>),
    /// `"=~/re/"`.
    Regex(Regex),
    /// `"a $X ..."`.
    Parts(Vec<TextPart>),
}

/// A piece of a string's content.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum TextPart {
    Literal(Box<str>),
    Metavariable(Option<MetavariableId>),
    Ellipsis,
}

/// A piece of a string with code in it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum TemplatePart {
    Text(Vec<TextPart>),
    Code(PatternId),
}

/// The key under which nodes of one role, or of no role but one kind, are found.
#[inline]
pub(crate) fn key(role: Role, kind: u16) -> u16 {
    if role == Role::Other { 256 + (kind.min(u16::MAX - 256)) } else { role as u16 }
}
