//! HCL patterns: blocks, attributes, and bare values under an attribute of ours.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How HCL patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"", block: "", triple: false },
    own_ellipsis: is_expansion,
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@ = @", "@ {}"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 6] = [
    ("", "\n"),
    ("_w_ = ", "\n"),
    ("_w_ {\n", "\n}\n"),
    ("_w_ = {\n", "\n}\n"),
    // A block's header alone.
    ("", " {}\n"),
    // Operators at a line's start continue only within brackets.
    ("_w_ = (", ")\n"),
];

/// `f(list...)`.
fn is_expansion(site: &Site) -> bool {
    site.before().ends_with(|c: char| words::is_word(c) || c == ']' || c == ')')
        && site.precedes(")")
}

fn form(site: &Site) -> &'static str {
    let is_free =
        site.is_ellipsis() && !site.is_quoted() && !site.is_alone() && !is_in_heredoc(site);
    let holds_entries = matches!(site.bracket(), None | Some('{'));
    if is_free && holds_entries && is_entry(site) { "@ = @" } else { "@" }
}

/// Whether an ellipsis stands where a block or object has an entry, and not where one has its value.
fn is_entry(site: &Site) -> bool {
    let follows_value_sign = site.follows("=:?([+-*/%!<>&|.");
    let in_braces = site.bracket() == Some('{');
    let in_for = in_braces && words::last_word(site.before()) == "in";
    let follows_comma = site.follows(",") && !in_braces;
    !follows_value_sign && !in_for && !follows_comma
}

/// Whether a heredoc has begun and not ended before the hole.
fn is_in_heredoc(site: &Site) -> bool {
    let before = site.before();
    let Some(at) = before.rfind("<<") else { return false };
    let rest = before[at + 2..].trim_start_matches(['-', '~']);
    let Some((word, lines)) = rest.split_once('\n') else { return false };
    let word = word.trim();
    !word.is_empty()
        && word.chars().all(words::is_word)
        && !lines.lines().any(|line| line.trim() == word)
}
