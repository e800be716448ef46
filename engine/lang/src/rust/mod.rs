//! Rust: roles of the grammar's kinds, `use`, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, skip, transparent, unwrap};

mod lower;
mod names;
mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("rust"),
    title: "Rust",
    rule_names: &["rust", "rs"],
    extensions: &["rs"],
    file_names: &[],
    interpreters: &["rust-script"],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: names::names,
        matching: Matching { implicit_return: true, ..Matching::STRICT },
        lowering: Some(lower::LOWERING),
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("rust", ROWS, TOKENS));

/// Anonymous tokens without a field that tell programs apart.
const TOKENS: &[&str] = &["-", "*", "!"];

const ROWS: &[KindRow] = &[
    keep("source_file", Role::Root),
    keep("block", Role::Block),
    keep("declaration_list", Role::ClassBody),
    unwrap("expression_statement", Role::ExpressionStatement),
    transparent("parenthesized_expression"),
    transparent("else_clause"),
    transparent("match_pattern"),
    keep("call_expression", Role::Call),
    keep("macro_invocation", Role::Call),
    keep("arguments", Role::Arguments),
    keep("token_tree", Role::Arguments),
    keep("field_expression", Role::Member),
    keep("scoped_identifier", Role::Member),
    keep("scoped_type_identifier", Role::Member),
    keep("index_expression", Role::Subscript),
    leaf("identifier", Role::Identifier),
    leaf("field_identifier", Role::Identifier),
    leaf("type_identifier", Role::Identifier),
    leaf("primitive_type", Role::Identifier),
    leaf("shorthand_field_identifier", Role::Identifier),
    leaf("self", Role::Identifier),
    leaf("super", Role::Identifier),
    leaf("crate", Role::Identifier),
    leaf("string_literal", Role::String),
    leaf("raw_string_literal", Role::String),
    leaf("char_literal", Role::String),
    leaf("integer_literal", Role::Number),
    leaf("float_literal", Role::Number),
    leaf("boolean_literal", Role::Boolean),
    keep("assignment_expression", Role::Assignment),
    keep("compound_assignment_expr", Role::AugmentedAssignment),
    keep("let_declaration", Role::Declarator),
    keep("const_item", Role::Declarator),
    keep("static_item", Role::Declarator),
    keep("binary_expression", Role::Binary),
    keep("unary_expression", Role::Unary),
    skip("mutable_specifier"),
    keep("function_item", Role::Function),
    keep("function_signature_item", Role::Function),
    keep("closure_expression", Role::Function),
    keep("parameters", Role::Parameters),
    keep("closure_parameters", Role::Parameters),
    keep("parameter", Role::Parameter),
    skip("visibility_modifier"),
    skip("function_modifiers"),
    keep("type_parameters", Role::Modifier),
    keep("where_clause", Role::Modifier),
    keep("type_arguments", Role::Modifier),
    unwrap("generic_function", Role::Other),
    keep("struct_item", Role::Class),
    keep("enum_item", Role::Other),
    keep("field_declaration_list", Role::ClassBody),
    keep("attribute_item", Role::Decorator),
    transparent("attribute"),
    keep("if_expression", Role::If),
    keep("for_expression", Role::For),
    keep("while_expression", Role::While),
    keep("match_expression", Role::Switch),
    transparent("match_block"),
    keep("match_arm", Role::Case),
    keep("return_expression", Role::Return),
    keep("await_expression", Role::Await),
    keep("use_declaration", Role::Import),
    keep("use_as_clause", Role::Alias),
    keep("struct_expression", Role::New),
    keep("field_initializer_list", Role::Object),
    keep("field_initializer", Role::Pair),
    keep("array_expression", Role::Array),
    keep("tuple_expression", Role::Tuple),
    keep("type_cast_expression", Role::Cast),
];
