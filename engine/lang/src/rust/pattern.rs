//! Rust patterns.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Site, TypedSyntax, Wrapper, encode, words};

/// How Rust patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    typed: TypedSyntax::Colon,
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@;", "@: @", "@ => @,", "fn @(){}"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 10] = [
    ("", "\n"),
    // An expression.
    ("", ";\n"),
    ("fn _w_() {", "}\n"),
    // A header alone: `fn $F(...)`.
    ("", " {}\n"),
    // Functions with `self`.
    ("impl _w_ {", "}\n"),
    ("fn _w_() { match _w_ {", "} }\n"),
    // An attribute alone.
    ("", "\nfn _w_() {}\n"),
    ("struct _w_ {", "}\n"),
    ("_w_ {", "};\n"),
    ("type _w_ = ", ";\n"),
];

/// Words of a clause whose braces hold statements.
const BEFORE_BLOCK: [&str; 10] = ["fn", "if", "while", "for", "loop", "unsafe", "else", "async", "move", "const"];

fn form(site: &Site) -> &'static str {
    if !site.is_ellipsis() || site.is_quoted() {
        return "@";
    }
    if site.is_governed() && site.previous() != Some(')') {
        return "@;";
    }
    match site.bracket() {
        Some('(') if is_parameter(site) => "@: @",
        Some('{') => in_braces(site),
        None if site.is_statement() && !site.is_alone() => "@;",
        _ => "@",
    }
}

fn is_parameter(site: &Site) -> bool {
    let clause = words::last_clause(site.head());
    words::has_word(clause, "fn") && !clause.contains('(') && site.is_item()
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    let statement = if site.is_statement() { "@;" } else { "@" };
    if words::has_any_word(clause, &BEFORE_BLOCK) {
        return statement;
    }
    if words::has_any_word(clause, &["impl", "trait", "mod", "extern"]) {
        return if site.is_statement() { "fn @(){}" } else { "@" };
    }
    if words::has_word(clause, "match") {
        return if site.follows("{,}") { "@ => @," } else { "@" };
    }
    if words::has_any_word(clause, &["struct", "union"]) {
        return if site.is_item() { "@: @" } else { "@" };
    }
    let is_literal = head.ends_with(|c: char| words::is_word(c) || c == '>' || c == ':');
    if is_literal { "@" } else { statement }
}
