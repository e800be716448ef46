//! The program of one configuration file: blocks, attributes and expressions, with their places.
//!
//! For: what the evaluator walks; made once per file and shared by every instance of its module.
//! Not for: parsing (the tree comes from the grammar; `lower.rs` turns it into this).
//! Read [`Body`], then [`Expr`].

use std::sync::Arc;

use tamis_syntax::Span;

use crate::number::Number;

/// What stands between the braces of a block, or in a file.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// In the order of the text.
    pub(crate) attributes: Vec<Attribute>,
    /// In the order of the text.
    pub(crate) blocks: Vec<Arc<Block>>,
}

/// `name = value`.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: Arc<str>,
    pub(crate) value: Expr,
    /// Name and value.
    pub(crate) span: Span,
}

/// `kind "label" … { body }`.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) kind: Arc<str>,
    pub(crate) labels: Vec<Arc<str>>,
    pub(crate) body: Body,
    /// From the kind to the closing brace.
    pub(crate) span: Span,
}

impl Body {
    /// The value of an attribute; of two with one name (an error in Terraform) the first.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| &*attribute.name == name)
    }
}

/// An expression with its place.
#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) span: Span,
}

/// Kinds of expressions.
#[derive(Debug)]
pub(crate) enum ExprKind {
    Null,
    Bool(bool),
    Number(Number),
    Text(Arc<str>),
    Template(Vec<Part>),
    Tuple(Vec<Expr>),
    Object(Vec<(Expr, Expr)>),
    For(Box<For>),
    /// The first name of a traversal: `var`, `local`, `each`, a resource type, a loop variable.
    Name(Arc<str>),
    Member(Box<Expr>, Arc<str>),
    Index(Box<Expr>, Box<Expr>),
    /// `x[*]…` (full) or `x.*…`: the steps apply to each element.
    Splat(Box<Expr>, Vec<Step>),
    Call(Box<Call>),
    Not(Box<Expr>),
    Negate(Box<Expr>),
    Binary(Operator, Box<(Expr, Expr)>),
    Conditional(Box<(Expr, Expr, Expr)>),
    /// Text that did not parse.
    Invalid,
}

/// `[for …]` and `{for …}`.
#[derive(Debug)]
pub(crate) struct For {
    pub(crate) key: Option<Arc<str>>,
    pub(crate) value: Arc<str>,
    pub(crate) collection: Expr,
    /// Key of the result's entries; `None` for a list.
    pub(crate) result_key: Option<Expr>,
    pub(crate) result: Expr,
    /// `...` after the value.
    pub(crate) group: bool,
    pub(crate) condition: Option<Expr>,
}

/// A function call.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: Arc<str>,
    pub(crate) arguments: Vec<Expr>,
    /// The last argument is a list of arguments.
    pub(crate) spread: bool,
}

/// A step of a splat.
#[derive(Debug)]
pub(crate) enum Step {
    Member(Arc<str>),
    Index(Expr),
}

/// A part of a template.
#[derive(Debug)]
pub(crate) enum Part {
    Text(Arc<str>),
    Value(Expr),
    If { condition: Expr, then: Vec<Part>, other: Vec<Part> },
    For { key: Option<Arc<str>>, value: Arc<str>, collection: Expr, body: Vec<Part> },
}

/// Binary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    And,
    Or,
}

impl Expr {
    pub(crate) fn new(kind: ExprKind, span: Span) -> Self {
        Expr { kind, span }
    }

    /// The text of a literal without interpolation.
    pub(crate) fn literal(&self) -> Option<&Arc<str>> {
        match &self.kind {
            ExprKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The names of `a.b.c`, indexes left out: what a traversal refers to. Empty for anything else.
    pub(crate) fn traversal(&self) -> Vec<&Arc<str>> {
        let mut names = Vec::new();
        let mut at = self;
        loop {
            match &at.kind {
                ExprKind::Name(name) => {
                    names.push(name);
                    names.reverse();
                    return names;
                }
                ExprKind::Member(base, name) => {
                    names.push(name);
                    at = base;
                }
                ExprKind::Index(base, _) | ExprKind::Splat(base, _) => at = base,
                _ => return Vec::new(),
            }
        }
    }
}
