//! Reading one rule's YAML: typed access to nodes, and the place where errors and notes gather.
//!
//! For: the functions that read keys, texts, switches and lists and say what is wrong with them.
//! Not for: what the keys mean (`schema`, `formula`, `taint`).
//! Read [`Reader`], then [`Fields`].
//!
//! Readers never stop at the first error: a function that finds one reports it and returns `None`, and its caller goes
//! on with the next key. A rule with any error is dropped as a whole.

use std::sync::Arc;

use tamis_syntax::Span;

use crate::error::{RuleError, RuleSource, Within};
use crate::suggest::did_you_mean;
use crate::yaml::{Kind, NodeId, Tree};
use crate::{Located, Unsupported};

/// Levels of formulas in formulas.
pub(crate) const MAX_FORMULA_DEPTH: usize = 64;
/// Errors kept of one file.
const MAX_ERRORS: usize = 1_000;

/// What the rules of one file share.
#[derive(Debug)]
pub(crate) struct FileReader<'t> {
    /// The file's YAML.
    pub(crate) tree: &'t Tree<'t>,
    /// Its name and text, for errors.
    pub(crate) source: RuleSource,
    /// Its name alone.
    pub(crate) name: Arc<str>,
    /// What was found wrong so far.
    pub(crate) errors: Vec<RuleError>,
    /// What has no effect.
    pub(crate) notes: Vec<Unsupported>,
    /// By index of a fault of the tree: whether a rule has reported it.
    pub(crate) faults_told: Vec<bool>,
    /// Keys without effect that were noted; once a file is enough.
    pub(crate) noted_keys: Vec<&'static str>,
    /// Nodes that may still be visited; bounds what aliases can cost.
    steps: usize,
}

impl<'t> FileReader<'t> {
    pub(crate) fn new(tree: &'t Tree<'t>, source: RuleSource, name: Arc<str>) -> Self {
        let steps = tree.len() * 4 + 10_000;
        FileReader {
            tree,
            source,
            name,
            errors: Vec::new(),
            notes: Vec::new(),
            faults_told: vec![false; tree.faults.len()],
            noted_keys: Vec::new(),
            steps,
        }
    }

    pub(crate) fn push(&mut self, error: RuleError) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(error);
        }
    }
}

/// Reads one rule.
#[derive(Debug)]
pub(crate) struct Reader<'r, 't> {
    /// What it shares with the other rules of the file.
    pub(crate) file: &'r mut FileReader<'t>,
    /// Whose errors these are.
    pub(crate) within: Within,
    /// Whether an error was found in this rule.
    pub(crate) failed: bool,
    /// Set where the rule uses something that would change what it matches and that we lack; the first such thing.
    pub(crate) cannot_run: Option<String>,
}

/// A value with its key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// Place of the key.
    pub(crate) key: Span,
    /// The value.
    pub(crate) value: NodeId,
}

impl<'r, 't> Reader<'r, 't> {
    /// A reader for the rule `id`.
    pub(crate) fn new(file: &'r mut FileReader<'t>, id: &str) -> Self {
        let within = Within { rule: Some(Arc::from(id)) };
        Reader { file, within, failed: false, cannot_run: None }
    }

    /// The file's YAML.
    pub(crate) fn tree(&self) -> &'t Tree<'t> {
        self.file.tree
    }

    /// Records an error made from the file, and the rule it is in.
    pub(crate) fn error(&mut self, make: impl FnOnce(RuleSource, Within) -> RuleError) {
        self.failed = true;
        let error = make(self.file.source.clone(), self.within.clone());
        self.file.push(error);
    }

    /// Records something without effect.
    pub(crate) fn note(&mut self, message: impl Into<String>, span: Span) {
        let rule = self.within.rule.as_deref().unwrap_or_default().to_owned();
        self.file.notes.push(Unsupported { rule, message: message.into(), span });
    }

    /// Records something without which the rule would match other code than meant: the rule is kept and does not run.
    pub(crate) fn cannot_run(&mut self, thing: &str, span: Span) {
        self.note(format!("{thing} is not supported; the rule does not run"), span);
        self.cannot_run.get_or_insert_with(|| thing.to_owned());
    }

    /// Counts `cost` visited nodes; `false` (with an error, once) where the file has used up its share.
    pub(crate) fn step(&mut self, cost: usize, at: Span) -> bool {
        if self.file.steps >= cost {
            self.file.steps -= cost;
            return true;
        }
        if self.file.steps > 0 || !self.failed {
            self.file.steps = 0;
            self.error(|file, within| RuleError::TooManyNodes {
                file,
                span: at.range().into(),
                within,
            });
        }
        false
    }

