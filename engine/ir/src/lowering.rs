//! What data flow asks of a language.

use tamis_syntax::{Grammar, Tree};

use crate::program::Module;

/// What data flow asks of a language.
pub struct Lowering {
    /// A file's tree and text to its program. Never fails: what it does not know it lists in `Module::unlowered`.
    pub lower: fn(&Grammar, &Tree, &str) -> Module,
    /// Where the file that an import asks for may lie, the likeliest first.
    pub locate: fn(&ImportRequest<'_>) -> Vec<FileGuess>,
    /// Modules may go by names that files beside the code give them (`tsconfig.json`); what `locate` makes of relative
    /// paths holds for what these stand for.
    pub has_aliases: bool,
    /// Name of the method that `C(...)` or `new C(...)` runs: `__init__`, `constructor`.
    pub constructor: &'static str,
    /// A receiver is never an argument: JavaScript's `this` is what a function was looked up in, and `f(x)` gives none.
    /// In Python `C.method(object, x)` hands over `self` like any other.
    pub implicit_receiver: bool,
    /// Whose top-level names a file sees beside its own.
    pub sharing: Sharing,
    /// Members are asked for without parentheses: `a.b` may call, and a name that nothing declares is a member of
    /// `self` (Ruby).
    pub bare_members: bool,
}

/// Whose top-level names a file sees beside its own, without an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// Nobody's.
    File,
    /// Those of all files of the folder, which are one module (Go, Java); an import of one is an import of all.
    Folder,
    /// Functions, classes and constants of the whole project (Ruby, PHP): the nearest file's.
    Project,
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
