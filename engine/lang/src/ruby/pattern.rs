//! Ruby patterns.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How Ruby patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"'", block: "", triple: false },
    token,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@ => @", "@: @"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 3] = [("", "\n"), ("", "\nend\n"), ("class W_\n", "\nend\n")];

/// Names of classes and modules start with a capital.
fn token(site: &Site, index: usize) -> String {
    let name = format!("_{}{index}_", site.kind().letter());
    let before = site.before().trim_end();
    let capital = matches!(words::last_word(before), "class" | "module")
        || before.ends_with('<')
        || site.after().starts_with("::");
    if capital { format!("Z{name}") } else { name }
}