    /// Whether `depth` is within bounds; an error if not.
    pub(crate) fn depth(&mut self, depth: usize, at: Span) -> bool {
        if depth < MAX_FORMULA_DEPTH {
            return true;
        }
        self.error(|file, within| RuleError::TooDeep {
            file,
            span: at.range().into(),
            within,
            limit: MAX_FORMULA_DEPTH,
        });
        false
    }

    /// Says that a value is of the wrong type.
    pub(crate) fn wrong_type(&mut self, what: &str, expected: &'static str, node: NodeId) {
        self.wrong_type_help(what, expected, node, None);
    }

    /// The same, with advice.
    pub(crate) fn wrong_type_help(
        &mut self,
        what: &str,
        expected: &'static str,
        node: NodeId,
        help: Option<String>,
    ) {
        let (found, span) = (self.tree().describe(node), self.tree().span(node).range().into());
        let what = what.to_owned();
        self.error(|file, within| RuleError::WrongType {
            file,
            span,
            within,
            what,
            expected,
            found,
            help,
        });
    }

    /// Says that a word is not among `allowed`.
    pub(crate) fn unknown_value(
        &mut self,
        what: &'static str,
        value: &Located<String>,
        allowed: &[&str],
    ) {
        let help = match did_you_mean(&value.value, allowed) {
            Some(near) => format!("did you mean '{near}'? allowed: {}", allowed.join(", ")),
            None => format!("use one of {}", allowed.join(", ")),
        };
        self.error(|file, within| RuleError::UnknownValue {
            file,
            span: value.span.range().into(),
            within,
            what,
            value: value.value.clone(),
            help: Some(help),
        });
    }

    /// Says that a list or text is empty.
    pub(crate) fn empty(&mut self, what: &str, span: Span) {
        let what = what.to_owned();
        self.error(|file, within| RuleError::Empty {
            file,
            span: span.range().into(),
            within,
            what,
        });
    }

    /// Text; numbers and booleans written without quotes are taken as written.
    pub(crate) fn text(&mut self, what: &str, node: NodeId) -> Option<Located<String>> {
        let tree = self.tree();
        match tree.text(node) {
            Some(text) if !tree.is_null(node) => {
                Some(Located { value: text.to_owned(), span: tree.span(node) })
            }
            _ => {
                self.wrong_type(what, "text", node);
                None
            }
        }
    }

    /// Text that holds more than blanks.
    pub(crate) fn filled_text(&mut self, what: &str, node: NodeId) -> Option<Located<String>> {
        let text = self.text(what, node)?;
        if text.value.trim().is_empty() {
            self.empty(what, text.span);
            return None;
        }
        Some(text)
    }

    /// `true` or `false`, in any case, also quoted.
    pub(crate) fn flag(&mut self, what: &str, node: NodeId) -> Option<bool> {
        match self.tree().text(node).map(str::to_ascii_lowercase).as_deref() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                self.wrong_type(what, "true or false", node);
                None
            }
        }
    }

    /// A whole number that fits.
    pub(crate) fn number(&mut self, what: &str, node: NodeId) -> Option<u32> {
        let number = self.tree().text(node).and_then(|text| text.parse().ok());
        if number.is_none() {
            self.wrong_type(what, "a whole number", node);
        }
        number
    }

    /// A list's items.
    pub(crate) fn list(&mut self, what: &str, node: NodeId) -> Option<&'t [NodeId]> {
        let node_ref = self.tree().node(node);
        match &node_ref.kind {
            Kind::Seq(items) => self.step(items.len() + 1, node_ref.span).then_some(items),
            _ => {
                self.wrong_type(what, "a list", node);
                None
            }
        }
    }

    /// A list that has items.
    pub(crate) fn filled_list(&mut self, what: &str, node: NodeId) -> Option<&'t [NodeId]> {
        let items = self.list(what, node)?;
        if items.is_empty() {
            let span = self.tree().span(node);
            self.empty(what, span);
            return None;
        }
        Some(items)
    }

    /// A list of texts, or one text for a list of one.
    pub(crate) fn texts(&mut self, what: &str, node: NodeId) -> Vec<Located<String>> {
        if self.tree().text(node).is_some() {
            return self.text(what, node).into_iter().collect();
        }
        let Some(items) = self.list(what, node) else { return Vec::new() };
        items.iter().filter_map(|item| self.text(what, *item)).collect()
    }

    /// A metavariable with its dollar.
    pub(crate) fn metavariable(&mut self, what: &str, node: NodeId) -> Option<String> {
        let text = self.text(what, node)?;
        if crate::interpolate::is_metavariable(&text.value) {
            return Some(text.value);
        }
        let span = text.span.range().into();
        self.error(|file, within| RuleError::BadMetavariable {
            file,
            span,
            within,
            text: text.value,
        });
        None
    }

    /// A mapping's entries, to be taken by key.
    pub(crate) fn fields(&mut self, what: &str, node: NodeId) -> Option<Fields<'t>> {
        let node_ref = self.tree().node(node);
        match &node_ref.kind {
            Kind::Map(entries) => self
                .step(entries.len() + 1, node_ref.span)
                .then(|| Fields::new(self.tree(), node_ref.span, entries)),
            _ => {
                self.wrong_type(what, "a mapping", node);
                None
            }
        }
    }

    /// Says that `key` is missing from the mapping at `span`.
    pub(crate) fn missing(&mut self, key: &str, span: Span, help: Option<&str>) {
        let head = first_line(span, self.file.source.inner());
        let (key, help) = (key.to_owned(), help.map(str::to_owned));
        self.error(|file, within| RuleError::MissingKey {
            file,
            span: head.range().into(),
            within,
            key,
            help,
        });
    }

    /// Says that nobody knows a key; `known` are the keys that may stand there.
    pub(crate) fn unknown_key(&mut self, key: &str, field: Field, known: &[&str]) {
        let help = did_you_mean(key, known).map(|near| format!("did you mean '{near}'?"));
        let key = key.to_owned();
        self.error(|file, within| RuleError::UnknownKey {
            file,
            span: field.key.range().into(),
            within,
            key,
            help,
        });
    }

    /// Says that a known key stands at the wrong place.
    pub(crate) fn misplaced(&mut self, key: &str, span: Span, help: &str) {
        let key = key.to_owned();
        self.error(|file, within| RuleError::MisplacedKey {
            file,
            span: span.range().into(),
            within,
            key,
            help: Some(help.to_owned()),
        });
    }

    /// Says that keys exclude each other.
    pub(crate) fn conflict(&mut self, keys: &[&str], span: Span, help: Option<&str>) {
        let keys = keys.iter().map(|key| format!("'{key}'")).collect::<Vec<_>>().join(" and ");
        self.error(|file, within| RuleError::ConflictingKeys {
            file,
            span: span.range().into(),
            within,
            keys,
            help: help.map(str::to_owned),
        });
    }

    /// Says that there is nothing positive.
    pub(crate) fn no_positive_term(&mut self, what: &str, span: Span) {
        let what = what.to_owned();
        self.error(|file, within| RuleError::NoPositiveTerm {
            file,
            span: span.range().into(),
            within,
            what,
        });
    }
}

