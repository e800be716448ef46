//! HTML: roles of the grammar's kinds, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, no_names, skip, transparent};

mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("html"),
    title: "HTML",
    rule_names: &["html", "vue", "svelte"],
    extensions: &["html", "htm", "xhtml", "vue", "svelte"],
    file_names: &[],
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

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("html", ROWS, &[]));

const ROWS: &[KindRow] = &[
    keep("document", Role::Root),
    keep("element", Role::Element),
    keep("script_element", Role::Element),
    keep("style_element", Role::Element),
    transparent("start_tag"),
    transparent("self_closing_tag"),
    skip("end_tag"),
    leaf("tag_name", Role::Identifier),
    keep("attribute", Role::ElementAttribute),
    leaf("attribute_name", Role::Identifier),
    leaf("attribute_value", Role::String),
    leaf("quoted_attribute_value", Role::String),
    leaf("text", Role::Text),
    leaf("raw_text", Role::Text),
];
