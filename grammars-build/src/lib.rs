//! The grammars tamis parses with: pinned, compiled, and listed in one table.
//!
//! Read [`GRAMMARS`] first; [`grammar`] looks a row up by name.
//! A grammar is only syntax: which file extensions belong to a language, how it is lowered and what its names mean
//! are the business of the `lang` crate.
//!
//! This is the only crate of the workspace with `unsafe` code: [`route_heap`], and the entry points of the two grammars
//! that `build.rs` compiles.
//! Everybody else takes tree-sitter from here ([`tree_sitter`]), so that one version is linked.

#![warn(missing_docs)]

mod heap;
mod typescript;

pub use heap::route_heap;
/// The allocator [`route_heap`] hands tree-sitter's C heap to.
/// The binary makes it the Rust heap too: `#[global_allocator] static HEAP: MiMalloc = MiMalloc;`.
pub use mimalloc::MiMalloc;
pub use tree_sitter;

/// One grammar of the table.
#[derive(Clone, Copy, Debug)]
pub struct GrammarRow {
    /// Lower-case name, unique in [`GRAMMARS`]; the `sample` and `snapshot` files of the grammar carry it too.
    pub name: &'static str,
    /// Makes the grammar's handle; cheap, the parse table behind it is static data.
    pub language: fn() -> tree_sitter::Language,
}

/// Every grammar there is, sorted by name.
pub const GRAMMARS: &[GrammarRow] = &[
    GrammarRow { name: "bash", language: || tree_sitter_bash::LANGUAGE.into() },
    GrammarRow { name: "c", language: || tree_sitter_c::LANGUAGE.into() },
    GrammarRow { name: "dockerfile", language: || tree_sitter_containerfile::LANGUAGE.into() },
    GrammarRow { name: "go", language: || tree_sitter_go::LANGUAGE.into() },
    GrammarRow { name: "hcl", language: || tree_sitter_hcl::LANGUAGE.into() },
    GrammarRow { name: "html", language: || tree_sitter_html::LANGUAGE.into() },
    GrammarRow { name: "java", language: || tree_sitter_java::LANGUAGE.into() },
    GrammarRow { name: "javascript", language: || tree_sitter_javascript::LANGUAGE.into() },
    GrammarRow { name: "json", language: || tree_sitter_json::LANGUAGE.into() },
    GrammarRow { name: "php", language: || tree_sitter_php::LANGUAGE_PHP.into() },
    GrammarRow { name: "python", language: || tree_sitter_python::LANGUAGE.into() },
    GrammarRow { name: "ruby", language: || tree_sitter_ruby::LANGUAGE.into() },
    GrammarRow { name: "rust", language: || tree_sitter_rust::LANGUAGE.into() },
    GrammarRow { name: "toml", language: || tree_sitter_toml_ng::LANGUAGE.into() },
    GrammarRow { name: "tsx", language: || typescript::TSX.into() },
    GrammarRow { name: "typescript", language: || typescript::TYPESCRIPT.into() },
    GrammarRow { name: "yaml", language: || tree_sitter_yaml::LANGUAGE.into() },
];

/// The grammar of that name, or `None` if the table has no such row.
pub fn grammar(name: &str) -> Option<tree_sitter::Language> {
    let row = GRAMMARS.binary_search_by_key(&name, |row| row.name).ok()?;
    Some((GRAMMARS[row].language)())
}
