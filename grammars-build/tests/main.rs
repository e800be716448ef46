//! Tests of the grammar table: one binary, a module per question.

use std::path::{Path, PathBuf};

mod samples;
mod snapshots;
mod table;
mod typescript;

/// A path inside this crate's folder.
fn here(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The file names (without folder) in a folder of this crate, sorted.
fn file_names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(here(folder)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Parses `source` with a fresh parser.
fn parse(
    language: &tamis_grammars::tree_sitter::Language,
    source: &str,
) -> tamis_grammars::tree_sitter::Tree {
    let mut parser = tamis_grammars::tree_sitter::Parser::new();
    parser.set_language(language).expect("the runtime accepts the grammar's ABI");
    parser.parse(source, None).expect("a language is set and nothing cancels")
}

/// The positions (1-based line and column) of every ERROR and MISSING node, in source order.
fn syntax_errors(tree: &tamis_grammars::tree_sitter::Tree) -> Vec<String> {
    let mut errors = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        if node.is_error() || node.is_missing() {
            let at = node.start_position();
            let what = if node.is_missing() { "MISSING" } else { "ERROR" };
            errors.push(format!("{}:{} {what} {}", at.row + 1, at.column + 1, node.kind()));
        }
        // Subtrees without an error are not entered.
        if node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return errors;
            }
        }
    }
}
