//! Source text and its tree.
//!
//! For: spans, line positions, the compact arena every later stage walks, and the gaps a parse left.
//! Not for: reading files (`tamis-scan` owns I/O), knowing a language (tables come from `tamis-lang`).
//! Read [`Tree`] first.

mod grammar;
mod line_index;
mod names;
mod reparse;
mod role;
mod source_map;
mod span;
mod text;
mod tree;

pub use grammar::{Field, Grammar, KindInfo, KindRow, KindTable, Treat};
pub use line_index::{LineIndex, Position};
pub use names::NameTable;
pub use reparse::{LastParse, reparse};
pub use role::Role;
pub use source_map::SourceMap;
pub use span::{FileId, Span};
pub use text::{fold_hash, string_content, text_hash};
pub use tree::{Children, Node, NodeId, ParsedFile, SyntaxError, SyntaxErrorKind, Tree, parse};
