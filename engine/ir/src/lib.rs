//! The language descriptor, and the types a language's tables are made of.
//!
//! For: everything the engines may ask of a language. A language is a value; nobody matches on a language enum.
//! Not for: the values themselves (`tamis-lang` lists them).
//! Read [`Language`] first.

mod language;
mod pattern;

pub use language::{Language, LanguageId, Matching, Syntax};
pub use pattern::{EncodedPattern, Hole, HoleKind, PatternSyntax};
