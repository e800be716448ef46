//! Go: roles of the grammar's kinds, imports, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{absorb, keep, leaf, skip, transparent, unwrap};

mod lower;
mod names;
mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("go"),
    title: "Go",
    rule_names: &["go", "golang"],
    extensions: &["go"],
    file_names: &[],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: names::names,
        matching: Matching { positional_objects: true, ..Matching::STRICT },
        lowering: Some(lower::LOWERING),
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("go", ROWS, &[]));

const ROWS: &[KindRow] = &[
    keep("source_file", Role::Root),
    keep("block", Role::Block),
    transparent("statement_list"),
    unwrap("expression_statement", Role::ExpressionStatement),
    transparent("parenthesized_expression"),
    transparent("literal_element"),
    unwrap("expression_list", Role::Tuple),
    keep("call_expression", Role::Call),
    keep("argument_list", Role::Arguments),
    keep("variadic_argument", Role::Spread),
    keep("selector_expression", Role::Member),
    keep("qualified_type", Role::Member),
    keep("index_expression", Role::Subscript),
    leaf("identifier", Role::Identifier),
    leaf("field_identifier", Role::Identifier),
    leaf("type_identifier", Role::Identifier),
    leaf("package_identifier", Role::Identifier),
    leaf("label_name", Role::Identifier),
    leaf("blank_identifier", Role::Identifier),
    leaf("interpreted_string_literal", Role::String),
    leaf("raw_string_literal", Role::String),
    leaf("rune_literal", Role::String),
    leaf("int_literal", Role::Number),
    leaf("float_literal", Role::Number),
    leaf("true", Role::Boolean),
    leaf("false", Role::Boolean),
    leaf("nil", Role::Null),
    keep("assignment_statement", Role::Assignment),
    keep("short_var_declaration", Role::Assignment),
    absorb("var_declaration", Role::Declaration),
    absorb("const_declaration", Role::Declaration),
    transparent("var_spec_list"),
    keep("var_spec", Role::Declarator),
    keep("const_spec", Role::Declarator),
    keep("binary_expression", Role::Binary),
    keep("unary_expression", Role::Unary),
    keep("function_declaration", Role::Function),
    keep("method_declaration", Role::Function),
    keep("func_literal", Role::Function),
    keep("parameter_list", Role::Parameters),
    keep("parameter_declaration", Role::Parameter),
    keep("variadic_parameter_declaration", Role::Parameter),
    keep("type_parameter_list", Role::Modifier),
    keep("type_arguments", Role::Modifier),
    absorb("type_declaration", Role::Other),
    keep("type_spec", Role::Class),
    keep("if_statement", Role::If),
    keep("for_statement", Role::For),
    keep("expression_switch_statement", Role::Switch),
    keep("expression_case", Role::Case),
    keep("default_case", Role::Case),
    keep("type_switch_statement", Role::Switch),
    keep("type_case", Role::Case),
    keep("select_statement", Role::Switch),
    keep("communication_case", Role::Case),
    keep("return_statement", Role::Return),
    absorb("import_declaration", Role::Other),
    transparent("import_spec_list"),
    keep("import_spec", Role::Import),
    keep("package_clause", Role::Import),
    keep("composite_literal", Role::New),
    keep("literal_value", Role::Object),
    keep("keyed_element", Role::Pair),
    skip("empty_statement"),
    keep("type_conversion_expression", Role::Cast),
];
