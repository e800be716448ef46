//! A rule as data, after its YAML was checked and before its patterns are compiled.

use std::sync::Arc;

use indexmap::IndexMap;
use tamis_finding::{Confidence, Severity};
use tamis_syntax::Span;

use crate::config::ConfigSpec;

/// One YAML entry below `rules:`.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Dotted id, unique in a rule set.
    pub id: String,
    /// With metavariables (`$X`, `value($X)`) still in it.
    pub message: String,
    /// Harm if true.
    pub severity: Severity,
    /// As written, lower case, in order; resolved against the language table when compiled.
    pub languages: Vec<Located<String>>,
    /// What kind of rule, with its body.
    pub mode: Mode,
    /// Files it wants.
    pub paths: PathFilter,
    /// Switches of the matcher.
    pub options: Options,
    /// Free metadata, of which we read a few keys.
    pub metadata: Metadata,
    /// Replacement text with metavariables.
    pub fix: Option<String>,
    /// Replacement by regular expression inside the match.
    pub fix_regex: Option<FixRegex>,
    /// Former ids.
    pub aliases: Vec<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// Where some of its parts stand.
    pub places: Places,
}

/// Places of a rule's parts in its file; empty where the part is absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Places {
    /// The id.
    pub id: Span,
    /// The message.
    pub message: Span,
    /// The text under `fix`.
    pub fix: Span,
}

/// A value with its place in the rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Byte range of the YAML node in the rule file.
    pub span: Span,
}

/// Where a rule comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Name of the file as shown to people (a path, or `embedded:python/flask/debug.yaml`).
    pub file: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
    /// Byte range of the rule's mapping.
    pub span: Span,
}

/// What a rule does.
#[derive(Debug, Clone)]
pub enum Mode {
    /// Matches syntax or text.
    Search(Formula),
    /// Follows data from sources to sinks.
    Taint(Box<TaintSpec>),
    /// Asks the resources of infrastructure files.
    Config(Box<ConfigSpec>),
    /// Finds secrets and personal data in any text.
    Secret(Box<SecretSpec>),
    /// A mode this version knows of but cannot run (`join`, `extract`, ...): its name. Also a rule that uses a
    /// construct we lack and that would match other code without it: the construct.
    Unsupported(String),
}

/// Patterns joined by and, or, not, inside. `pattern-not-inside: p` is `Not(Inside(p))`.
///
/// What the reader guarantees: a `Not` stands only directly among the terms of a [`Conjunction`]; a conjunction has a
/// term that is no `Not`, except below [`Condition::Pattern`], where it may ask only what the bound code is not; `Any`
/// is never empty; formulas are nested at most 64 deep. Texts of patterns and regular expressions hold more than blanks.
#[derive(Debug, Clone)]
pub enum Formula {
    /// `pattern`: code with holes.
    Pattern(Located<String>),
    /// `pattern-regex`: a PCRE-flavoured expression over the text.
    Regex(Located<String>),
    /// `patterns` (or `all`): every term holds.
    All(Box<Conjunction>),
    /// `pattern-either` (or `any`): one holds.
    Any(Vec<Formula>),
    /// `pattern-inside`: the match lies within one of these.
    Inside(Box<Formula>),
    /// `anywhere`: one of these stands somewhere in the file.
    Anywhere(Box<Formula>),
    /// `pattern-not`, `pattern-not-inside`, `pattern-not-regex`: by what it holds.
    Not(Box<Formula>),
}

/// The parts of a `patterns:` list, each in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Conjunction {
    /// Formulas that must (or, under `Not`, must not) hold.
    pub terms: Vec<Formula>,
    /// Filters on metavariables, applied after the terms.
    pub conditions: Vec<Condition>,
    /// `focus-metavariable` entries, applied last: ranges of several are intersected.
    pub focus: Vec<Focus>,
    /// `as`: the metavariable, with its dollar, that what the terms match is bound to.
    pub name: Option<String>,
}

/// One `focus-metavariable` entry: one match for each of its metavariables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    /// With their dollars.
    pub metavariables: Vec<String>,
}

