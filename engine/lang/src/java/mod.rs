//! Java: roles of the grammar's kinds, imports, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, transparent, unwrap};

mod lower;
mod names;
mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("java"),
    title: "Java",
    rule_names: &["java"],
    extensions: &["java"],
    file_names: &[],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: names::names,
        matching: Matching::STRICT,
        lowering: Some(lower::LOWERING),
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("java", ROWS, TOKENS));

/// Anonymous tokens without a field that tell programs apart.
const TOKENS: &[&str] = &[
    "++",
    "--",
    "abstract",
    "default",
    "final",
    "native",
    "private",
    "protected",
    "public",
    "static",
    "strictfp",
    "synchronized",
    "transient",
    "volatile",
];

const ROWS: &[KindRow] = &[
    keep("program", Role::Root),
    keep("block", Role::Block),
    keep("constructor_body", Role::Block),
    unwrap("expression_statement", Role::ExpressionStatement),
    transparent("parenthesized_expression"),
    keep("method_invocation", Role::Call),
    keep("explicit_constructor_invocation", Role::Call),
    keep("object_creation_expression", Role::New),
    keep("argument_list", Role::Arguments),
    keep("annotation_argument_list", Role::Arguments),
    keep("element_value_pair", Role::KeywordArgument),
    keep("field_access", Role::Member),
    keep("scoped_identifier", Role::Member),
    keep("scoped_type_identifier", Role::Member),
    keep("array_access", Role::Subscript),
    leaf("identifier", Role::Identifier),
    leaf("type_identifier", Role::Identifier),
    leaf("integral_type", Role::Identifier),
    leaf("floating_point_type", Role::Identifier),
    leaf("boolean_type", Role::Identifier),
    leaf("void_type", Role::Identifier),
    leaf("this", Role::Identifier),
    leaf("super", Role::Identifier),
    leaf("string_literal", Role::String),
    leaf("character_literal", Role::String),
    leaf("decimal_integer_literal", Role::Number),
    leaf("hex_integer_literal", Role::Number),
    leaf("octal_integer_literal", Role::Number),
    leaf("binary_integer_literal", Role::Number),
    leaf("decimal_floating_point_literal", Role::Number),
    leaf("true", Role::Boolean),
    leaf("false", Role::Boolean),
    leaf("null_literal", Role::Null),
    keep("assignment_expression", Role::Assignment),
    keep("local_variable_declaration", Role::Declaration),
    keep("field_declaration", Role::Declaration),
    keep("variable_declarator", Role::Declarator),
    keep("binary_expression", Role::Binary),
    keep("unary_expression", Role::Unary),
    keep("update_expression", Role::Unary),
    keep("ternary_expression", Role::Conditional),
    keep("method_declaration", Role::Function),
    keep("constructor_declaration", Role::Function),
    keep("lambda_expression", Role::Lambda),
    keep("formal_parameters", Role::Parameters),
    keep("inferred_parameters", Role::Parameters),
    keep("formal_parameter", Role::Parameter),
    keep("spread_parameter", Role::Parameter),
    keep("modifiers", Role::Modifier),
    keep("throws", Role::Modifier),
    keep("type_parameters", Role::Modifier),
    keep("type_arguments", Role::Modifier),
    unwrap("generic_type", Role::Other),
    keep("class_declaration", Role::Class),
    keep("interface_declaration", Role::Class),
    keep("class_body", Role::ClassBody),
    keep("interface_body", Role::ClassBody),
    keep("superclass", Role::Bases),
    keep("super_interfaces", Role::Bases),
    keep("annotation", Role::Decorator),
    keep("marker_annotation", Role::Decorator),
    keep("if_statement", Role::If),
    keep("for_statement", Role::Other),
    keep("enhanced_for_statement", Role::For),
    keep("while_statement", Role::While),
    keep("try_statement", Role::Try),
    keep("try_with_resources_statement", Role::Try),
    keep("catch_clause", Role::Catch),
    keep("finally_clause", Role::Finally),
    keep("switch_expression", Role::Switch),
    transparent("switch_block"),
    keep("switch_block_statement_group", Role::Case),
    keep("return_statement", Role::Return),
    keep("throw_statement", Role::Throw),
    keep("import_declaration", Role::Import),
    keep("array_initializer", Role::Array),
    keep("cast_expression", Role::Cast),
];
