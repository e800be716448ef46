//! What there is to know of a language.

use std::fmt;

use tamis_syntax::{Grammar, NameTable, Tree};

use crate::{Lowering, PatternSyntax};

/// Name of a language, unique in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageId(pub &'static str);

impl fmt::Display for LanguageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A language: how its files are found, read and matched.
pub struct Language {
    /// Its name: `python`.
    pub id: LanguageId,
    /// Its name for people: `Python`.
    pub title: &'static str,
    /// Words under `languages:` of a rule that mean it; several languages may answer to one word (`ts` means
    /// TypeScript with and without JSX).
    pub rule_names: &'static [&'static str],
    /// File name extensions, lower case, without the dot; compared without case.
    pub extensions: &'static [&'static str],
    /// Whole file names (`Dockerfile`), and prefixes that end in a dot (`Dockerfile.`); compared without case.
    pub file_names: &'static [&'static str],
    /// Program names in a `#!` line (`python3` is found by `python`: digits and dots at the end are cut).
    pub interpreters: &'static [&'static str],
    /// What a `pattern` is where there is no grammar.
    pub text: TextPatterns,
    /// Its grammar, if it has one (`generic` and `regex` have none: rules of theirs see text).
    pub syntax: Option<Syntax>,
}

/// What a `pattern` of a language without a grammar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextPatterns {
    /// Words, punctuation and blocks, with holes.
    Words,
    /// A regular expression.
    Regexes,
}

/// The parsed side of a language.
pub struct Syntax {
    /// Compiled grammar with its tables; built on first use.
    pub grammar: fn() -> &'static Grammar,
    /// How patterns are made parseable.
    pub pattern: PatternSyntax,
    /// What names stand for through the file's imports.
    pub names: fn(&Grammar, &Tree, &str) -> NameTable,
    /// Where matching is looser than node by node.
    pub matching: Matching,
    /// How its functions are lowered for data flow, where that is there.
    pub lowering: Option<Lowering>,
}

/// Where a language's patterns match more loosely than node by node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Matching {
    /// Objects may have entries the pattern does not name, also without an ellipsis.
    pub open_objects: bool,
    /// Entries of an object without keys have their order.
    pub positional_objects: bool,
    /// Statements of a block are a set: any order, more of them allowed.
    pub unordered_blocks: bool,
    /// Leaves of role `Text` are shell commands, matched word by word.
    pub shell_text: bool,
    /// A pattern that is a list of one item means that item, wherever it stands.
    pub bare_items: bool,
    /// Strings of patterns that hold a regular expression come with their backslashes doubled, and with the language's
    /// own escapes.
    pub escaped_regexes: bool,
    /// `x = 1` makes a variable of the function it stands in, there is no other declaration.
    pub assignment_declares: bool,
    /// The last expression of a function is returned without saying so.
    pub implicit_return: bool,
    /// A name that stands as a statement calls a function.
    pub bare_calls: bool,
    /// Quotes around plain text change nothing: `"a"` is the word `a`.
    pub quotes_are_words: bool,
    /// A string that reads like a number or truth value is one: `"1"` is `1`.
    pub coerces: bool,
    /// A name that the file assigns once, outside of functions, is a constant without saying so.
    pub once_is_constant: bool,
    /// In a pattern `"...$X..."` the metavariable may also stand for a piece of text beside the code.
    pub text_is_part: bool,
}

impl Matching {
    /// Node by node.
    pub const STRICT: Matching = Matching {
        open_objects: false,
        positional_objects: false,
        unordered_blocks: false,
        shell_text: false,
        bare_items: false,
        escaped_regexes: false,
        assignment_declares: false,
        implicit_return: false,
        bare_calls: false,
        quotes_are_words: false,
        coerces: false,
        once_is_constant: false,
        text_is_part: false,
    };
}

impl Language {
    /// Whether rules for the language `word` (as written in a rule, any case) apply to files of this one.
    pub fn answers_to(&self, word: &str) -> bool {
        self.rule_names.iter().any(|name| name.eq_ignore_ascii_case(word))
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.id.0).finish()
    }
}