/// A filter on a metavariable.
#[derive(Debug, Clone)]
pub enum Condition {
    /// `metavariable-regex`: anchored at the left, sees source text (strings with their quotes).
    Regex {
        /// With its dollar.
        metavariable: String,
        /// PCRE flavour.
        regex: Located<String>,
        /// Whether a propagated constant is looked at in place of the source text.
        constant_propagation: bool,
    },
    /// `metavariable-pattern`: the bound code holds the formula.
    Pattern {
        /// With its dollar.
        metavariable: String,
        /// Re-parse the bound text in this language.
        language: Option<Located<String>>,
        /// What must hold inside.
        formula: Formula,
    },
    /// `metavariable-comparison` (or `comparison` under `where`).
    Comparison(Comparison),
    /// `metavariable-analysis`.
    Analysis {
        /// With its dollar.
        metavariable: String,
        /// One of those that `condition` names.
        analyzer: Located<String>,
        /// The metavariable with the options of the expression that is analysed, with its dollar.
        flags: Option<String>,
    },
    /// `metavariable-type`.
    Type {
        /// With its dollar.
        metavariable: String,
        /// Any of these types.
        types: Vec<String>,
    },
}

/// A `metavariable-comparison`.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// With its dollar; absent where the expression names its metavariables itself.
    pub metavariable: Option<String>,
    /// In Semgrep's expression language (Python syntax).
    pub expression: Located<String>,
    /// Strip quotes before reading a number.
    pub strip: bool,
    /// Base of the number.
    pub base: Option<u32>,
}

/// A `fix-regex`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixRegex {
    /// PCRE flavour.
    pub regex: Located<String>,
    /// With `\1` for groups.
    pub replacement: String,
    /// How many occurrences; all where absent.
    pub count: Option<u32>,
}

/// `paths:` of a rule: globs relative to the scan root, Semgrep's semantics (a bare name matches at any depth).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PathFilter {
    /// Empty: every file.
    pub include: Vec<Located<String>>,
    /// Files it does not want.
    pub exclude: Vec<Located<String>>,
}

/// A scalar under `options:` with its name; the matcher reads those it knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// By option name, values as written (`"true"`, `"10"`, `"aliengrep"`), booleans in lower case, lists as JSON.
    pub values: IndexMap<String, String>,
}

impl Options {
    /// A boolean option, or `default` where the rule does not set it.
    pub fn flag(&self, name: &str, default: bool) -> bool {
        match self.values.get(name).map(String::as_str) {
            Some("true") => true,
            Some("false") => false,
            _ => default,
        }
    }

    /// An integer option.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.values.get(name)?.parse().ok()
    }
}

/// What we read of `metadata:`; absent lists are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// CWE entries as written (`CWE-78: OS command injection`), the exact one first.
    pub cwe: Vec<String>,
    /// OWASP classes as written.
    pub owasp: Vec<String>,
    /// How sure; rules that do not say are `None` (treated as medium).
    pub confidence: Option<Confidence>,
    /// `security`, `correctness`, ...
    pub category: Option<String>,
    /// Languages and frameworks.
    pub technology: Vec<String>,
    /// Other tools' ids.
    pub equivalents: Vec<String>,
    /// Links.
    pub references: Vec<String>,
    /// Markdown help.
    pub help: Option<String>,
    /// Where the rule lives on the web (`source`, `shortlink`, `url`).
    pub link: Option<String>,
    /// Packs it belongs to beside those of its path.
    pub packs: Vec<String>,
    /// `fix-safety: safe`: its fix keeps what the code does but for the fault, so it may be applied unseen.
    pub safe_fix: bool,
}

