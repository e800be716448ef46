//! What data flow asks of a language.

use tamis_syntax::{Grammar, Tree};

use crate::program::Module;

/// What data flow asks of a language.
pub struct Lowering {
    /// A file's tree and text to its program. Never fails: what it does not know it lists in `Module::unlowered`.
    pub lower: fn(&Grammar, &Tree, &str) -> Module,
    /// Where the file that an import asks for may lie, the likeliest first.
    pub locate: fn(&ImportRequest<'_>) -> Vec<FileGuess>,
    /// Name of the method that `C(...)` or `new C(...)` runs: `__init__`, `constructor`.
    pub constructor: &'static str,
    /// A receiver is never an argument: JavaScript's `this` is what a function was looked up in, and `f(x)` gives none.
    /// In Python `C.method(object, x)` hands over `self` like any other.
    pub implicit_receiver: bool,
    /// All files of a folder are one module (Go, Java): they see each other's top-level names, and an import of one is
    /// an import of all.
    pub folders: bool,
}

/// An import to be found.
#[derive(Debug, Clone, Copy)]
pub struct ImportRequest<'a> {
    /// Path of the importing file relative to the scan root, `/` between parts.
    pub importer: &'a str,
    /// The module as written.
    pub module: &'a str,
    /// The name taken from it, which may itself be a module; empty if none.
    pub item: &'a str,
}

/// A path that may be the file imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileGuess {
    /// Relative to the scan root if `anchored`, else the end of a path, to be found nearest to the importer. One that
    /// ends in `/` is a folder: any file of it.
    pub path: String,
    /// Whether `path` is whole.
    pub anchored: bool,
    /// Whether the file is the `item` itself (a submodule), not the module that holds it.
    pub is_item: bool,
}
