//! The keys of a rule.
//!
//! For: one entry of `rules:` to a [`Rule`].
//! Not for: files (`load`), formulas (`formula`, `match_syntax`), taint (`taint`), side data (`metadata`).
//! Read [`rule`].

use std::sync::Arc;

use tamis_finding::Severity;
use tamis_syntax::Span;

use crate::error::{RuleError, Within};
use crate::formula::{self, Level};
use crate::model::{Located, Mode, Origin, Places, Rule};
use crate::reader::{Field, Fields, FileReader, Reader};
use crate::yaml::{Kind, NodeId};
use crate::{config, match_syntax, metadata, secret, taint};

/// The release of Semgrep whose rule language we mean to cover.
pub const SEMGREP_VERSION: (u32, u32, u32) = (1, 170, 0);

/// Every key a rule may have. Those not read below are known and change nothing for us.
const RULE_KEYS: [&str; 35] = [
    "id",
    "message",
    "severity",
    "languages",
    "mode",
    "pattern",
    "patterns",
    "pattern-either",
    "pattern-regex",
    "match",
    "taint",
    "pattern-sources",
    "pattern-sinks",
    "pattern-sanitizers",
    "pattern-propagators",
    "sources",
    "sinks",
    "sanitizers",
    "secret",
    "examples",
    "paths",
    "options",
    "metadata",
    "fix",
    "fix-regex",
    "aliases",
    "min-version",
    "max-version",
    "product",
    "validators",
    "equivalences",
    "resource",
    "where",
    "unknown",
    "report",
];

/// Keys of rules that say nothing about what is matched: passed over without a word.
pub(crate) const SILENT_KEYS: [&str; 8] =
    ["product", "version", "interfile", "license", "author", "dependson", "rule-url", "source"];

/// Keys that do something elsewhere and nothing here; said once a file.
pub(crate) const NOTED_KEYS: [&str; 3] = ["validators", "equivalences", "extract"];

pub(crate) const SEVERITIES: [&str; 9] =
    ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO", "ERROR", "WARNING", "INVENTORY", "EXPERIMENT"];

/// Modes we know of; the first four run.
pub(crate) const MODES: [&str; 8] =
    ["search", "taint", "config", "secret", "join", "extract", "step", "steps"];

/// Those that run.
pub(crate) const RUNNING: usize = 4;

/// Reads the `index`-th (0-based) entry of `rules:`; `None` after errors.
pub(crate) fn rule<'t>(file: &mut FileReader<'t>, index: usize, node: NodeId) -> Option<Rule> {
    let id = find_id(file, node);
    let name = id.as_ref().map_or_else(|| format!("rules[{index}]"), |id| id.value.clone());
    let mut reader = Reader::new(file, &name);
    report_faults(&mut reader, node);
    let mut fields = reader.fields("a rule", node)?;
    let id = read_id(&mut reader, &mut fields);
    let mode = mode_name(&mut reader, &mut fields);
    let rule = match mode {
        Some(mode) if !MODES[..RUNNING].contains(&mode.as_str()) => {
            Some(not_run(&mut reader, &mut fields, id?, mode))
        }
        mode => body(&mut reader, fields, id, mode),
    };
    rule.filter(|_| !reader.failed)
}

/// The id, without errors: they want to know whose they are.
fn find_id(file: &FileReader<'_>, node: NodeId) -> Option<Located<String>> {
    let Kind::Map(entries) = &file.tree.node(node).kind else { return None };
    let (_, value) = entries.iter().find(|(key, _)| file.tree.text(*key) == Some("id"))?;
    let text = file.tree.text(*value).filter(|_| !file.tree.is_null(*value))?;
    Some(Located { value: text.to_owned(), span: file.tree.span(*value) })
}

/// Faults of the YAML within this rule.
fn report_faults(reader: &mut Reader<'_, '_>, node: NodeId) {
    let (tree, span) = (reader.tree(), reader.tree().span(node));
    for index in tree.faults_in(span) {
        reader.file.faults_told[index] = true;
        reader.error(|file, within| tree.faults[index].to_error(file, within));
    }
}

fn read_id<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) -> Option<Located<String>> {
    let field = fields.require(reader, "id")?;
    let id = reader.filled_text("'id'", field.value)?;
    let is_fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if !id.value.chars().all(is_fine) {
        reader.error(|file, _| RuleError::BadId {
            file,
            span: id.span.range().into(),
            id: id.value.clone(),
        });
        return None;
    }
    Some(id)
}

fn mode_name<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) -> Option<String> {
    let field = fields.take("mode")?;
    let mut mode = reader.text("'mode'", field.value)?;
    mode.value.make_ascii_lowercase();
    if !MODES.contains(&mode.value.as_str()) {
        reader.unknown_value("mode", &mode, &MODES);
    } else if !MODES[..RUNNING].contains(&mode.value.as_str()) {
        reader.cannot_run(&format!("mode '{}'", mode.value), mode.span);
    }
    Some(mode.value)
}

