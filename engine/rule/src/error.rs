//! What can be wrong with a rule file.
//!
//! For: errors that name the thing, say what is wrong and underline the YAML node.
//! Not for: patterns and regular expressions (`tamis-matcher` compiles them), findings.
//! Read [`RuleError`].

use std::fmt;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};
use tamis_syntax::Span;
use thiserror::Error;

/// Text of a rule file with its name, as diagnostics carry it.
pub type RuleSource = NamedSource<Arc<str>>;

/// The rule an error belongs to; shown as ` in rule 'id'`, or as nothing where the file as a whole is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Within {
    /// Id of the rule, or `rules[3]` (0-based) where it has none.
    pub rule: Option<Arc<str>>,
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.rule {
            Some(rule) => write!(f, " in rule '{rule}'"),
            None => Ok(()),
        }
    }
}

/// An error in a rule file. The codes are a closed set, listed in [`RuleError::CODES`].
///
/// Errors without a rule ([`RuleError::rule`]) concern the file; of these [`RuleError::is_fatal`] ones mean that no
/// rule of the file was read.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum RuleError {
    /// The file is larger than we read.
    #[error("rule file '{name}' has {bytes} bytes; {limit} is the limit", name = file.name())]
    #[diagnostic(code(tamis::rule::too_large), help("split it into several files"))]
    TooLarge {
        /// The file, without its text.
        #[source_code]
        file: RuleSource,
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },

    /// The file is not YAML.
    #[error("not valid YAML: {reason}")]
    #[diagnostic(code(tamis::rule::yaml))]
    Yaml {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// Where reading stopped.
        #[label("here")]
        span: SourceSpan,
        /// The parser's words.
        reason: String,
        /// What to do, if that is likely.
        #[help]
        help: Option<String>,
    },

    /// Collections or formulas are nested too deeply.
    #[error("nested too deeply{within}")]
    #[diagnostic(code(tamis::rule::too_deep), help("the limit is {limit} levels; split the rule"))]
    TooDeep {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The first node beyond the limit.
        #[label("one level too many")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// Levels allowed.
        limit: usize,
    },

    /// Aliases or merge keys blow the file up.
    #[error("aliases expand to too much{within}")]
    #[diagnostic(
        code(tamis::rule::too_many_nodes),
        help("each use of an alias counts as a copy of what it names")
    )]
    TooManyNodes {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// Where the limit was met.
        #[label("expanded here")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
    },

    /// There is no list under a top key `rules`.
    #[error("no list of rules: {reason}")]
    #[diagnostic(
        code(tamis::rule::no_rules),
        help("a rule file has the top key 'rules:' with a list of rules below it")
    )]
    NoRules {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// What is there in its place.
        #[label("{reason}")]
        span: SourceSpan,
        /// What was found.
        reason: String,
    },

    /// A value is of the wrong type.
    #[error("{what} must be {expected}, not {found}{within}")]
    #[diagnostic(code(tamis::rule::wrong_type))]
    WrongType {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The value.
        #[label("expected {expected}")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The thing (`'pattern'`).
        what: String,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
        /// What to do, if that is likely.
        #[help]
        help: Option<String>,
    },

    /// A key nobody knows.
    #[error("unknown key '{key}'{within}")]
    #[diagnostic(code(tamis::rule::unknown_key))]
    UnknownKey {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The key.
        #[label("unknown key")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The key.
        key: String,
        /// A near key.
        #[help]
        help: Option<String>,
    },

    /// A key that must be there is not.
    #[error("missing key '{key}'{within}")]
    #[diagnostic(code(tamis::rule::missing_key))]
    MissingKey {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The mapping, by its first line.
        #[label("'{key}' is missing here")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The key, or the keys of which one is needed.
        key: String,
        /// What to do.
        #[help]
        help: Option<String>,
    },

    /// A key stands twice in one mapping.
    #[error("key '{key}' stands twice{within}")]
    #[diagnostic(
        code(tamis::rule::duplicate_key),
        help("keep one; several conditions of one kind go into a list, each with its own hyphen")
    )]
    DuplicateKey {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The second place.
        #[label(primary, "again here")]
        span: SourceSpan,
        /// The first place.
        #[label("first here")]
        first: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The key.
        key: String,
    },

    /// Keys that exclude each other stand together.
    #[error("keys {keys} cannot stand together{within}")]
    #[diagnostic(code(tamis::rule::conflicting_keys))]
    ConflictingKeys {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The second of them.
        #[label("one too many")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// All of them, quoted.
        keys: String,
        /// What to do.
        #[help]
        help: Option<String>,
    },

    /// A known key at a place where it means nothing.
    #[error("key '{key}' cannot stand here{within}")]
    #[diagnostic(code(tamis::rule::misplaced_key))]
    MisplacedKey {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The key.
        #[label("not here")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The key.
        key: String,
        /// Where it belongs.
        #[help]
        help: Option<String>,
    },

    /// A word that is not among those allowed.
    #[error("unknown {what} '{value}'{within}")]
    #[diagnostic(code(tamis::rule::unknown_value))]
    UnknownValue {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The word.
        #[label("unknown {what}")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// What it should name (`severity`).
        what: &'static str,
        /// The word.
        value: String,
        /// The words allowed.
        #[help]
        help: Option<String>,
    },

    /// A list or text that must not be empty.
    #[error("{what} is empty{within}")]
    #[diagnostic(code(tamis::rule::empty))]
    Empty {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The value.
        #[label("empty")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The thing (`'languages'`).
        what: String,
    },

    /// An id with characters that ids do not have.
    #[error("rule id '{id}' has characters other than letters, digits, '.', '-' and '_'")]
    #[diagnostic(code(tamis::rule::bad_id))]
    BadId {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The id.
        #[label("not an id")]
        span: SourceSpan,
        /// The id.
        id: String,
    },

    /// Only negative terms where at least one must match.
    #[error("{what} says only what must not match{within}")]
    #[diagnostic(
        code(tamis::rule::no_positive_term),
        help(
            "add a term that matches: 'pattern', 'pattern-either', 'pattern-inside' or 'pattern-regex'"
        )
    )]
    NoPositiveTerm {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The list or the key.
        #[label("only negative terms")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The thing (`'patterns'`).
        what: String,
    },

    /// A word that should be a metavariable and is none.
    #[error("'{text}' is not a metavariable{within}")]
    #[diagnostic(
        code(tamis::rule::bad_metavariable),
        help("metavariables are written '$NAME', '$...NAME' or '$1': capitals, digits and '_'")
    )]
    BadMetavariable {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The word.
        #[label("not a metavariable")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The word.
        text: String,
    },

    /// A path to an attribute that does not read.
    #[error("path '{path}' is not valid: {words}{within}")]
    #[diagnostic(
        code(tamis::rule::bad_config_path),
        help("paths are written 'a.b', 'a[*].b', 'a..b', '$parent.a', 'a.@json.b', 'a|b'")
    )]
    BadConfigPath {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The path.
        #[label("{words}")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The path.
        path: String,
        /// What is wrong with it.
        words: String,
    },

    /// A glob under `paths:` that does not parse.
    #[error("glob '{glob}' is not valid: {reason}{within}")]
    #[diagnostic(code(tamis::rule::bad_glob))]
    BadGlob {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The glob.
        #[label("{reason}")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// The glob.
        glob: String,
        /// What is wrong with it.
        reason: String,
    },

    /// A regular expression of a secret rule that does not parse.
    #[error("regular expression is not valid: {reason}{within}")]
    #[diagnostic(
        code(tamis::rule::bad_secret_regex),
        help("these are ASCII and know no look-around")
    )]
    BadSecretRegex {
        /// The file.
        #[source_code]
        file: RuleSource,
        /// The expression.
        #[label("{reason}")]
        span: SourceSpan,
        /// Whose error it is.
        within: Within,
        /// What is wrong with it.
        reason: String,
    },
}

