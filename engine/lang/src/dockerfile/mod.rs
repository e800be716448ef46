//! Dockerfile and Containerfile: roles of the grammar's kinds, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, no_names, transparent};

mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("dockerfile"),
    title: "Dockerfile",
    rule_names: &["dockerfile", "docker"],
    extensions: &["dockerfile", "containerfile"],
    file_names: &["Dockerfile", "Dockerfile.", "Containerfile", "Containerfile."],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: no_names,
        matching: Matching { shell_text: true, ..Matching::STRICT },
        lowering: None,
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("dockerfile", ROWS, &[]));

const ROWS: &[KindRow] = &[
    keep("source_file", Role::Root),
    keep("from_instruction", Role::Other),
    leaf("shell_command", Role::Text),
    keep("json_string_array", Role::Array),
    leaf("json_string", Role::String),
    leaf("double_quoted_string", Role::String),
    leaf("single_quoted_string", Role::String),
    leaf("unquoted_string", Role::String),
    leaf("path", Role::String),
    keep("arg_pair", Role::Parameter),
    keep("env_pair", Role::Pair),
    keep("label_pair", Role::Pair),
    keep("mount_param", Role::Set),
    leaf("mount_param_param", Role::String),
    leaf("param", Role::Modifier),
    leaf("image_name", Role::Identifier),
    transparent("image_spec"),
    leaf("image_tag", Role::Modifier),
    leaf("image_digest", Role::Modifier),
    leaf("image_alias", Role::Modifier),
    leaf("expose_port", Role::Number),
];
