//! Dockerfile patterns: instructions, and shell fragments under a `RUN` of ours.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How Dockerfile patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| pattern.trim_end_matches(['\n', '\r']).to_owned(),
    quotes: Quotes { line: "\"'", block: "", triple: false },
    form,
    wrappers,
    fallbacks: &["@", "\"@\"", "RUN @", "@=@", "--@=@", "CMD @", "$@"],
    ..Dialect::PLAIN
};

const KEYWORDS: [&str; 18] = [
    "FROM", "RUN", "CMD", "LABEL", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME", "USER", "WORKDIR", "ARG",
    "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL", "MAINTAINER",
];

/// A fragment of a shell command goes under `RUN`; before an instruction `RUN` would make it a command, without an error.
fn wrappers(text: &str) -> Vec<Wrapper> {
    let is_instruction = text.lines().any(|line| is_keyword(words::first_word(line)));
    if is_instruction { vec![("", "\n"), ("FROM _w_\n", "\n")] } else { vec![("", "\n"), ("RUN ", "\n")] }
}

fn is_keyword(word: &str) -> bool {
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

fn form(site: &Site) -> &'static str {
    let instruction = words::first_word(site.line_before());
    let continues = site.before().trim_end().ends_with('\\');
    if site.bracket() == Some('[') && !site.is_quoted() && is_exec_form(site) {
        return "\"@\"";
    }
    if site.starts_line() && !continues && (site.ends_line() || !site.is_ellipsis()) {
        return "RUN @";
    }
    let is_digest = site.before().ends_with('@') && instruction.eq_ignore_ascii_case("FROM");
    if is_digest || instruction.eq_ignore_ascii_case("EXPOSE") { "$@" } else { "@" }
}

/// Whether the square bracket around opens the JSON form of an instruction: `CMD ["a", "b"]`.
fn is_exec_form(site: &Site) -> bool {
    is_keyword(words::last_word(site.head())) || site.head().rsplit([' ', '\n']).next().unwrap_or("").starts_with("--")
}
