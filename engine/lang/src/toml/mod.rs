//! TOML: roles of the grammar's kinds, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, no_names};

mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("toml"),
    title: "TOML",
    rule_names: &["toml"],
    extensions: &["toml"],
    file_names: &["Pipfile"],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: no_names,
        matching: Matching::STRICT,
        lowering: None,
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("toml", ROWS, &[]));

const ROWS: &[KindRow] = &[
    keep("document", Role::Root),
    keep("table", Role::ConfigBlock),
    keep("table_array_element", Role::ConfigBlock),
    keep("pair", Role::Pair),
    keep("inline_table", Role::Object),
    keep("array", Role::Array),
    leaf("bare_key", Role::Identifier),
    leaf("quoted_key", Role::Identifier),
    leaf("dotted_key", Role::Identifier),
    leaf("string", Role::String),
    leaf("integer", Role::Number),
    leaf("float", Role::Number),
    leaf("boolean", Role::Boolean),
];
