//! JavaScript with JSX: roles of the grammar's kinds, imports, patterns. TypeScript builds on these tables.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{absorb, keep, leaf, skip, transparent, unwrap};

pub(crate) mod lower;
pub(crate) mod names;
pub(crate) mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("javascript"),
    title: "JavaScript",
    rule_names: &["javascript", "js"],
    extensions: &["js", "jsx", "mjs", "cjs"],
    file_names: &[],
    interpreters: &["node", "nodejs", "deno", "bun"],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: names::names,
        matching: OBJECTS,
        lowering: Some(lower::LOWERING),
    }),
};

static GRAMMAR: LazyLock<Grammar> =
    LazyLock::new(|| crate::rows::grammar("javascript", ROWS, TOKENS));

/// Objects match by the entries a pattern names.
pub(crate) const OBJECTS: Matching =
    Matching { open_objects: true, once_is_constant: true, ..Matching::STRICT };

/// Anonymous tokens without a field that tell programs apart.
pub(crate) const TOKENS: &[&str] = &[];

pub(crate) const ROWS: &[KindRow] = &[
    keep("program", Role::Root),
    keep("statement_block", Role::Block),
    unwrap("expression_statement", Role::ExpressionStatement),
    transparent("parenthesized_expression"),
    keep("call_expression", Role::Call),
    keep("new_expression", Role::New),
    keep("arguments", Role::Arguments),
    keep("spread_element", Role::Spread),
    keep("rest_pattern", Role::Spread),
    keep("member_expression", Role::Member),
    keep("subscript_expression", Role::Subscript),
    skip("optional_chain"),
    leaf("identifier", Role::Identifier),
    leaf("property_identifier", Role::Identifier),
    leaf("private_property_identifier", Role::Identifier),
    leaf("shorthand_property_identifier", Role::Identifier),
    leaf("shorthand_property_identifier_pattern", Role::Identifier),
    leaf("statement_identifier", Role::Identifier),
    leaf("this", Role::Identifier),
    leaf("super", Role::Identifier),
    keep("string", Role::String),
    skip("string_fragment"),
    skip("escape_sequence"),
    skip("html_character_reference"),
    keep("template_string", Role::String),
    keep("template_substitution", Role::Interpolation),
    leaf("number", Role::Number),
    leaf("true", Role::Boolean),
    leaf("false", Role::Boolean),
    leaf("null", Role::Null),
    leaf("undefined", Role::Null),
    leaf("regex", Role::Regex),
    keep("assignment_expression", Role::Assignment),
    keep("augmented_assignment_expression", Role::AugmentedAssignment),
    absorb("lexical_declaration", Role::Declaration),
    absorb("variable_declaration", Role::Declaration),
    keep("variable_declarator", Role::Declarator),
    keep("binary_expression", Role::Binary),
    keep("unary_expression", Role::Unary),
    keep("update_expression", Role::Unary),
    keep("ternary_expression", Role::Conditional),
    keep("function_declaration", Role::Function),
    keep("function_expression", Role::Function),
    keep("generator_function", Role::Function),
    keep("generator_function_declaration", Role::Function),
    keep("arrow_function", Role::Function),
    keep("method_definition", Role::Function),
    keep("formal_parameters", Role::Parameters),
    keep("assignment_pattern", Role::Parameter),
    keep("class_declaration", Role::Class),
    keep("class", Role::Class),
    keep("class_body", Role::ClassBody),
    keep("class_heritage", Role::Bases),
    keep("field_definition", Role::Field),
    keep("decorator", Role::Decorator),
    keep("if_statement", Role::If),
    transparent("else_clause"),
    keep("for_in_statement", Role::For),
    keep("for_statement", Role::For),
    keep("while_statement", Role::While),
    keep("try_statement", Role::Try),
    keep("catch_clause", Role::Catch),
    keep("finally_clause", Role::Finally),
    keep("switch_statement", Role::Switch),
    keep("switch_case", Role::Case),
    keep("switch_default", Role::Case),
    keep("return_statement", Role::Return),
    keep("throw_statement", Role::Throw),
    keep("await_expression", Role::Await),
    keep("yield_expression", Role::Yield),
    keep("import_statement", Role::Import),
    keep("import_specifier", Role::Alias),
    keep("namespace_import", Role::Alias),
    absorb("export_statement", Role::Modifier),
    keep("object", Role::Object),
    keep("object_pattern", Role::Object),
    keep("pair", Role::Pair),
    keep("pair_pattern", Role::Pair),
    keep("object_assignment_pattern", Role::Parameter),
    transparent("computed_property_name"),
    keep("array", Role::Array),
    keep("array_pattern", Role::Array),
    keep("sequence_expression", Role::Tuple),
    keep("jsx_element", Role::Element),
    keep("jsx_self_closing_element", Role::Element),
    transparent("jsx_opening_element"),
    skip("jsx_closing_element"),
    keep("jsx_attribute", Role::ElementAttribute),
    unwrap("jsx_expression", Role::Other),
    leaf("jsx_text", Role::Text),
];
