//! Python: roles of the grammar's kinds, imports, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow};

use crate::rows::{keep, leaf, skip, transparent, unwrap};
use tamis_syntax::Role;

mod lower;
mod names;
mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("python"),
    title: "Python",
    rule_names: &["python", "py", "python2", "python3"],
    extensions: &["py", "pyi", "pyw", "bzl"],
    file_names: &["SConstruct", "SConscript", "wscript"],
    interpreters: &["python", "pypy"],
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

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("python", ROWS, TOKENS));

/// Anonymous tokens without a field that tell programs apart.
const TOKENS: &[&str] = &["is not", "not in", "async"];

const ROWS: &[KindRow] = &[
    keep("module", Role::Root),
    keep("block", Role::Block),
    unwrap("expression_statement", Role::ExpressionStatement),
    transparent("parenthesized_expression"),
    transparent("parenthesized_list_splat"),
    keep("call", Role::Call),
    keep("argument_list", Role::Arguments),
    keep("keyword_argument", Role::KeywordArgument),
    keep("list_splat", Role::Spread),
    keep("dictionary_splat", Role::Spread),
    keep("attribute", Role::Member),
    keep("subscript", Role::Subscript),
    leaf("identifier", Role::Identifier),
    keep("string", Role::String),
    skip("string_start"),
    skip("string_content"),
    skip("string_end"),
    keep("interpolation", Role::Interpolation),
    skip("type_conversion"),
    skip("format_specifier"),
    keep("concatenated_string", Role::StringSequence),
    leaf("integer", Role::Number),
    leaf("float", Role::Number),
    leaf("true", Role::Boolean),
    leaf("false", Role::Boolean),
    leaf("none", Role::Null),
    keep("assignment", Role::Assignment),
    keep("named_expression", Role::Assignment),
    keep("augmented_assignment", Role::AugmentedAssignment),
    keep("binary_operator", Role::Binary),
    keep("boolean_operator", Role::Binary),
    keep("comparison_operator", Role::Binary),
    keep("unary_operator", Role::Unary),
    keep("not_operator", Role::Other),
    keep("conditional_expression", Role::Conditional),
    keep("function_definition", Role::Function),
    leaf("async", Role::Modifier),
    keep("lambda", Role::Lambda),
    keep("parameters", Role::Parameters),
    keep("lambda_parameters", Role::Parameters),
    keep("default_parameter", Role::Parameter),
    keep("typed_parameter", Role::Parameter),
    keep("typed_default_parameter", Role::Parameter),
    keep("type", Role::Type),
    keep("type_parameter", Role::Modifier),
    keep("class_definition", Role::Class),
    keep("decorator", Role::Decorator),
    keep("decorated_definition", Role::Decorated),
    keep("if_statement", Role::If),
    keep("elif_clause", Role::Else),
    keep("else_clause", Role::Else),
    keep("for_statement", Role::For),
    keep("while_statement", Role::While),
    keep("try_statement", Role::Try),
    keep("except_clause", Role::Catch),
    keep("except_group_clause", Role::Catch),
    keep("finally_clause", Role::Finally),
    keep("with_statement", Role::With),
    transparent("with_clause"),
    transparent("with_item"),
    transparent("as_pattern_target"),
    keep("match_statement", Role::Switch),
    keep("case_clause", Role::Case),
    keep("return_statement", Role::Return),
    keep("raise_statement", Role::Throw),
    keep("await", Role::Await),
    keep("yield", Role::Yield),
    keep("import_statement", Role::Import),
    keep("import_from_statement", Role::Import),
    keep("future_import_statement", Role::Import),
    keep("aliased_import", Role::Alias),
    unwrap("dotted_name", Role::Member),
    keep("dictionary", Role::Object),
    keep("pair", Role::Pair),
    keep("list", Role::Array),
    keep("list_pattern", Role::Array),
    keep("tuple", Role::Tuple),
    keep("expression_list", Role::Tuple),
    keep("pattern_list", Role::Tuple),
    keep("tuple_pattern", Role::Tuple),
    keep("set", Role::Set),
    keep("list_comprehension", Role::Comprehension),
    keep("set_comprehension", Role::Comprehension),
    keep("dictionary_comprehension", Role::Comprehension),
    keep("generator_expression", Role::Comprehension),
];
