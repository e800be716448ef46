//! HCL (Terraform, OpenTofu): roles of the grammar's kinds, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, no_names, skip, transparent, unwrap};

mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("hcl"),
    title: "HCL (Terraform)",
    rule_names: &["terraform", "tf", "hcl"],
    extensions: &["tf", "hcl", "tfvars", "tofu", "nomad", "job"],
    file_names: &[],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: no_names,
        matching: Matching {
            open_objects: true,
            unordered_blocks: true,
            coerces: true,
            ..Matching::STRICT
        },
        lowering: None,
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("hcl", ROWS, TOKENS));

/// Operators, which have no field in this grammar.
const TOKENS: &[&str] =
    &["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!"];

const ROWS: &[KindRow] = &[
    keep("config_file", Role::Root),
    keep("body", Role::Block),
    keep("block", Role::ConfigBlock),
    skip("block_start"),
    skip("block_end"),
    keep("attribute", Role::Attribute),
    unwrap("expression", Role::Member),
    transparent("get_attr"),
    transparent("literal_value"),
    transparent("collection_value"),
    transparent("template_expr"),
    transparent("operation"),
    transparent("variable_expr"),
    transparent("for_expr"),
    leaf("identifier", Role::Identifier),
    leaf("string_lit", Role::String),
    keep("quoted_template", Role::String),
    keep("heredoc_template", Role::String),
    skip("quoted_template_start"),
    skip("quoted_template_end"),
    skip("template_literal"),
    skip("heredoc_start"),
    skip("heredoc_identifier"),
    keep("template_interpolation", Role::Interpolation),
    skip("template_interpolation_start"),
    skip("template_interpolation_end"),
    leaf("numeric_lit", Role::Number),
    leaf("bool_lit", Role::Boolean),
    leaf("null_lit", Role::Null),
    keep("tuple", Role::Array),
    skip("tuple_start"),
    skip("tuple_end"),
    keep("object", Role::Object),
    skip("object_start"),
    skip("object_end"),
    keep("object_elem", Role::Pair),
    keep("function_call", Role::Call),
    keep("function_arguments", Role::Arguments),
    keep("binary_operation", Role::Binary),
    keep("unary_operation", Role::Unary),
    keep("conditional", Role::Conditional),
];
