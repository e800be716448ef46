//! YAML: block and flow forms folded into one, scalars by type, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, no_names, skip, transparent};

mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("yaml"),
    title: "YAML",
    rule_names: &["yaml"],
    extensions: &["yaml", "yml"],
    file_names: &[],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: no_names,
        matching: Matching { bare_items: true, escaped_regexes: true, ..Matching::STRICT },
        lowering: None,
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("yaml", ROWS, &[]));

const ROWS: &[KindRow] = &[
    keep("stream", Role::Root),
    keep("document", Role::Other),
    transparent("block_node"),
    transparent("flow_node"),
    transparent("plain_scalar"),
    transparent("block_sequence_item"),
    skip("anchor"),
    leaf("tag", Role::Modifier),
    leaf("alias", Role::Identifier),
    skip("yaml_directive"),
    skip("tag_directive"),
    keep("block_mapping", Role::Object),
    keep("flow_mapping", Role::Object),
    keep("block_mapping_pair", Role::Pair),
    keep("flow_pair", Role::Pair),
    keep("block_sequence", Role::Array),
    keep("flow_sequence", Role::Array),
    leaf("string_scalar", Role::String),
    leaf("double_quote_scalar", Role::String),
    leaf("single_quote_scalar", Role::String),
    leaf("timestamp_scalar", Role::String),
    leaf("block_scalar", Role::Text),
    leaf("integer_scalar", Role::Number),
    leaf("float_scalar", Role::Number),
    leaf("boolean_scalar", Role::Boolean),
    leaf("null_scalar", Role::Null),
];
