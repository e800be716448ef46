//! C patterns.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, TypedSyntax, Wrapper, encode, words};

/// How C patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"'", block: "", triple: false, regex: false },
    typed: TypedSyntax::Declarator,
    form,
    wrappers,
    fallbacks: &["@", "@;", "@ @", "@ @;", "case @:"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 8] = [
    ("", "\n"),
    // An expression.
    ("", ";\n"),
    // A header alone: `int $F(...)`.
    ("", " {}\n"),
    ("void _w_() {", "}\n"),
    ("void _w_() {", ";}\n"),
    ("struct _w_ {", "};\n"),
    // An initialiser.
    ("int _w_ = ", ";\n"),
    // A type.
    ("", " _w_;\n"),
];

fn wrappers(text: &str) -> Vec<Wrapper> {
    let first: &[Wrapper] = match words::first_word(text) {
        "else" => &[("void _w_() { if (_w_) {} ", "}\n")],
        "case" | "default" => &[("void _w_() { switch (_w_) {", "}}\n")],
        _ => &[],
    };
    first.iter().chain(&WRAPPERS).copied().collect()
}

fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        return "@";
    }
    if is_include_path(site) {
        return "\"@\"";
    }
    if !site.is_ellipsis() {
        return "@";
    }
    if site.is_governed() {
        return "@;";
    }
    match site.bracket() {
        Some('(') if site.is_item() => in_parentheses(site),
        Some('{') => in_braces(site),
        None if site.is_statement() && !site.is_alone() => "@;",
        _ => "@",
    }
}

/// `#include $X`.
fn is_include_path(site: &Site) -> bool {
    let is_directive = site.line_before().trim_start().starts_with('#');
    let is_bare = matches!(site.kind(), HoleKind::Metavariable | HoleKind::Ellipsis);
    is_bare && is_directive && words::last_word(site.line_before()) == "include"
}

fn in_parentheses(site: &Site) -> &'static str {
    let head = site.head();
    match words::last_word(head) {
        "for" if site.inside().trim() == site.hole() => "@;;",
        _ if is_parameter_list(site) => "@ @",
        _ => "@",
    }
}

/// Whether the round brackets around are those of a function's declarator: a type before the name, or a body after.
fn is_parameter_list(site: &Site) -> bool {
    let head = site.head();
    let name = words::last_word(head);
    if name.is_empty() || matches!(name, "if" | "while" | "for" | "switch" | "sizeof" | "return") {
        return false;
    }
    let before = words::before_last_word(head);
    let type_word = words::last_word(before.trim_end_matches(['*', ' ']));
    let starts_line = words::last_clause(before).trim_start().starts_with(|c: char| words::is_word(c));
    let has_type = !type_word.is_empty()
        && starts_line
        && !before.ends_with('\n')
        && !matches!(type_word, "return" | "else" | "goto" | "case" | "do" | "sizeof");
    let ends_with_operand = before.ends_with(|c: char| words::is_word(c) || c == '*');
    has_type && ends_with_operand || site.rest().starts_with('{')
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    if site.follows(":") {
        return "@;";
    }
    if !site.is_statement() || head.ends_with(['=', ',', '{', '(']) {
        return "@";
    }
    match words::before_group(head) {
        Some(before) if words::last_word(before) == "switch" => {
            let has_arm = words::has_any_word(site.inside_before(), &["case", "default"]);
            if has_arm { "@;" } else { "case @:" }
        }
        // `(struct s) {`: a literal.
        Some("") => "@",
        Some(_) => "@;",
        None if words::has_any_word(clause, &["struct", "union"]) => "@ @;",
        None if words::has_word(clause, "enum") => "@",
        None => "@;",
    }
}
