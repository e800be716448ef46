//! TypeScript and TSX: JavaScript's tables and the kinds that types add.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::javascript;
use crate::rows::{keep, leaf, skip, transparent};

mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("typescript"),
    title: "TypeScript",
    rule_names: &["typescript", "ts"],
    extensions: &["ts", "mts", "cts"],
    file_names: &[],
    interpreters: &["ts-node", "tsx"],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &TYPESCRIPT,
        pattern: pattern::PATTERN,
        names: javascript::names::names,
        matching: javascript::OBJECTS,
        lowering: Some(javascript::lower::LOWERING),
    }),
};

pub(crate) const TSX: Language = Language {
    id: LanguageId("tsx"),
    title: "TypeScript with JSX",
    rule_names: &["typescript", "ts", "tsx"],
    extensions: &["tsx"],
    file_names: &[],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &TSX_GRAMMAR,
        pattern: pattern::PATTERN,
        names: javascript::names::names,
        matching: javascript::OBJECTS,
        lowering: Some(javascript::lower::LOWERING),
    }),
};

static TYPESCRIPT: LazyLock<Grammar> = LazyLock::new(|| grammar("typescript"));
static TSX_GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| grammar("tsx"));

fn grammar(name: &str) -> Grammar {
    let rows: Vec<KindRow> = javascript::ROWS.iter().chain(ROWS).copied().collect();
    crate::rows::grammar(name, &rows, javascript::TOKENS)
}

/// Kinds beside those of JavaScript.
const ROWS: &[KindRow] = &[
    leaf("type_identifier", Role::Identifier),
    leaf("predefined_type", Role::Identifier),
    keep("required_parameter", Role::Parameter),
    keep("optional_parameter", Role::Parameter),
    keep("type_annotation", Role::Type),
    skip("accessibility_modifier"),
    skip("override_modifier"),
    keep("type_parameters", Role::Modifier),
    keep("type_arguments", Role::Modifier),
    keep("public_field_definition", Role::Field),
    keep("abstract_class_declaration", Role::Class),
    keep("extends_clause", Role::Bases),
    keep("type_assertion", Role::Cast),
    keep("implements_clause", Role::Bases),
    transparent("non_null_expression"),
    keep("as_expression", Role::Cast),
    keep("satisfies_expression", Role::Cast),
    keep("interface_declaration", Role::Class),
    keep("import_require_clause", Role::Alias),
];
