//! TOML patterns: a hole is a bare key or a string.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, encode};

/// How TOML patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"'", block: "", triple: true, regex: false },
    // There are no calls: `<... v ...>` is an array headed by its token.
    deep: |_| ("[\"@\", ", "]"),
    spaced: false,
    form,
    wrappers: |_| vec![("", "\n"), ("_w_ = ", "\n")],
    fallbacks: &["\"@\"", "@ = \"@\"", "@"],
    ..Dialect::PLAIN
};

fn form(site: &Site) -> &'static str {
    if site.is_quoted() || is_in_header(site) {
        return "@";
    }
    let is_value = site.follows("=") || site.bracket() == Some('[') || site.before().ends_with('@');
    let is_key_part = site.precedes("=.") || site.before().ends_with('.');
    match (is_value, is_key_part) {
        (true, _) => "\"@\"",
        (false, true) => "@",
        (false, false) if site.is_ellipsis() && !site.is_alone() => "@ = \"@\"",
        _ => "\"@\"",
    }
}

/// Whether it is part of a table's name: `[$T]`, `[[a.$T]]`.
fn is_in_header(site: &Site) -> bool {
    let line = site.line_before().trim_start();
    line.starts_with('[') && !line.contains([',', '"', '=', ' ', ']'])
}