/// A rule of a mode we do not run: kept for its name, its other keys unread.
fn not_run<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    id: Located<String>,
    mode: String,
) -> Rule {
    let message = fields.take("message").and_then(|field| reader.text("'message'", field.value));
    let severity = fields.take("severity").and_then(|field| severity(reader, field));
    let languages = fields.take("languages").map(|field| languages(reader, field));
    Rule {
        id: id.value,
        message: message.map(|text| text.value).unwrap_or_default(),
        severity: severity.unwrap_or(Severity::Info),
        languages: languages.unwrap_or_default(),
        mode: Mode::Unsupported(mode),
        paths: Default::default(),
        options: Default::default(),
        metadata: fields
            .take_given("metadata")
            .map(|field| metadata::metadata(reader, field))
            .unwrap_or_default(),
        fix: None,
        fix_regex: None,
        aliases: Vec::new(),
        origin: origin(reader, fields.span),
        places: Places { id: id.span, ..Places::default() },
    }
}

/// A rule of a mode that runs.
fn body<'t>(
    reader: &mut Reader<'_, 't>,
    mut fields: Fields<'t>,
    id: Option<Located<String>>,
    mode: Option<String>,
) -> Option<Rule> {
    let message = fields.require(reader, "message");
    let message = message.and_then(|field| reader.text("'message'", field.value));
    let severity_field = fields.require(reader, "severity");
    let severity = severity_field.and_then(|field| severity(reader, field));
    // Resources say themselves which files they are made from.
    let languages = match fields.take("languages") {
        Some(field) => Some(languages(reader, field)),
        None if mode.as_deref() == Some("config") => Some(Vec::new()),
        // Secrets stand in any text.
        None if mode.as_deref() == Some("secret") => {
            Some(vec![Located { value: "regex".to_owned(), span: fields.span }])
        }
        None => {
            reader.missing("languages", fields.span, None);
            None
        }
    };
    let mode = read_mode(reader, &mut fields, mode.as_deref());
    let paths = fields.take_given("paths").map(|field| metadata::paths(reader, field));
    let options = fields.take_given("options").map(|field| metadata::options(reader, field));
    let metadata = fields.take_given("metadata").map(|field| metadata::metadata(reader, field));
    let fix = fields.take_given("fix").and_then(|field| reader.text("'fix'", field.value));
    let fix_regex =
        fields.take_given("fix-regex").and_then(|field| metadata::fix_regex(reader, field));
    let aliases = fields.take_given("aliases").map(|field| reader.texts("'aliases'", field.value));
    versions(reader, &mut fields);
    side_keys(reader, &mut fields);
    let span = fields.span;
    fields.finish(reader, &RULE_KEYS);
    let mode = match reader.cannot_run.take() {
        Some(thing) => Mode::Unsupported(thing),
        None => mode?,
    };
    let (id, message) = (id?, message?);
    let fix_span = fix.as_ref().map(|text| text.span);
    Some(Rule {
        places: Places { id: id.span, message: message.span, fix: fix_span.unwrap_or_default() },
        id: id.value,
        message: message.value,
        severity: severity?,
        languages: languages?,
        mode,
        paths: paths.unwrap_or_default(),
        options: options.unwrap_or_default(),
        metadata: metadata.unwrap_or_default(),
        // A block scalar ends with a line break that is not meant.
        fix: fix.map(|text| text.value.trim().to_owned()),
        fix_regex,
        aliases: aliases.into_iter().flatten().map(|text| text.value).collect(),
        origin: origin(reader, span),
    })
}

fn origin(reader: &Reader<'_, '_>, span: Span) -> Origin {
    let source = &reader.file.source;
    Origin { file: Arc::clone(&reader.file.name), text: Arc::clone(source.inner()), span }
}

fn severity(reader: &mut Reader<'_, '_>, field: Field) -> Option<Severity> {
    let word = reader.text("'severity'", field.value)?;
    let severity = Severity::parse(&word.value);
    if severity.is_none() {
        reader.unknown_value("severity", &word, &SEVERITIES);
    }
    severity
}

fn languages(reader: &mut Reader<'_, '_>, field: Field) -> Vec<Located<String>> {
    let mut languages = reader.texts("'languages'", field.value);
    for language in &mut languages {
        language.value = language.value.trim().to_ascii_lowercase();
    }
    if languages.is_empty() && !reader.failed {
        reader.empty("'languages'", field.key);
    }
    languages
}

