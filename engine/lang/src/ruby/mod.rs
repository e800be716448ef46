//! Ruby: roles of the grammar's kinds, patterns.

use std::sync::LazyLock;

use tamis_ir::{Language, LanguageId, Matching, Syntax, TextPatterns};
use tamis_syntax::{Grammar, KindRow, Role};

use crate::rows::{keep, leaf, no_names, skip, transparent, unwrap};

mod lower;
mod pattern;

pub(crate) const LANGUAGE: Language = Language {
    id: LanguageId("ruby"),
    title: "Ruby",
    rule_names: &["ruby", "rb"],
    extensions: &["rb", "rake", "gemspec", "ru"],
    file_names: &["Gemfile", "Rakefile", "Vagrantfile", "Podfile"],
    interpreters: &["ruby"],
    text: TextPatterns::Words,
    syntax: Some(Syntax {
        grammar: || &GRAMMAR,
        pattern: pattern::PATTERN,
        names: no_names,
        matching: Matching {
            assignment_declares: true,
            once_is_constant: true,
            implicit_return: true,
            bare_calls: true,
            ..Matching::STRICT
        },
        lowering: Some(lower::LOWERING),
    }),
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| crate::rows::grammar("ruby", ROWS, &[]));

const ROWS: &[KindRow] = &[
    keep("program", Role::Root),
    transparent("parenthesized_statements"),
    keep("body_statement", Role::Block),
    keep("block_body", Role::Block),
    keep("then", Role::Block),
    keep("do", Role::Block),
    keep("call", Role::Call),
    keep("argument_list", Role::Arguments),
    keep("splat_argument", Role::Spread),
    keep("hash_splat_argument", Role::Spread),
    keep("element_reference", Role::Subscript),
    leaf("identifier", Role::Identifier),
    leaf("constant", Role::Identifier),
    leaf("instance_variable", Role::Identifier),
    leaf("class_variable", Role::Identifier),
    leaf("global_variable", Role::Identifier),
    leaf("self", Role::Identifier),
    leaf("hash_key_symbol", Role::Identifier),
    keep("scope_resolution", Role::Member),
    keep("string", Role::String),
    skip("string_content"),
    skip("escape_sequence"),
    keep("interpolation", Role::Interpolation),
    leaf("integer", Role::Number),
    leaf("float", Role::Number),
    leaf("true", Role::Boolean),
    leaf("false", Role::Boolean),
    leaf("nil", Role::Null),
    keep("assignment", Role::Assignment),
    keep("operator_assignment", Role::AugmentedAssignment),
    keep("binary", Role::Binary),
    keep("unary", Role::Unary),
    keep("conditional", Role::Conditional),
    keep("method", Role::Function),
    keep("singleton_method", Role::Function),
    keep("method_parameters", Role::Parameters),
    keep("optional_parameter", Role::Parameter),
    keep("keyword_parameter", Role::Parameter),
    keep("class", Role::Class),
    keep("superclass", Role::Bases),
    keep("if", Role::If),
    keep("elsif", Role::Else),
    keep("else", Role::Block),
    keep("do_block", Role::Lambda),
    keep("block", Role::Lambda),
    keep("block_parameters", Role::Parameters),
    keep("lambda_parameters", Role::Parameters),
    keep("subshell", Role::Shell),
    keep("while", Role::While),
    keep("for", Role::For),
    keep("return", Role::Return),
    keep("hash", Role::Object),
    keep("pair", Role::Pair),
    keep("array", Role::Array),
    unwrap("exceptions", Role::Tuple),
    keep("begin", Role::Block),
    keep("rescue", Role::Catch),
    keep("ensure", Role::Finally),
    keep("case", Role::Switch),
    keep("when", Role::Case),
    keep("regex", Role::Regex),
    keep("left_assignment_list", Role::Tuple),
    keep("right_assignment_list", Role::Tuple),
];