impl RuleError {
    /// All codes, in the order of the variants.
    pub const CODES: [&'static str; 19] = [
        "tamis::rule::too_large",
        "tamis::rule::yaml",
        "tamis::rule::too_deep",
        "tamis::rule::too_many_nodes",
        "tamis::rule::no_rules",
        "tamis::rule::wrong_type",
        "tamis::rule::unknown_key",
        "tamis::rule::missing_key",
        "tamis::rule::duplicate_key",
        "tamis::rule::conflicting_keys",
        "tamis::rule::misplaced_key",
        "tamis::rule::unknown_value",
        "tamis::rule::empty",
        "tamis::rule::bad_id",
        "tamis::rule::no_positive_term",
        "tamis::rule::bad_metavariable",
        "tamis::rule::bad_config_path",
        "tamis::rule::bad_glob",
        "tamis::rule::bad_secret_regex",
    ];

    /// Id of the rule concerned (`rules[3]` where it has none); `None` where the file is.
    pub fn rule(&self) -> Option<&str> {
        match self {
            RuleError::TooLarge { .. } | RuleError::Yaml { .. } | RuleError::NoRules { .. } => None,
            RuleError::BadId { id, .. } => Some(id),
            RuleError::TooDeep { within, .. }
            | RuleError::TooManyNodes { within, .. }
            | RuleError::WrongType { within, .. }
            | RuleError::UnknownKey { within, .. }
            | RuleError::MissingKey { within, .. }
            | RuleError::DuplicateKey { within, .. }
            | RuleError::ConflictingKeys { within, .. }
            | RuleError::MisplacedKey { within, .. }
            | RuleError::UnknownValue { within, .. }
            | RuleError::Empty { within, .. }
            | RuleError::NoPositiveTerm { within, .. }
            | RuleError::BadMetavariable { within, .. }
            | RuleError::BadConfigPath { within, .. }
            | RuleError::BadGlob { within, .. }
            | RuleError::BadSecretRegex { within, .. } => within.rule.as_deref(),
        }
    }

