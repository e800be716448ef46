//! PHP patterns.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How PHP patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| {
        pattern.trim().trim_start_matches("<?php").trim_end_matches("?>").trim().to_owned()
    },
    quotes: Quotes { line: "\"'", block: "", triple: false },
    own_variable: |name| SUPERGLOBALS.contains(&name),
    token,
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@;", "$@"],
    ..Dialect::PLAIN
};

/// Variables of the language that look like metavariables.
const SUPERGLOBALS: [&str; 9] = [
    "$_GET",
    "$_POST",
    "$_COOKIE",
    "$_REQUEST",
    "$_SERVER",
    "$_FILES",
    "$_ENV",
    "$_SESSION",
    "$GLOBALS",
];

const WRAPPERS: [Wrapper; 5] = [
    ("<?php ", "\n"),
    ("<?php ", ";\n"),
    ("<?php ", " {}\n"),
    ("<?php class _w_ {", "}\n"),
    ("<?php class _w_ {", " {}}\n"),
];

/// A variable where a value stands, a plain name where the language wants one.
fn token(site: &Site, index: usize) -> String {
    let name = format!("_{}{index}_", site.kind().letter());
    let before = site.before().trim_end();
    let named = before.ends_with("->")
        || before.ends_with("::")
        || matches!(
            words::last_word(before),
            "function" | "class" | "new" | "extends" | "implements" | "use"
        );
    let value = matches!(site.kind(), HoleKind::Metavariable | HoleKind::Typed)
        && !named
        && !site.is_quoted();
    if value { format!("${name}") } else { name }
}

fn form(site: &Site) -> &'static str {
    if site.is_quoted() || !site.is_ellipsis() {
        return "@";
    }
    let before = site.before().trim_end();
    let starts = before.is_empty() || before.ends_with(['{', '}', ';']);
    if starts && !site.after().trim_start().starts_with([',', ')', '.']) {
        return "@;";
    }
    let parameters = before.rfind('(').is_some_and(|at| before[..at].contains("function"));
    if parameters && before.ends_with(['(', ',']) { "$@" } else { "@" }
}
