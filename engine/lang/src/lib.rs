//! Everything tamis knows of one language, one folder each.
//!
//! For: the one table of languages ([`LANGUAGES`]), how a file's language is found, and parsing.
//! Not for: matching or flow; they take a `&Language` as argument.
//! Read [`LANGUAGES`] first, then any folder: `mod.rs` holds the descriptor and the roles of the grammar's kinds,
//! `pattern.rs` how patterns are made parseable, `names.rs` what imports bind.

mod bash;
mod c;
mod detect;
mod dockerfile;
mod embedded;
mod go;
mod hcl;
mod html;
mod java;
mod javascript;
mod json;
mod lower;
mod parse;
mod pattern;
mod php;
mod python;
mod rows;
mod ruby;
mod rust;
mod toml;
mod typescript;
mod yaml;

pub use detect::{by_file_name, by_shebang};
pub use embedded::{Part, embedded_languages, parts};
pub use parse::{PARSE_BUDGET, parse, reparse};

use tamis_ir::{Language, LanguageId, TextPatterns};

/// Every language there is, sorted by id.
pub static LANGUAGES: &[Language] = &[
    bash::LANGUAGE,
    c::LANGUAGE,
    dockerfile::LANGUAGE,
    GENERIC,
    go::LANGUAGE,
    hcl::LANGUAGE,
    html::LANGUAGE,
    java::LANGUAGE,
    javascript::LANGUAGE,
    json::LANGUAGE,
    php::LANGUAGE,
    python::LANGUAGE,
    REGEX,
    ruby::LANGUAGE,
    rust::LANGUAGE,
    toml::LANGUAGE,
    typescript::TSX,
    typescript::LANGUAGE,
    yaml::LANGUAGE,
];

/// Rules over the tokens of any text file.
const GENERIC: Language = Language {
    id: LanguageId("generic"),
    title: "any text, by tokens and indentation",
    rule_names: &["generic", "none", "spacegrep", "aliengrep"],
    extensions: &[],
    file_names: &[],
    interpreters: &[],
    text: TextPatterns::Words,
    syntax: None,
};

/// Rules over the characters of any text file.
const REGEX: Language = Language {
    id: LanguageId("regex"),
    title: "any text, by regular expression",
    rule_names: &["regex"],
    extensions: &[],
    file_names: &[],
    interpreters: &[],
    text: TextPatterns::Regexes,
    syntax: None,
};

/// The language of that id.
pub fn language(id: &str) -> Option<&'static Language> {
    let at = LANGUAGES.binary_search_by(|language| language.id.0.cmp(id)).ok()?;
    LANGUAGES.get(at)
}

/// The languages whose files a rule for `word` (as under `languages:`, any case) applies to; empty if no language
/// answers to it.
pub fn languages_for_rule(word: &str) -> Vec<&'static Language> {
    LANGUAGES.iter().filter(|language| language.answers_to(word)).collect()
}
