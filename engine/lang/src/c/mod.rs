//! C: roles of the grammar's kinds, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, no_names, skip, transparent, unwrap};

mod lower;
mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("c"),
    title: "C",
    rule_names: &["c"],
    extensions: &["c", "h"],
    file_names: &[],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: no_names,
        matching: Matching::STRICT,
        lowering: Some(lower::LOWERING),
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("c", ROWS, &[]));

const ROWS: &[KindRow] = &[
    keep("translation_unit", Role::Root),
    keep("compound_statement", Role::Block),
    unwrap("expression_statement", Role::ExpressionStatement),
    transparent("parenthesized_expression"),
    keep("call_expression", Role::Call),
    keep("argument_list", Role::Arguments),
    keep("field_expression", Role::Member),
    keep("subscript_expression", Role::Subscript),
    leaf("identifier", Role::Identifier),
    leaf("field_identifier", Role::Identifier),
    leaf("type_identifier", Role::Identifier),
    leaf("primitive_type", Role::Identifier),
    leaf("string_literal", Role::String),
    leaf("char_literal", Role::String),
    leaf("number_literal", Role::Number),
    leaf("true", Role::Boolean),
    leaf("false", Role::Boolean),
    leaf("null", Role::Null),
    keep("assignment_expression", Role::Assignment),
    keep("declaration", Role::Declaration),
    keep("init_declarator", Role::Declarator),
    keep("binary_expression", Role::Binary),
    keep("unary_expression", Role::Unary),
    keep("conditional_expression", Role::Conditional),
    keep("function_definition", Role::Function),
    keep("parameter_list", Role::Parameters),
    keep("parameter_declaration", Role::Parameter),
    skip("storage_class_specifier"),
    skip("type_qualifier"),
    keep("switch_statement", Role::Switch),
    keep("case_statement", Role::Case),
    keep("if_statement", Role::If),
    transparent("else_clause"),
    keep("for_statement", Role::Other),
    keep("while_statement", Role::While),
    keep("return_statement", Role::Return),
    keep("preproc_include", Role::Import),
    keep("cast_expression", Role::Cast),
];
