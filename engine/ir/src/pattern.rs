//! How a pattern becomes text that the plain grammar parses.

use tamis_syntax::Span;

/// How a language's patterns are made parseable.
pub struct PatternSyntax {
    /// All readings of a pattern worth trying, the best first: holes replaced by tokens the grammar takes at that
    /// place, with or without a wrapper around. Pure; a handful of candidates. The matcher takes the first that parses
    /// clean with all holes found again.
    pub encode: fn(&str) -> Vec<EncodedPattern>,
}

/// One reading of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedPattern {
    /// What to parse.
    pub text: String,
    /// The part of `text` that is the pattern; around it stands a wrapper (`class _w_ {` and `}`).
    pub body: Span,
    /// The holes in order of place.
    pub holes: Vec<Hole>,
}

/// A hole in an encoded pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// What kind.
    pub kind: HoleKind,
    /// The token that stands for it in the text (`_M3_`): an identifier that occurs nowhere else but in the hole's own form.
    pub token: String,
    /// As written in the pattern: `$X`, `$...ARGS`, `...`, `<...`.
    pub original: String,
    /// The form in the text, token included (`_E1_: _E1_`, `_E1_;`), for `Deep` the opening `_D2_(` alone.
    pub span: Span,
    /// Type of a typed metavariable as written, with metavariables unencoded.
    pub type_text: Option<String>,
}

/// Kinds of holes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoleKind {
    /// `$X`.
    Metavariable,
    /// `$...X`.
    EllipsisMetavariable,
    /// `...`.
    Ellipsis,
    /// `($X : T)`, `(T $X)`.
    Typed,
    /// `<... e ...>`: the token is the callee of a call whose argument is `e`.
    Deep,
}

impl HoleKind {
    /// The letter in its tokens: `_M3_`.
    pub fn letter(self) -> char {
        match self {
            HoleKind::Metavariable => 'M',
            HoleKind::EllipsisMetavariable => 'A',
            HoleKind::Ellipsis => 'E',
            HoleKind::Typed => 'T',
            HoleKind::Deep => 'D',
        }
    }
}
