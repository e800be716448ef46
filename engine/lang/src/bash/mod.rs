//! Bash and POSIX shell: roles of the grammar's kinds, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, no_names, skip, transparent};

mod lower;
mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("bash"),
    title: "Bash",
    rule_names: &["bash", "sh"],
    extensions: &["sh", "bash", "ksh", "bats"],
    file_names: &[".bashrc", ".profile", ".bash_profile"],
    interpreters: &["bash", "sh", "dash", "ksh", "ash"],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: no_names,
        matching: Matching { once_is_constant: true, quotes_are_words: true, ..Matching::STRICT },
        lowering: Some(lower::LOWERING),
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("bash", ROWS, TOKENS));

/// Operators between commands, which have no field in this grammar.
const TOKENS: &[&str] = &["&&", "||", "|", "|&", "&"];

const ROWS: &[KindRow] = &[
    keep("program", Role::Root),
    keep("compound_statement", Role::Block),
    keep("do_group", Role::Block),
    keep("command", Role::Command),
    transparent("command_name"),
    keep("pipeline", Role::Pipeline),
    keep("simple_expansion", Role::Interpolation),
    keep("expansion", Role::Interpolation),
    leaf("word", Role::Identifier),
    leaf("variable_name", Role::Identifier),
    leaf("special_variable_name", Role::Identifier),
    keep("string", Role::String),
    skip("string_content"),
    leaf("raw_string", Role::String),
    leaf("ansi_c_string", Role::String),
    leaf("number", Role::Number),
    keep("variable_assignment", Role::Assignment),
    keep("function_definition", Role::Function),
    keep("if_statement", Role::If),
    keep("for_statement", Role::For),
    keep("while_statement", Role::While),
    keep("case_item", Role::Case),
];
