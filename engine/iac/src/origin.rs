//! Where a value stands and how it came there.

use std::sync::Arc;

use tamis_syntax::{FileId, Span};

/// A range in one of the project's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which file.
    pub file: FileId,
    /// Byte range.
    pub span: Span,
}

impl Place {
    /// The range `span` of `file`.
    pub fn new(file: FileId, span: Span) -> Self {
        Place { file, span }
    }

    /// Whether `other` lies within, in the same file.
    pub fn contains(self, other: Place) -> bool {
        self.file == other.file && self.span.contains(other.span)
    }
}

/// How a value came to where it stands: what a [`Step`] speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Default of a variable or parameter: `name` is the variable's.
    Default,
    /// Set for a variable in a variable file or an environment file.
    VariableFile,
    /// Given to a module, a template or a build: `name` is the parameter's.
    Argument,
    /// A local value or an `ENV`: `name` is its name.
    Local,
    /// An output of a module.
    Output,
    /// An attribute of another resource: `name` is `address.attribute`.
    Attribute,
    /// The result of a function: `name` is the function's.
    Call,
    /// The element of a repetition (`for_each`, `count`, `dynamic`, `matrix`).
    Element,
    /// An anchor, a merge, a patch or an override: written elsewhere and laid over this.
    Merged,
    /// What holds when nothing is written (of the provider, the API server, the pod).
    Implied,
}

impl How {
    /// A phrase for a trace that names the thing: `default of variable 'acl'`.
    pub fn phrase(self, name: &str) -> String {
        let what = match self {
            How::Default => "default of",
            How::VariableFile => "set in a variable file:",
            How::Argument => "argument",
            How::Local => "local value",
            How::Output => "output",
            How::Attribute => "attribute",
            How::Call => "result of",
            How::Element => "element of",
            How::Merged => "merged from",
            How::Implied => "implied by",
        };
        format!("{what} '{name}'")
    }
}

/// Where a value stands, with the way it came there. The place of a resource's attribute is always the expression
/// written in that resource; `from` then leads to the variable, the argument, the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Where it is written; `None` for a value nobody wrote.
    pub place: Option<Place>,
    /// What it was taken from; `None` for a literal.
    pub from: Option<Arc<Step>>,
}

/// One earlier station of a value.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// How the value got from `origin` to the one who holds this step.
    pub how: How,
    /// Of what: a variable's name, a function's.
    pub name: Arc<str>,
    /// Where it stood before.
    pub origin: Origin,
    /// Steps from here to the start, this one included.
    depth: u16,
}

impl Origin {
    /// Longest chain kept; what came before is forgotten.
    pub const MAX_DEPTH: u16 = 64;

    /// A literal at `span` of `file`.
    pub fn literal(file: FileId, span: Span) -> Self {
        Origin { place: Some(Place::new(file, span)), from: None }
    }

    /// Of a value nobody wrote.
    pub fn none() -> Self {
        Origin::default()
    }

    /// The same value, seen from `place`, where it was taken over in the way `how` from `name`.
    pub fn via(&self, how: How, name: &str, place: Option<Place>) -> Self {
        let depth = self.depth();
        let origin = if depth >= Origin::MAX_DEPTH {
            Origin { place: self.place, from: None }
        } else {
            self.clone()
        };
        let depth = origin.depth() + 1;
        Origin { place, from: Some(Arc::new(Step { how, name: Arc::from(name), origin, depth })) }
    }

    fn depth(&self) -> u16 {
        self.from.as_ref().map_or(0, |step| step.depth)
    }

    /// The earlier stations, the nearest first.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        std::iter::successors(self.from.as_deref(), |step| step.origin.from.as_deref())
    }
}
