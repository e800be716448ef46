//! PHP patterns: a metavariable is a variable where an expression stands, a name where one is declared, called or typed.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How PHP patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare,
    quotes: Quotes { line: "\"'`", block: "", triple: false, regex: false },
    own_ellipsis: is_spread,
    own_variable: |name| SUPERGLOBALS.contains(&name),
    form,
    wrappers,
    fallbacks: &["@", "@;", "$@", "case @:", "var $@;", "@ => @,"],
    ..Dialect::PLAIN
};

/// Variables of PHP in the shape of metavariables.
const SUPERGLOBALS: [&str; 9] =
    ["$_GET", "$_POST", "$_COOKIE", "$_REQUEST", "$_SERVER", "$_SESSION", "$_FILES", "$_ENV", "$GLOBALS"];

const WRAPPERS: [Wrapper; 10] = [
    ("<?php ", "\n"),
    // An expression.
    ("<?php ", ";\n"),
    // Members.
    ("<?php class _w_ {", "}\n"),
    // A header alone: `function $F(...)`, `class $C`.
    ("<?php ", " {}\n"),
    ("<?php class _w_ {", " {}}\n"),
    ("<?php class _w_ {", ";}\n"),
    // An array's entry.
    ("<?php [", "];\n"),
    // An attribute alone.
    ("<?php ", "\nclass _w_ {}\n"),
    ("<?php function _w_() {", "}\n"),
    // A parameter.
    ("<?php function _w_(", ") {}\n"),
];

fn wrappers(text: &str) -> Vec<Wrapper> {
    let first: &[Wrapper] = match words::first_word(text) {
        "catch" | "finally" => &[("<?php try {} ", "\n")],
        "else" | "elseif" => &[("<?php if ($_w_) {} ", "\n")],
        "case" | "default" => &[("<?php switch ($_w_) {", "}\n")],
        _ => &[],
    };
    first.iter().chain(&WRAPPERS).copied().collect()
}

/// Takes off the opening tag; each wrapper has one.
fn prepare(pattern: &str) -> String {
    let text = pattern.trim();
    let text = text.strip_prefix("<?php").or_else(|| text.strip_prefix("<?")).unwrap_or(text);
    text.strip_suffix("?>").unwrap_or(text).trim().to_owned()
}

/// `...$xs`, `...[1]`, `...f()`.
fn is_spread(site: &Site) -> bool {
    site.after().starts_with(|c: char| words::is_word(c) || c == '[')
}

fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        // `"{$X}"` is an expression within the string.
        return if site.quote() != Some('\'') && site.before().ends_with('{') { "$@" } else { "@" };
    }
    match site.kind() {
        HoleKind::Metavariable if !is_name(site) => "$@",
        HoleKind::Ellipsis | HoleKind::EllipsisMetavariable => ellipsis_form(site),
        _ => "@",
    }
}

/// Whether a metavariable stands for a name without `$`: of a member, function, class or type.
fn is_name(site: &Site) -> bool {
    const BEFORE_NAME: [&str; 14] = [
        "function", "class", "interface", "trait", "enum", "extends", "implements", "new", "instanceof", "use",
        "namespace", "goto", "const", "insteadof",
    ];
    let (before, after) = (site.before().trim_end(), site.after());
    let next = after.trim_start();
    let follows_access = ["->", "::", "#[", "\\"].iter().any(|sign| before.ends_with(sign));
    let follows_keyword = BEFORE_NAME.contains(&words::last_word(before)) || continues_name_list(site);
    let is_called = after.starts_with(['(', '\\']) || next.starts_with("::");
    let types_variable = after.starts_with(' ') && next.trim_start_matches(['&', '.']).starts_with('$');
    let is_result = before.ends_with(':') && before[..before.len() - 1].trim_end().ends_with(')') && is_after_list(site);
    let is_argument_name = site.follows("(,") && next.starts_with(':') && !next.starts_with("::");
    follows_access || follows_keyword || is_called || types_variable || is_result || is_argument_name
}

/// `implements A, $X`.
fn continues_name_list(site: &Site) -> bool {
    let clause = words::last_clause(site.before());
    site.follows(",") && site.bracket().is_none() && words::has_any_word(clause, &["implements", "extends", "use"])
}

/// Whether the clause before is a function's, so that `):` opens its result type and no branch of a condition.
fn is_after_list(site: &Site) -> bool {
    words::has_any_word(words::last_clause(site.before()), &["function", "fn"])
}

fn ellipsis_form(site: &Site) -> &'static str {
    if site.is_governed() {
        return "@;";
    }
    if site.before_closed().is_some_and(|head| words::last_word(head) == "try") && !site.starts_line() {
        return "catch(@ $@){}";
    }
    match site.bracket() {
        Some('(') if site.is_item() => in_parentheses(site),
        Some('{') => in_braces(site),
        None if site.is_statement() && !site.is_alone() => "@;",
        _ => "@",
    }
}

fn in_parentheses(site: &Site) -> &'static str {
    let head = site.head();
    let name = words::last_word(head);
    let before = words::before_last_word(head);
    let is_declared = matches!(name, "function" | "fn") || matches!(words::last_word(before), "function");
    let is_reference = before.ends_with('&') && words::last_word(&before[..before.len() - 1]) == "function";
    match name {
        "catch" => "@ $@",
        "for" if site.inside().trim() == site.hole() => "@;;",
        "use" => "$@",
        _ if is_declared || is_reference => "$@",
        _ => "@",
    }
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    if site.follows(":") {
        return "@;";
    }
    if let Some(before) = words::before_group(head) {
        let has_arm = words::has_any_word(site.inside_before(), &["case", "default"]);
        match words::last_word(before) {
            "switch" if !has_arm && site.is_statement() => return "case @:",
            "match" if site.follows("{,") => return "@ => @,",
            "match" => return "@",
            _ => {}
        }
    }
    if !site.is_statement() {
        return "@";
    }
    let is_function = words::has_any_word(clause, &["function", "fn"]);
    match words::has_any_word(clause, &["class", "interface", "trait", "enum"]) && !is_function {
        true => "var $@;",
        false => "@;",
    }
}
