//! JSON: roles of the grammar's kinds, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, no_names};

mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("json"),
    title: "JSON",
    rule_names: &["json"],
    extensions: &["json", "jsonc", "json5", "webmanifest", "ipynb", "tfstate"],
    file_names: &[".babelrc", ".eslintrc"],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: no_names,
        matching: Matching { escaped_regexes: true, ..Matching::STRICT },
        lowering: None,
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("json", ROWS, &[]));

const ROWS: &[KindRow] = &[
    keep("document", Role::Root),
    keep("object", Role::Object),
    keep("pair", Role::Pair),
    keep("array", Role::Array),
    leaf("string", Role::String),
    leaf("number", Role::Number),
    leaf("true", Role::Boolean),
    leaf("false", Role::Boolean),
    leaf("null", Role::Null),
];
