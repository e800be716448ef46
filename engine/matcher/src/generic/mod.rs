//! Generic mode: patterns for text in any language.
//!
//! For: rules with `languages: [generic]`, and `metavariable-pattern` with `language: generic`. Not for: languages with a grammar.
//! Two engines share one interface. *Spacegrep* (`search`) sees words, punctuation and the blocks that indentation and braces
//! make; `...` reaches at most ten lines. *Aliengrep* (`alien`, option `generic_engine: aliengrep`) sees words, brackets and
//! other characters; there, white space never matters. A file is split once into a [`Document`], which all patterns share.
//! Read [`GenericPattern`] first.
//!
//! ```
//! use tamis_matcher::generic::{Document, GenericOptions, GenericPattern};
//!
//! let pattern = GenericPattern::compile("listen $PORT;", &GenericOptions::default()).expect("compiles");
//! let document = Document::new("server {\n  listen 8080;\n}\n", None);
//! let mut steps = 1_000_000;
//! let found = pattern.find(&document, &mut steps);
//! assert_eq!(found[0].bindings[0].0, "$PORT");
//! ```

use tamis_syntax::Span;

mod alien;
mod comments;
mod document;
mod pattern;
mod search;
#[cfg(test)]
mod tests;

pub use comments::CommentStyle;
pub use document::{Document, is_readable};

/// Longest pattern, in bytes.
const MAX_LENGTH: usize = 16 * 1024;

/// The `generic_*` options of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenericOptions {
    /// `generic_engine: aliengrep`.
    pub aliengrep: bool,
    /// `generic_ellipsis_max_span`: lines an ellipsis of spacegrep may reach beyond its own; 0 keeps it on its line.
    pub ellipsis_max_span: u32,
    /// `generic_caseless`: letters of the pattern match in either case. A repeated metavariable still needs the same letters.
    pub caseless: bool,
    /// `generic_multiline`: whether aliengrep takes line breaks for white space.
    pub multiline: bool,
    /// `generic_braces`, or `None` for the usual ones: what aliengrep takes for brackets.
    pub braces: Option<Vec<(char, char)>>,
    /// `generic_extra_braces`.
    pub extra_braces: Vec<(char, char)>,
    /// `generic_extra_word_characters`: beside letters, digits and the underscore.
    pub extra_word_characters: Vec<char>,
}

impl Default for GenericOptions {
    fn default() -> Self {
        GenericOptions {
            aliengrep: false,
            ellipsis_max_span: 10,
            caseless: false,
            multiline: true,
            braces: None,
            extra_braces: Vec::new(),
            extra_word_characters: Vec::new(),
        }
    }
}

/// Why a pattern cannot be used. Offsets are bytes into it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GenericError {
    /// It holds nothing to look for.
    #[error("generic pattern is empty")]
    Empty,
    /// Two ellipses with nothing between them, the second with a name.
    #[error("'{name}' cannot follow another ellipsis")]
    EllipsisAfterEllipsis {
        /// The second one.
        name: String,
        /// Where it stands.
        offset: usize,
    },
    /// A metavariable is used in two ways, as `$...X` and as `$....X`.
    #[error("'{name}' is used as two kinds of metavariable")]
    InconsistentMetavariable {
        /// Its bare name.
        name: String,
        /// Where the second use stands.
        offset: usize,
    },
    /// Its indentation nests beyond our limit.
    #[error("generic pattern nests too deeply")]
    TooDeep,
    /// Its text is beyond our limit.
    #[error("generic pattern is too large")]
    TooLarge,
}

/// A compiled pattern.
#[derive(Debug)]
pub struct GenericPattern {
    engine: Engine,
}

#[derive(Debug)]
enum Engine {
    Space(search::SpacePattern),
    Alien(alien::AlienPattern),
}

/// One match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenericMatch {
    /// The whole match.
    pub span: Span,
    /// Metavariables (`$X`, `$...X`) with what they stand for, in the order they were bound.
    pub bindings: Vec<(String, Span)>,
}

impl GenericPattern {
    /// Compiles `text` for the engine that `options` name.
    pub fn compile(text: &str, options: &GenericOptions) -> Result<GenericPattern, GenericError> {
        if text.len() > MAX_LENGTH {
            return Err(GenericError::TooLarge);
        }
        let engine = if options.aliengrep {
            Engine::Alien(alien::AlienPattern::compile(text, options)?)
        } else {
            Engine::Space(search::SpacePattern::compile(text, options)?)
        };
        Ok(GenericPattern { engine })
    }

    /// Its metavariables with their dollars, each once.
    pub fn metavariables(&self) -> &[String] {
        match &self.engine {
            Engine::Space(pattern) => pattern.metavariables(),
            Engine::Alien(pattern) => pattern.metavariables(),
        }
    }

    /// The matches in `document`, sorted by start. Each step of the search takes one from `budget`; when it is down to zero
    /// the search ends with what it has.
    pub fn find(&self, document: &Document<'_>, budget: &mut u64) -> Vec<GenericMatch> {
        match &self.engine {
            Engine::Space(pattern) => pattern.find(document, budget),
            Engine::Alien(pattern) => pattern.find(document.original(), budget),
        }
    }
}
