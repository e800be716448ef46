//! HTML patterns: holes are attributes, values, text, and names of tags.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, encode};

/// How HTML patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

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