/// What the rule matches.
fn read_mode<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    mode: Option<&str>,
) -> Option<Mode> {
    if let Some(field) = fields.take("r2c-internal-project-depends-on") {
        reader.cannot_run("a condition on dependencies", field.key);
        for key in formula::ROOT_KEYS {
            fields.take(key);
        }
        return None;
    }
    if mode == Some("secret") {
        return secret::spec(reader, fields).map(|spec| Mode::Secret(Box::new(spec)));
    }
    if mode == Some("config") {
        for key in formula::ROOT_KEYS.into_iter().chain(taint::KEYS).chain(["match"]) {
            if let Some(field) = fields.take(key) {
                reader.misplaced(key, field.key, "a rule over resources has 'where' in its place");
            }
        }
        return config::spec(reader, fields).map(|spec| Mode::Config(Box::new(spec)));
    }
    for key in config::KEYS {
        if let Some(field) = fields.take(key) {
            reader.misplaced(key, field.key, "add 'mode: config' to the rule");
        }
    }
    if mode == Some("taint") || fields.has("taint") {
        for key in formula::ROOT_KEYS.into_iter().chain(["match"]) {
            if let Some(field) = fields.take(key) {
                reader.misplaced(key, field.key, "a taint rule has sources and sinks in its place");
            }
        }
        return Some(Mode::Taint(Box::new(taint::spec(reader, fields))));
    }
    for key in taint::KEYS.into_iter().chain(taint::KIND_KEYS) {
        if let Some(field) = fields.take(key) {
            reader.misplaced(key, field.key, "add 'mode: taint' to the rule");
        }
    }
    let Some(field) = fields.take("match") else {
        return formula::root(reader, fields, Level::default()).map(Mode::Search);
    };
    for key in formula::ROOT_KEYS {
        if let Some(second) = fields.take(key) {
            reader.conflict(&["match", key], second.key, Some("keep one of the two forms"));
        }
    }
    match_syntax::formula(reader, "'match'", field, Level::default()).map(Mode::Search)
}

/// `min-version` and `max-version` speak of Semgrep's releases: noted where ours is not among them.
fn versions<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) {
    for key in ["min-version", "max-version"] {
        let Some(field) = fields.take(key) else { continue };
        let Some(text) = reader.text(&format!("'{key}'"), field.value) else { continue };
        let (major, minor, patch) = SEMGREP_VERSION;
        match version(&text.value) {
            None => reader.note(format!("'{key}: {}' is no version", text.value), text.span),
            Some(wanted) if key == "min-version" && wanted > SEMGREP_VERSION => reader.note(
                format!(
                    "rule wants Semgrep {} or newer; what we cover is {major}.{minor}.{patch}, it runs all the same",
                    text.value
                ),
                text.span,
            ),
            Some(wanted) if key == "max-version" && wanted < SEMGREP_VERSION => reader.note(
                format!(
                    "rule is for Semgrep up to {}; what we cover is {major}.{minor}.{patch}, it runs all the same",
                    text.value
                ),
                text.span,
            ),
            Some(_) => {}
        }
    }
}

fn version(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.trim().split('.').map(|part| part.parse().ok());
    let version =
        (parts.next()??, parts.next().unwrap_or(Some(0))?, parts.next().unwrap_or(Some(0))?);
    parts.next().is_none().then_some(version)
}

/// Keys known to Semgrep or its registry that change nothing here.
fn side_keys<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) {
    for (key, field) in fields.rest() {
        if SILENT_KEYS.contains(&key) || key.starts_with("r2c-internal") || key.starts_with("x-") {
            fields.take(key);
        } else if formula::ITEM_KEYS.contains(&key) {
            fields.take(key);
            reader.misplaced(key, field.key, "put it into a list under 'patterns'");
        } else if let Some(known) = NOTED_KEYS.into_iter().find(|known| *known == key) {
            fields.take(key);
            if !reader.file.noted_keys.contains(&known) {
                reader.file.noted_keys.push(known);
                reader.note(format!("key '{key}' has no effect here"), field.key);
            }
        }
    }
}

impl crate::yaml::Fault {
    /// The error that tells of it.
    pub(crate) fn to_error(&self, file: crate::error::RuleSource, within: Within) -> RuleError {
        use crate::yaml::Fault;
        match self {
            Fault::DuplicateKey { key, first, span } => RuleError::DuplicateKey {
                file,
                span: span.range().into(),
                first: first.range().into(),
                within,
                key: key.clone(),
            },
            Fault::NoTextKey(span) => RuleError::WrongType {
                file,
                span: span.range().into(),
                within,
                what: "a key".to_owned(),
                expected: "text",
                found: "a list or a mapping",
                help: Some(
                    "write '- ' for list items, and quote text that starts with '[' or '{'"
                        .to_owned(),
                ),
            },
            Fault::BadMerge(span) => RuleError::WrongType {
                file,
                span: span.range().into(),
                within,
                what: "'<<'".to_owned(),
                expected: "a mapping or a list of mappings",
                found: "something else",
                help: None,
            },
        }
    }
}
