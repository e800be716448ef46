//! Go patterns. A trailing newline is a must: without it `a.F(x)` parses clean as a conversion.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, TypedSyntax, Wrapper, encode, words};

/// How Go patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| complete_cases(pattern.trim_end()),
    quotes: Quotes { line: "\"'", block: "`", triple: false },
    typed: TypedSyntax::Colon,
    own_ellipsis: is_variadic,
    form,
    wrappers,
    fallbacks: &["@", "@;", "@ @", "case @:", "@: @", "\"@\""],
    ..Dialect::PLAIN
};

const IN_LITERAL: Wrapper = ("var _w_ = _w_{", "}\n");

const WRAPPERS: [Wrapper; 9] = [
    ("", "\n"),
    // A header alone: `func $F(...)`, `if $C`.
    ("", " {}\n"),
    ("func _w_() {\n", "\n}\n"),
    ("var _w_ = (", ")\n"),
    ("type _w_ struct {\n", "\n}\n"),
    ("type _w_ interface {\n", "\n}\n"),
    ("func _w_() { switch _w_ {\n", "\n} }\n"),
    ("func _w_() { select {\n", "\n} }\n"),
    IN_LITERAL,
];

/// `A: 1` alone is a label with a statement; an entry of a literal is meant.
fn wrappers(text: &str) -> Vec<Wrapper> {
    let word = words::first_word(text);
    let is_entry = !matches!(word, "" | "case" | "default")
        && text.trim_start()[word.len()..].trim_start().strip_prefix(':').is_some_and(|rest| !rest.starts_with('='));
    let first: &[Wrapper] = if is_entry { &[IN_LITERAL] } else { &[] };
    first.iter().chain(&WRAPPERS).copied().collect()
}

/// Ends each line `case $X` with the colon that patterns may leave out.
fn complete_cases(text: &str) -> String {
    let complete = |line: &str| {
        let is_open = words::first_word(line) == "case" && !line.contains(':') && !line.trim_end().ends_with(',');
        if is_open { format!("{}:", line.trim_end()) } else { line.to_owned() }
    };
    text.split('\n').map(complete).collect::<Vec<String>>().join("\n")
}

/// `f(xs...)`, `...T`, `...*T`, `...[]T`.
fn is_variadic(site: &Site) -> bool {
    let ends_operand = site.before().ends_with(|c: char| words::is_word(c) || c == ']' || c == ')');
    let type_text = site.after().trim_start_matches(['*', '[', ']']);
    let is_word = type_text.starts_with(words::is_word);
    let is_glued = is_word && type_text.chars().nth(1).is_some_and(|c| words::is_word(c) || c == '.');
    ends_operand && site.precedes(")") || is_glued
}

fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        return "@";
    }
    if is_import_path(site) {
        return "\"@\"";
    }
    if !site.is_ellipsis() {
        return "@";
    }
    match site.bracket() {
        Some('(') => in_parentheses(site),
        Some('{') | None => in_braces(site),
        _ => "@",
    }
}

/// Whether a hole stands for a path in an import, not for its alias: a bare name would become the next line's alias.
fn is_import_path(site: &Site) -> bool {
    let in_list = site.bracket() == Some('(') && words::last_word(site.head()) == "import";
    let in_line = site.bracket().is_none() && words::first_word(site.line_before()) == "import";
    let is_bare = matches!(site.kind(), HoleKind::Metavariable | HoleKind::Ellipsis);
    is_bare && (in_list || in_line) && (site.ends_line() || site.precedes(");"))
}

fn in_parentheses(site: &Site) -> &'static str {
    let clause = words::last_clause(site.head());
    match words::last_word(clause) {
        "var" | "type" => "@ @",
        _ if words::has_word(clause, "func") && site.is_item() && has_named_part(site.inside()) => "@ @",
        _ => "@",
    }
}

/// Whether one of the parts of a parameter list has a name before its type. Beside it a bare name is a name, too.
fn has_named_part(list: &str) -> bool {
    list.split(',').any(|part| {
        let word = words::first_word(part);
        let rest = &part.trim_start()[word.len()..];
        let is_type = matches!(word, "func" | "chan" | "map" | "struct" | "interface");
        !word.is_empty() && !is_type && rest.starts_with(char::is_whitespace) && !rest.trim().is_empty()
    })
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    let is_statement = site.is_statement();
    if words::last_word(head) == "struct" {
        return if is_statement { "@ @" } else { "@" };
    }
    let is_choice = site.bracket().is_some() && words::has_any_word(clause, &["switch", "select"]);
    if is_choice && is_statement && !words::has_any_word(site.inside_before(), &["case", "default"]) {
        return "case @:";
    }
    let needs_end = is_statement && !site.is_line() && !site.is_alone() && !site.precedes("}");
    if needs_end { "@;" } else { "@" }
}
