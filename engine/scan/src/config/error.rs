//! What is wrong in a configuration file, with the place.

use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};
use tamis_syntax::Span;
use thiserror::Error;

/// Why a configuration cannot be used.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum ConfigError {
    /// The file is there and cannot be read.
    #[error("configuration '{path}' cannot be read: {reason}")]
    #[diagnostic(code(tamis::config::unreadable))]
    Unreadable {
        /// As shown.
        path: String,
        /// The system's words.
        reason: String,
    },
    /// Something in it is wrong.
    #[error("{message}")]
    #[diagnostic(code(tamis::config::wrong))]
    Wrong {
        /// Names the thing and says what is wrong.
        message: String,
        /// The file.
        #[source_code]
        file: Arc<NamedSource<String>>,
        /// The place.
        #[label("here")]
        span: SourceSpan,
        /// What to do.
        #[help]
        help: Option<String>,
    },
}

/// Keys that come near are suggested.
pub(super) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let distance = |key: &&&str| strsim::damerau_levenshtein(word, key);
    let best = known.iter().min_by_key(distance)?;
    (distance(&best) <= 1 + word.chars().count() / 4).then_some(*best)
}

/// One file, for making errors about it.
#[derive(Clone, Copy)]
pub(super) struct Subject<'t> {
    pub(super) name: &'t str,
    pub(super) text: &'t str,
}

impl Subject<'_> {
    pub(super) fn wrong(self, message: String, span: Span, help: Option<String>) -> ConfigError {
        let end = (span.end as usize).min(self.text.len());
        let start = (span.start as usize).min(end);
        ConfigError::Wrong {
            message,
            file: Arc::new(NamedSource::new(self.name, self.text.to_owned()).with_language("TOML")),
            span: (start..end).into(),
            help,
        }
    }
}