/// The first line of a span, so that a label does not underline a whole rule.
pub(crate) fn first_line(span: Span, text: &str) -> Span {
    let end = span.of(text).find('\n').map_or(span.end, |at| span.start + at as u32);
    Span::new(span.start, end)
}

/// A mapping's entries; what is not taken is unknown.
#[derive(Debug)]
pub(crate) struct Fields<'t> {
    tree: &'t Tree<'t>,
    /// The mapping.
    pub(crate) span: Span,
    entries: &'t [(NodeId, NodeId)],
    taken: Vec<bool>,
}

impl<'t> Fields<'t> {
    fn new(tree: &'t Tree<'t>, span: Span, entries: &'t [(NodeId, NodeId)]) -> Self {
        Fields { tree, span, entries, taken: vec![false; entries.len()] }
    }

    /// Keys in the order of the file, with their values, taken or not.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'t str, Field)> + use<'t> {
        let tree = self.tree;
        self.entries.iter().map(move |(key, value)| {
            (tree.text(*key).unwrap_or_default(), Field { key: tree.span(*key), value: *value })
        })
    }

    /// The value under `key`, which is then known.
    pub(crate) fn take(&mut self, key: &str) -> Option<Field> {
        let at = self.entries.iter().position(|(node, _)| self.tree.text(*node) == Some(key))?;
        self.taken[at] = true;
        let (node, value) = self.entries[at];
        Some(Field { key: self.tree.span(node), value })
    }

    /// The same, with a key that has no value counting as absent.
    pub(crate) fn take_given(&mut self, key: &str) -> Option<Field> {
        self.take(key).filter(|field| !self.tree.is_null(field.value))
    }

    /// The value under `key`, or an error that it is missing.
    pub(crate) fn require(&mut self, reader: &mut Reader<'_, 't>, key: &str) -> Option<Field> {
        let field = self.take(key);
        if field.is_none() {
            reader.missing(key, self.span, None);
        }
        field
    }

    /// Whether the mapping has `key`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(node, _)| self.tree.text(*node) == Some(key))
    }

    /// Keys not taken so far, with their places, in the order of the file.
    pub(crate) fn rest(&self) -> Vec<(&'t str, Field)> {
        self.entries()
            .zip(&self.taken)
            .filter(|(_, taken)| !**taken)
            .map(|(entry, _)| entry)
            .collect()
    }

    /// Reports every key not taken as unknown; `known` are the keys that may stand here.
    pub(crate) fn finish(self, reader: &mut Reader<'_, 't>, known: &[&str]) {
        for (key, field) in self.rest() {
            reader.unknown_key(key, field, known);
        }
    }
}
