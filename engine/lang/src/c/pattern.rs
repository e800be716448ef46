//! C patterns.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, TypedSyntax, Wrapper, encode};

/// How C patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"'", block: "", triple: false },
    typed: TypedSyntax::Declarator,
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@;", "@ @", "@ @;"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 6] = [
    ("void _w_() {", "}\n"),
    ("void _w_() {", ";}\n"),
    ("", "\n"),
    ("", ";\n"),
    // A header alone.
    ("", " {}\n"),
    ("struct _w_ {", "};\n"),
];

fn form(site: &Site) -> &'static str {
    if site.is_quoted() || !site.is_ellipsis() {
        return "@";
    }
    let before = site.before().trim_end();
    let starts = before.is_empty() || before.ends_with(['{', '}', ';', ')']);
    if starts && !site.after().trim_start().starts_with([',', ')']) { "@;" } else { "@" }
}
