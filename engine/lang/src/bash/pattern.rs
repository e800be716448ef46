//! Bash patterns: a metavariable stays an expansion where it was one.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How Bash patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "", block: "\"'", triple: false, regex: false },
    // A call is no word of a command; a command substitution is.
    deep: |_| ("$(@ ", ")"),
    // `...${$X}...` is one word.
    spaced: false,
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
        // Nothing expands between single quotes.
        HoleKind::Metavariable if is_name(site) || site.quote() == Some('\'') => "@",
        HoleKind::Metavariable => "$@",
        HoleKind::Ellipsis if is_arm(site) => "@) :;;",
        _ => "@",
    }
}

/// Whether a metavariable names what is defined or set, where no expansion may stand: `$X=1`, `$F() {`, `for $X in`.
fn is_name(site: &Site) -> bool {
    if site.before().ends_with("${")
        || site.before().ends_with("${#")
        || site.before().ends_with("${!")
    {
        return true;
    }
    let before = words::last_word(site.before());
    let is_declared = matches!(
        before,
        "for" | "function" | "select" | "export" | "local" | "declare" | "readonly"
    );
    let is_set = site.after().starts_with(['=']) && !site.after().starts_with("==")
        || site.after().starts_with("+=");
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

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn words_and_commands() {
        check(
            "bash",
            &PATTERN,
            &[
                ("$X", "$_M0_", "simple_expansion"),
                ("...", "_E0_", "word"),
                ("$CMD $A ...", "$_M0_ $_M1_ _E2_", "command"),
                ("echo \"$X\" '$X' ...", "echo \"$_M0_\" '_M1_' _E2_", "command"),
                ("curl ... | sh", "curl _E0_ | sh", "pipeline"),
                ("$X | ...", "$_M0_ | _E1_", "pipeline"),
                ("a > $F", "a > $_M0_", "redirected_statement"),
                ("a$X", "a$_M0_", "concatenation"),
                ("...\nfoo\n...", "_E0_\nfoo\n_E1_", "program"),
                ("$(<... eval $X ...>)", "$($(_D0_  eval $_M1_ ))", "command_substitution"),
                ("<... eval $X ...>", "$(_D0_  eval $_M1_ )", "command_substitution"),
                ("eval ... $...ARGS", "eval _E0_ _A1_", "command"),
                ("[[ $X == a ]]", "[[ $_M0_ == a ]]", "test_command"),
                ("${$X}", "${_M0_}", "expansion"),
                ("echo ${$X:-...}", "echo ${_M0_:-_E1_}", "command"),
            ],
        );
    }

    #[test]
    fn names_and_blocks() {
        check(
            "bash",
            &PATTERN,
            &[
                ("$X=$V", "_M0_=$_M1_", "variable_assignment"),
                ("$X=$(...)", "_M0_=$(_E1_)", "variable_assignment"),
                ("export $X=...", "export _M0_=_E1_", "declaration_command"),
                ("local $X", "local _M0_", "declaration_command"),
                ("$F() { ...; }", "_M0_() { _E1_; }", "function_definition"),
                ("function $F { ... }", "function _M0_ { _E1_; }", "function_definition"),
                ("for $X in ...; do ...; done", "for _M0_ in _E1_; do _E2_; done", "for_statement"),
                ("if ...; then ...; fi", "if _E0_; then _E1_; fi", "if_statement"),
                ("while $C; do\n  ...\ndone", "while $_M0_; do\n  _E1_\ndone", "while_statement"),
                ("case $X in ... esac", "case $_M0_ in _E1_) :;; esac", "case_statement"),
                (
                    "case $X in a) ...;; ... esac",
                    "case $_M0_ in a) _E1_;; _E2_) :;; esac",
                    "case_statement",
                ),
                ("if $C; then ...", "if $_M0_; then _E1_\nfi", "if_statement"),
            ],
        );
    }
}
