//! Java patterns.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, TypedSyntax, Wrapper, encode, words};

/// How Java patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"'", block: "", triple: true },
    typed: TypedSyntax::TypeFirst,
    own_ellipsis: is_variadic,
    form,
    wrappers,
    fallbacks: &["@", "@;", "@ @;", "@ @", "case @:", "@=@"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 11] = [
    ("", "\n"),
    // An expression.
    ("", ";\n"),
    // Constructors and other members.
    ("class _w_ {", "}\n"),
    // A header alone: `class $C`.
    ("", " {}\n"),
    ("class _w_ {", ";}\n"),
    ("class _w_ {", " {}}\n"),
    ("class _w_ { void _w_() {", "}}\n"),
    // An annotation alone.
    ("", " class _w_ {}\n"),
    // `super(...)` and `this(...)`.
    ("class _w_ { _w_() {", "}}\n"),
    ("class _w_ { _w_() {", ";}}\n"),
    // An array initialiser.
    ("Object _w_ = ", ";\n"),
];

fn wrappers(text: &str) -> Vec<Wrapper> {
    let first: &[Wrapper] = match words::first_word(text) {
        "catch" | "finally" => &[("class _w_ { void _w_() { try {} ", "}}\n")],
        "else" => &[("class _w_ { void _w_() { if (_w_) {} ", "}}\n")],
        "case" | "default" => &[("switch (_w_) {", "}\n")],
        _ => &[],
    };
    first.iter().chain(&WRAPPERS).copied().collect()
}

/// `T... xs`.
fn is_variadic(site: &Site) -> bool {
    let ends_type = site.before().ends_with(|c: char| words::is_word(c) || c == '>' || c == ']');
    let after = site.after();
    ends_type && after.starts_with(char::is_whitespace) && after.trim_start().starts_with(words::is_word)
}

fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        return "@";
    }
    if !site.is_ellipsis() {
        return if is_bare_parameter(site) { "@ @" } else { "@" };
    }
    if site.is_governed() {
        return "@;";
    }
    if is_catch_clause(site) {
        return "catch(@ @){}";
    }
    match site.bracket() {
        Some('(') if site.is_item() => in_parentheses(site),
        Some('{') => in_braces(site),
        None if site.is_statement() => "@;",
        _ => "@",
    }
}

/// Whether it takes the place of a `catch` clause: `try {} ...`.
fn is_catch_clause(site: &Site) -> bool {
    site.before_closed().is_some_and(|head| words::last_word(head) == "try") && !site.starts_line()
}

/// Whether a metavariable is a whole parameter: `void f($X) {`.
fn is_bare_parameter(site: &Site) -> bool {
    site.kind() == HoleKind::Metavariable
        && site.bracket() == Some('(')
        && site.precedes(",)")
        && follows_list_sign(site)
        && site.rest().starts_with(['{', 't'])
        && is_parameter_list(site)
}

/// Whether a hole starts a parameter, annotations aside.
fn follows_list_sign(site: &Site) -> bool {
    let part = site.inside_before().rsplit(',').next().unwrap_or("").trim();
    part.is_empty() || part.starts_with('@') && !part.contains(char::is_whitespace)
}

fn in_parentheses(site: &Site) -> &'static str {
    let head = site.head();
    let annotation = head[head.trim_end_matches(|c: char| words::is_word(c) || c == '.').len()..].len();
    if head[..head.len() - annotation].ends_with('@') {
        return if site.has_inside(&['=']) { "@=@" } else { "@" };
    }
    match words::last_word(head) {
        "catch" => "@ @",
        "for" if site.inside().trim() == site.hole() => "@;;",
        _ if is_parameter_list(site) => "@ @",
        _ => "@",
    }
}

/// Whether the round brackets around are those of a method, constructor or record, not of a call.
fn is_parameter_list(site: &Site) -> bool {
    const NOT_TYPES: [&str; 10] =
        ["return", "new", "throw", "else", "assert", "case", "yield", "instanceof", "do", "goto"];
    let head = site.head();
    let (name, before) = (words::last_word(head), words::before_last_word(head));
    if name.is_empty() || matches!(name, "if" | "while" | "for" | "switch" | "synchronized" | "try" | "new") {
        return false;
    }
    let line = before.len() == head[..head.len() - name.len()].trim_end_matches([' ', '\t']).len();
    let has_type = line
        && before.ends_with(|c: char| words::is_word(c) || c == '>' || c == ']')
        && !NOT_TYPES.contains(&words::last_word(before));
    let rest = site.rest();
    let opens_body = rest.starts_with('{') || words::first_word(rest) == "throws";
    // `new Foo(...) {` has a body, too.
    let is_creation = words::has_word(words::last_clause(head), "new");
    !is_creation && (opens_body || has_type && (rest.is_empty() || rest.starts_with(';')))
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    let is_statement = site.is_statement();
    let is_first_of_enum = words::has_word(clause, "enum") && !site.has_inside(&[';']);
    if head.ends_with(['=', ']', ',', '(', '{']) || is_first_of_enum || !is_statement && !site.follows(":") {
        return "@";
    }
    let is_body = words::has_any_word(clause, &["class", "interface", "enum", "record", "new"]);
    if is_body && !head.ends_with("->") {
        return "@ @;";
    }
    let is_switch = words::before_group(head).is_some_and(|before| words::last_word(before) == "switch");
    let is_arm = is_switch && !words::has_any_word(site.inside_before(), &["case", "default"]);
    if is_arm { "case @:" } else { "@;" }
}