/// The matching side of a `mode: taint` rule.
#[derive(Debug, Clone, Default)]
pub struct TaintSpec {
    /// Where taint starts.
    pub sources: Vec<TaintPattern>,
    /// Where it must not arrive.
    pub sinks: Vec<TaintPattern>,
    /// What cleans it.
    pub sanitizers: Vec<TaintPattern>,
    /// What carries it on beside the defaults.
    pub propagators: Vec<TaintPattern>,
    /// Kinds of sources in models of libraries.
    pub source_kinds: Vec<String>,
    /// Kinds of sinks in models of libraries.
    pub sink_kinds: Vec<String>,
    /// Kinds of sinks whose sanitizers and guards clean, beside those of `sink_kinds`.
    pub sanitizer_kinds: Vec<String>,
}

impl TaintSpec {
    /// Whether models of libraries may give it sources or sinks.
    pub fn has_models(&self) -> bool {
        !self.source_kinds.is_empty() || !self.sink_kinds.is_empty()
    }
}

/// One source, sink, sanitizer or propagator; switches that do not apply to its kind are `None`.
#[derive(Debug, Clone)]
pub struct TaintPattern {
    /// What it matches.
    pub formula: Formula,
    /// Taint only the matched node itself, not what is inside.
    pub exact: Option<bool>,
    /// `by-side-effect` as written (`true`, `false`, `only`).
    pub by_side_effect: Option<String>,
    /// Sanitizers: leave sources and sinks alone that it matches exactly.
    pub not_conflicting: Option<bool>,
    /// Sources: the label given.
    pub label: Option<String>,
    /// Labels needed, as an expression.
    pub requires: Option<Located<String>>,
    /// Sources: taints control flow.
    pub control: Option<bool>,
    /// Sinks: only at the end of a function.
    pub at_exit: Option<bool>,
    /// Propagators: metavariable data comes from.
    pub from: Option<String>,
    /// Propagators: metavariable data goes to.
    pub to: Option<String>,
    /// Propagators and sanitizers: labels replaced or removed.
    pub replace_labels: Vec<String>,
    /// Sources: kinds of personal data by their names, in place of the formula, which then matches nothing.
    pub data_types: Vec<String>,
}

impl TaintPattern {
    /// A pattern with every switch left as its kind has it by default.
    pub fn new(formula: Formula) -> Self {
        TaintPattern {
            formula,
            exact: None,
            by_side_effect: None,
            not_conflicting: None,
            label: None,
            requires: None,
            control: None,
            at_exit: None,
            from: None,
            to: None,
            replace_labels: Vec::new(),
            data_types: Vec::new(),
        }
    }
}

/// The matching side of a `mode: secret` rule. Regular expressions are ASCII and read bytes.
#[derive(Debug, Clone, Default)]
pub struct SecretSpec {
    /// Literals of which one stands in or before every match, lower case, compared without case.
    pub keywords: Vec<String>,
    /// The secret itself, from `before` bytes before a keyword on; its first group where it has one.
    pub pattern: Option<Located<String>>,
    /// How far before a keyword a match of `pattern` may begin; 0 where it begins with it.
    pub before: u32,
    /// What is assigned to a name with a keyword in it, as a whole.
    pub assigned: Option<Located<String>>,
    /// A structure that code reads.
    pub structure: Option<Located<String>>,
    /// A check of the value's own digits; a value that fails it is no secret.
    pub checksum: Option<String>,
    /// Bits a character the value has at least.
    pub entropy: f32,
    /// Words of which one stands near the value, lower case; empty for no condition.
    pub near: Vec<String>,
    /// Values (found anywhere in them) that are no secrets.
    pub not: Vec<Located<String>>,
    /// Severities of some values in place of the rule's; the first that fits.
    pub severities: Vec<ValueSeverity>,
    /// What it must find and what it must leave alone.
    pub examples: Vec<Example>,
}

/// The severity of values that match.
#[derive(Debug, Clone)]
pub struct ValueSeverity {
    /// Found anywhere in the value.
    pub value: Located<String>,
    /// Theirs.
    pub severity: Severity,
}

/// A text a secret rule is tested on, put together from parts so that no rule file holds a whole secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Name of the file it stands in, where that matters.
    pub file: Option<String>,
    /// The text.
    pub text: String,
    /// Whether the rule finds something in it.
    pub found: bool,
}
