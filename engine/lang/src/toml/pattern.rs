//! TOML patterns: a hole is a bare key or a string.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, encode};

/// How TOML patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

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

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn pairs_and_tables() {
        check(
            "toml",
            &PATTERN,
            &[
                ("$K = $V", "_M0_ = \"_M1_\"", "pair"),
                ("a = ...", "a = \"_E0_\"", "pair"),
                ("a = \"$X-...\"", "a = \"_M0_-_E1_\"", "pair"),
                ("$A.b.$C = 1", "_M0_.b._M1_ = 1", "pair"),
                ("a = [..., \"b\", $X]", "a = [\"_E0_\", \"b\", \"_M1_\"]", "pair"),
                ("a = { ..., b = $V }", "a = { _E0_ = \"_E0_\", b = \"_M1_\" }", "pair"),
                ("[$T]", "[_M0_]", "table"),
                ("[[a.$T]]", "[[a._M0_]]", "table_array_element"),
                ("[a]\n...\nb = 1\n...", "[a]\n_E0_ = \"_E0_\"\nb = 1\n_E1_ = \"_E1_\"", "table"),
                ("[a]\nb = $X\n...\n[c]", "[a]\nb = \"_M0_\"\n_E1_ = \"_E1_\"\n[c]", "document"),
                ("...\na = 1", "_E0_ = \"_E0_\"\na = 1", "document"),
                ("\"$K\" = 1", "\"_M0_\" = 1", "pair"),
            ],
        );
    }

    #[test]
    fn values() {
        check(
            "toml",
            &PATTERN,
            &[
                ("$X", "_w_ = \"_M0_\"", "string"),
                ("\"...\"", "_w_ = \"_E0_\"", "string"),
                ("{ a = 1, ... }", "_w_ = { a = 1, _E0_ = \"_E0_\" }", "inline_table"),
            ],
        );
    }
}
