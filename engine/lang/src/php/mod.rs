//! PHP: roles of the grammar's kinds, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{absorb, caseless, keep, leaf, skip, transparent, unwrap};

mod lower;
mod names;
mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("php"),
    title: "PHP",
    rule_names: &["php"],
    extensions: &["php", "phtml", "php5", "php7", "inc"],
    file_names: &[],
    interpreters: &["php"],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: names::names,
        matching: Matching {
            assignment_declares: true,
            once_is_constant: true,
            ..Matching::STRICT
        },
        lowering: Some(lower::LOWERING),
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("php", ROWS, &[]));

const ROWS: &[KindRow] = &[
    keep("program", Role::Root),
    skip("php_tag"),
    leaf("text_interpolation", Role::Text),
    keep("compound_statement", Role::Block),
    unwrap("expression_statement", Role::ExpressionStatement),
    transparent("parenthesized_expression"),
    transparent("argument"),
    keep("attribute_list", Role::Modifier),
    transparent("attribute_group"),
    keep("attribute", Role::Decorator),
    keep("function_call_expression", Role::Call),
    keep("member_call_expression", Role::Call),
    keep("nullsafe_member_call_expression", Role::Call),
    keep("scoped_call_expression", Role::Call),
    keep("object_creation_expression", Role::New),
    keep("arguments", Role::Arguments),
    keep("variadic_unpacking", Role::Spread),
    keep("member_access_expression", Role::Member),
    keep("class_constant_access_expression", Role::Member),
    keep("scoped_property_access_expression", Role::Member),
    unwrap("qualified_name", Role::Member),
    keep("subscript_expression", Role::Subscript),
    leaf("variable_name", Role::Identifier),
    caseless("name", Role::Identifier),
    leaf("string", Role::String),
    keep("encapsed_string", Role::String),
    skip("string_content"),
    skip("escape_sequence"),
    leaf("integer", Role::Number),
    leaf("float", Role::Number),
    caseless("boolean", Role::Boolean),
    caseless("null", Role::Null),
    keep("assignment_expression", Role::Assignment),
    keep("augmented_assignment_expression", Role::AugmentedAssignment),
    keep("binary_expression", Role::Binary),
    keep("unary_op_expression", Role::Unary),
    keep("conditional_expression", Role::Conditional),
    keep("function_definition", Role::Function),
    keep("method_declaration", Role::Function),
    keep("anonymous_function", Role::Function),
    keep("arrow_function", Role::Function),
    keep("formal_parameters", Role::Parameters),
    keep("simple_parameter", Role::Parameter),
    skip("visibility_modifier"),
    skip("static_modifier"),
    keep("class_declaration", Role::Class),
    keep("declaration_list", Role::ClassBody),
    keep("base_clause", Role::Bases),
    keep("if_statement", Role::If),
    keep("else_clause", Role::Else),
    keep("else_if_clause", Role::Else),
    keep("switch_statement", Role::Switch),
    transparent("switch_block"),
    keep("case_statement", Role::Case),
    keep("default_statement", Role::Case),
    absorb("property_declaration", Role::Declaration),
    keep("property_element", Role::Declarator),
    absorb("const_declaration", Role::Declaration),
    keep("const_element", Role::Declarator),
    transparent("namespace_name"),
    keep("foreach_statement", Role::For),
    keep("while_statement", Role::While),
    keep("try_statement", Role::Try),
    keep("catch_clause", Role::Catch),
    keep("return_statement", Role::Return),
    keep("array_creation_expression", Role::Array),
    unwrap("array_element_initializer", Role::Pair),
    keep("cast_expression", Role::Cast),
    keep("interface_declaration", Role::Class),
    keep("trait_declaration", Role::Class),
    keep("class_interface_clause", Role::Bases),
    keep("namespace_use_declaration", Role::Import),
    keep("namespace_use_clause", Role::Alias),
];
