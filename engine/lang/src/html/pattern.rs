//! HTML patterns: holes are attributes, values, text, and names of tags.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, encode};

/// How HTML patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"", block: "", triple: false, regex: false },
    spaced: false,
    token,
    fallbacks: &["@"],
    ..Dialect::PLAIN
};

/// A tag's name has no underscores, and the grammar pairs start and end tags by name without regard to case. So that
/// `<$T>` and `</$T>` pair and are yet two tokens, the token of a tag is made of the metavariable's name, and the case
/// of its last letters is the hole's number in binary.
fn token(site: &Site, index: usize) -> String {
    let is_tag = site.before().ends_with('<') || site.before().ends_with("</");
    if !is_tag || site.kind() != HoleKind::Metavariable {
        return format!("_{}{index}_", site.kind().letter());
    }
    let name = site.hole().trim_start_matches('$').replace('_', "-").to_ascii_lowercase();
    let digits = (0..12).rev().map(|bit| if index >> bit & 1 == 1 { 'X' } else { 'x' });
    format!("m-{name}-{}", digits.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn elements() {
        check(
            "html",
            &PATTERN,
            &[
                ("<div ...>...</div>", "<div _E0_>_E1_</div>", "element"),
                ("<$T ...>...</$T>", "<m-t-xxxxxxxxxxxx _E1_>_E2_</m-t-xxxxxxxxxxXX>", "element"),
                (
                    "<$A><$B>...</$B></$A>",
                    "<m-a-xxxxxxxxxxxx><m-b-xxxxxxxxxxxX>_E2_</m-b-xxxxxxxxxxXX></m-a-xxxxxxxxxXxx>",
                    "element",
                ),
                (
                    "<$A><$A>$X</$A></$A>",
                    "<m-a-xxxxxxxxxxxx><m-a-xxxxxxxxxxxX>_M2_</m-a-xxxxxxxxxxXX></m-a-xxxxxxxxxXxx>",
                    "element",
                ),
                (
                    "<$_ href=\"$U\" ...>...</$_>",
                    "<m---xxxxxxxxxxxx href=\"_M1_\" _E2_>_E3_</m---xxxxxxxxxXxx>",
                    "element",
                ),
                ("<a href=$U ...>$X</a>", "<a href=_M0_ _E1_>_M2_</a>", "element"),
                (
                    "<a $A=\"...\" ... $B=$V>...</a>",
                    "<a _M0_=\"_E1_\" _E2_ _M3_=_M4_>_E5_</a>",
                    "element",
                ),
                ("<script ...>$...JS</script>", "<script _E0_>_A1_</script>", "script_element"),
                ("<style>...</style>", "<style>_E0_</style>", "style_element"),
                ("<meta ... content=...>", "<meta _E0_ content=_E1_>", "start_tag"),
                ("<img src=\"$X\" ... />", "<img src=\"_M0_\" _E1_ />", "self_closing_tag"),
                ("<p>$X ... <b>...</b></p>", "<p>_M0_ _E1_ <b>_E2_</b></p>", "element"),
                (
                    "<ul>\n  ...\n  <li>$X</li>\n  ...\n</ul>",
                    "<ul>\n  _E0_\n  <li>_M1_</li>\n  _E2_\n</ul>",
                    "element",
                ),
                ("<!-- $X -->", "<!-- _M0_ -->", "comment"),
                ("$X", "_M0_", "text"),
                ("...", "_E0_", "text"),
            ],
        );
    }
}
