//! Bash patterns: a metavariable stays an expansion where it was one.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How Bash patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "", block: "\"'", triple: false },
    // A call is no word of a command; a command substitution is.
    deep: |_| ("$(@ ", ")"),
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@;", "$@", "@) :;;"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 5] = [
    ("", "\n"),
    ("case _w_ in ", " esac\n"),
    // Loops and conditions without their end.
    ("", "\ndone\n"),
    ("", "\nfi\n"),
    ("_w_() {\n", "\n}\n"),
];

fn form(site: &Site) -> &'static str {
    match site.kind() {
        HoleKind::Metavariable if is_name(site) => "@",
        HoleKind::Metavariable => "$@",
        HoleKind::Ellipsis if is_arm(site) => "@) :;;",
        _ => "@",
    }
}

/// Whether a metavariable names what is defined or set, where no expansion may stand: `$X=1`, `$F() {`, `for $X in`.
fn is_name(site: &Site) -> bool {
    if site.before().ends_with("${") || site.before().ends_with("${#") || site.before().ends_with("${!") {
        return true;
    }
    let before = words::last_word(site.before());
    let is_declared = matches!(before, "for" | "function" | "select" | "export" | "local" | "declare" | "readonly");
    let is_set = site.after().starts_with(['=']) && !site.after().starts_with("==") || site.after().starts_with("+=");
    let is_function = site.after().trim_start().starts_with("()");
    !site.is_quoted() && (is_declared || is_set && starts_word(site) || is_function)
}

fn starts_word(site: &Site) -> bool {
    site.before().is_empty() || site.before().ends_with([' ', '\t', '\n', ';', '(', '&', '|'])
}

/// Whether an ellipsis stands for arms of a `case`.
fn is_arm(site: &Site) -> bool {
    let before = site.before().trim_end();
    let in_case = before.rfind("case ").is_some_and(|at| !words::has_word(&before[at..], "esac"));
    in_case && (words::last_word(before) == "in" || before.ends_with(";;"))
}