    /// Byte range in the rule file; `None` where the whole file is meant.
    pub fn span(&self) -> Option<Span> {
        let span = match self {
            RuleError::TooLarge { .. } => return None,
            RuleError::Yaml { span, .. }
            | RuleError::NoRules { span, .. }
            | RuleError::BadId { span, .. }
            | RuleError::TooDeep { span, .. }
            | RuleError::TooManyNodes { span, .. }
            | RuleError::WrongType { span, .. }
            | RuleError::UnknownKey { span, .. }
            | RuleError::MissingKey { span, .. }
            | RuleError::DuplicateKey { span, .. }
            | RuleError::ConflictingKeys { span, .. }
            | RuleError::MisplacedKey { span, .. }
            | RuleError::UnknownValue { span, .. }
            | RuleError::Empty { span, .. }
            | RuleError::NoPositiveTerm { span, .. }
            | RuleError::BadMetavariable { span, .. }
            | RuleError::BadConfigPath { span, .. }
            | RuleError::BadGlob { span, .. }
            | RuleError::BadSecretRegex { span, .. } => span,
        };
        let start = span.offset() as u32;
        Some(Span::new(start, start + span.len() as u32))
    }

    /// Whether no rule of the file could be read because of it.
    pub fn is_fatal(&self) -> bool {
        match self {
            RuleError::TooLarge { .. } | RuleError::Yaml { .. } | RuleError::NoRules { .. } => true,
            RuleError::TooDeep { within, .. } | RuleError::TooManyNodes { within, .. } => {
                within.rule.is_none()
            }
            _ => false,
        }
    }

    /// The stable code (`tamis::rule::unknown_key`).
    pub fn code(&self) -> String {
        Diagnostic::code(self).map(|code| code.to_string()).unwrap_or_default()
    }
}
