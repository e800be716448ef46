//! Library models: what functions, methods and fields of libraries mean to data flow, as YAML below `models:`.
//!
//! For: one entry of `models:` to a [`LibraryModel`].
//! Not for: files (`load`), looking names up (`tamis-flow`).
//! Read [`LibraryModel`], then [`model`].

mod argument;

pub use argument::{ArgumentBase, ArgumentKey, ModelArgument};

use crate::model::Located;
use crate::reader::{Field, Fields, FileReader, Reader};
use crate::yaml::{Kind, NodeId};

/// Keys of an entry.
const KEYS: [&str; 11] = [
    "id",
    "languages",
    "types",
    "guesses",
    "entries",
    "sources",
    "sinks",
    "sanitizers",
    "summaries",
    "guards",
    "description",
];

/// What is known of one library. Names are dotted; `()` after a name stands for what a call of it gives, which for a
/// class is an object of it: `sqlite3.connect().cursor`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibraryModel {
    /// Dotted, for people.
    pub id: String,
    /// Words as under a rule's `languages:`, lower case.
    pub languages: Vec<String>,
    /// A name, and what it is to be called from then on.
    pub types: Vec<(String, String)>,
    /// What variables of unknown type are taken for.
    pub guesses: Vec<Guess>,
    /// Functions that a framework calls.
    pub entries: Vec<Entry>,
    /// Where data comes from.
    pub sources: Vec<SourceModel>,
    /// What data must not reach.
    pub sinks: Vec<SinkModel>,
    /// Calls whose result is clean.
    pub sanitizers: Vec<SanitizerModel>,
    /// What calls do with what they are given.
    pub summaries: Vec<SummaryModel>,
    /// Calls that tell whether a value is harmless.
    pub guards: Vec<GuardModel>,
}

/// The type of parameters that say nothing of it, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guess {
    /// Names of parameters.
    pub names: Vec<String>,
    /// What they are taken for.
    pub is: String,
    /// Only in files that import one of these packages; empty for all.
    pub imports: Vec<String>,
}

/// Functions that a framework calls with data from outside. A function is one if any of the lists that are given names
/// it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Decorators (called or not) of the function.
    pub decorators: Vec<String>,
    /// Functions that are given it as an argument.
    pub calls: Vec<String>,
    /// Classes it is a method of (they, or those above), and names of the methods.
    pub classes: Vec<String>,
    /// See `classes`.
    pub methods: Vec<String>,
    /// Names of the function's parameters, by position.
    pub parameters: Vec<Vec<String>>,
    /// Names of the function, with `parameters` or `paths`; empty for any.
    pub functions: Vec<String>,
    /// Only in files that import one of these packages; empty for all.
    pub imports: Vec<String>,
    /// Only in files with one of these in their path; empty for all.
    pub paths: Vec<String>,
    /// Types of its parameters, by position; empty text for one without.
    pub types: Vec<String>,
    /// Source kind of parameters without a type.
    pub source: Option<String>,
    /// Annotations of parameters that are no source.
    pub except: Vec<String>,
    /// Sink kind of what it returns.
    pub returns: Option<String>,
    /// With one parameter more than `types` has, the first one is an error.
    pub error_first: bool,
}

/// Where data comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceModel {
    /// For people and rules: `http-request`.
    pub kind: String,
    /// Fields read, or (with `()`) results of calls.
    pub names: Vec<String>,
    /// Types: functions get their parameters of these from outside.
    pub parameters: Vec<String>,
    /// Annotations of parameters that are no source, whatever holds them.
    pub except: Vec<String>,
    /// Functions that fill what they are given.
    pub fills: Vec<String>,
    /// Which of what is handed to `fills`.
    pub arguments: Vec<ModelArgument>,
}

/// What data must not reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SinkModel {
    /// For people and rules: `sql`.
    pub kind: String,
    /// Functions called.
    pub calls: Vec<String>,
    /// Which of what is handed over; of `calls`.
    pub arguments: Vec<ModelArgument>,
    /// Fields written.
    pub writes: Vec<String>,
    /// What is inside of the value does not count.
    pub shallow: bool,
    /// Constants that arguments must be.
    pub when: Vec<(ModelArgument, String)>,
    /// Constants that arguments must not be.
    pub unless: Vec<(ModelArgument, String)>,
}

/// Calls whose result is clean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SanitizerModel {
    /// For which sinks; empty for all.
    pub kinds: Vec<String>,
    /// Functions called.
    pub calls: Vec<String>,
    /// Constants that arguments must be.
    pub when: Vec<(ModelArgument, String)>,
    /// Constants that arguments must not be.
    pub unless: Vec<(ModelArgument, String)>,
}

/// What a call does with what it is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryModel {
    /// Functions called.
    pub calls: Vec<String>,
    /// What goes on; empty: nothing does.
    pub from: Vec<ModelArgument>,
    /// Where it goes: `result`, `receiver` or an argument.
    pub to: Vec<ModelArgument>,
    /// The same value, not one made from it.
    pub same: bool,
    /// Kinds of sinks for which it is clean on that way.
    pub cleans: Vec<String>,
}

/// A call that tells whether a value is harmless.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GuardModel {
    /// For which sinks; empty for all.
    pub kinds: Vec<String>,
    /// Functions called.
    pub calls: Vec<String>,
    /// The value it is about.
    pub argument: Option<ModelArgument>,
    /// What the call gives where it is harmless.
    pub gives: bool,
}

/// Reads the `index`-th (0-based) entry of `models:`; `None` after errors.
pub(crate) fn model(file: &mut FileReader<'_>, index: usize, node: NodeId) -> Option<LibraryModel> {
    let mut reader = Reader::new(file, &format!("models[{index}]"));
    let mut fields = reader.fields("a model", node)?;
    let id = fields.require(&mut reader, "id");
    let id = id.and_then(|field| reader.filled_text("'id'", field.value));
    if let Some(id) = &id {
        reader.within.rule = Some(id.value.as_str().into());
    }
    fields.take("description");
    let languages = fields.require(&mut reader, "languages");
    let mut model = LibraryModel {
        id: id.map(|id| id.value).unwrap_or_default(),
        languages: languages
            .map(|field| values(&mut reader, "'languages'", field))
            .unwrap_or_default()
            .into_iter()
            .map(|word| word.to_lowercase())
            .collect(),
        types: fields.take_given("types").map(|it| types(&mut reader, it)).unwrap_or_default(),
        ..LibraryModel::default()
    };
    model.guesses = items(&mut reader, &mut fields, "guesses", guess);
    model.entries = items(&mut reader, &mut fields, "entries", entry);
    model.sources = items(&mut reader, &mut fields, "sources", source);
    model.sinks = items(&mut reader, &mut fields, "sinks", sink);
    model.sanitizers = items(&mut reader, &mut fields, "sanitizers", sanitizer);
    model.summaries = items(&mut reader, &mut fields, "summaries", summary);
    model.guards = items(&mut reader, &mut fields, "guards", guard);
    fields.finish(&mut reader, &KEYS);
    (!reader.failed).then_some(model)
}

/// A list of mappings under `key`, each read by `read`, which takes the keys it knows and gives them.
fn items<'t, T>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    key: &str,
    read: fn(&mut Reader<'_, 't>, &mut Fields<'t>) -> (T, &'static [&'static str]),
) -> Vec<T> {
    let Some(field) = fields.take_given(key) else { return Vec::new() };
    let Some(list) = reader.list(&format!("'{key}'"), field.value) else { return Vec::new() };
    let mut found = Vec::with_capacity(list.len());
    for item in list {
        let Some(mut fields) = reader.fields(&format!("an item of '{key}'"), *item) else {
            continue;
        };
        let (value, known) = read(reader, &mut fields);
        fields.finish(reader, known);
        found.push(value);
    }
    found
}

fn values(reader: &mut Reader<'_, '_>, what: &str, field: Field) -> Vec<String> {
    reader.texts(what, field.value).into_iter().map(|text| text.value).collect()
}

fn strings<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>, key: &str) -> Vec<String> {
    match fields.take_given(key) {
        Some(field) => values(reader, &format!("'{key}'"), field),
        None => Vec::new(),
    }
}

fn string<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>, key: &str) -> Option<String> {
    let field = fields.take_given(key)?;
    Some(reader.filled_text(&format!("'{key}'"), field.value)?.value)
}

fn required<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>, key: &str) -> String {
    let Some(field) = fields.take_given(key) else {
        reader.missing(key, fields.span, None);
        return String::new();
    };
    let text = reader.filled_text(&format!("'{key}'"), field.value);
    text.map(|text| text.value).unwrap_or_default()
}

fn flag<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>, key: &str) -> Option<bool> {
    let field = fields.take_given(key)?;
    reader.flag(&format!("'{key}'"), field.value)
}

/// `type: [names that are the same]`, turned around.
fn types(reader: &mut Reader<'_, '_>, field: Field) -> Vec<(String, String)> {
    let Some(fields) = reader.fields("'types'", field.value) else { return Vec::new() };
    let mut found = Vec::new();
    for (name, field) in fields.entries() {
        found.extend(
            values(reader, "a type's names", field).into_iter().map(|it| (it, name.to_owned())),
        );
    }
    found
}

fn guess<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> (Guess, &'static [&'static str]) {
    let guess = Guess {
        names: strings(reader, fields, "names"),
        is: required(reader, fields, "is"),
        imports: strings(reader, fields, "imports"),
    };
    (guess, &["names", "is", "imports"])
}

fn entry<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> (Entry, &'static [&'static str]) {
    let parameters = match fields.take_given("parameters") {
        Some(field) => match reader.list("'parameters'", field.value) {
            Some(list) => list
                .iter()
                .map(|item| {
                    let names = reader.texts("names of a parameter", *item);
                    names.into_iter().map(|name| name.value).collect()
                })
                .collect(),
            None => Vec::new(),
        },
        None => Vec::new(),
    };
    let entry = Entry {
        decorators: strings(reader, fields, "decorators"),
        calls: strings(reader, fields, "calls"),
        classes: strings(reader, fields, "classes"),
        methods: strings(reader, fields, "methods"),
        parameters,
        functions: strings(reader, fields, "functions"),
        imports: strings(reader, fields, "imports"),
        paths: strings(reader, fields, "paths"),
        types: strings(reader, fields, "types"),
        source: string(reader, fields, "source"),
        except: strings(reader, fields, "except"),
        returns: string(reader, fields, "returns"),
        error_first: flag(reader, fields, "error-first").unwrap_or(false),
    };
    let known = &[
        "decorators",
        "calls",
        "classes",
        "methods",
        "parameters",
        "functions",
        "imports",
        "paths",
        "types",
        "source",
        "except",
        "returns",
        "error-first",
    ];
    (entry, known)
}

fn source<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> (SourceModel, &'static [&'static str]) {
    let model = SourceModel {
        kind: required(reader, fields, "kind"),
        names: strings(reader, fields, "names"),
        parameters: strings(reader, fields, "parameters"),
        except: strings(reader, fields, "except"),
        fills: strings(reader, fields, "fills"),
        arguments: arguments(reader, fields, "arguments"),
    };
    (model, &["kind", "names", "parameters", "except", "fills", "arguments"])
}

fn sink<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> (SinkModel, &'static [&'static str]) {
    let mut model = SinkModel {
        kind: required(reader, fields, "kind"),
        calls: strings(reader, fields, "calls"),
        arguments: arguments(reader, fields, "arguments"),
        writes: strings(reader, fields, "writes"),
        shallow: flag(reader, fields, "shallow").unwrap_or(false),
        when: constants(reader, fields, "when"),
        unless: constants(reader, fields, "unless"),
    };
    if model.arguments.is_empty() {
        model.arguments.push(ModelArgument::position(0));
    }
    (model, &["kind", "calls", "arguments", "writes", "shallow", "when", "unless"])
}

fn sanitizer<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> (SanitizerModel, &'static [&'static str]) {
    let model = SanitizerModel {
        kinds: strings(reader, fields, "kinds"),
        calls: strings(reader, fields, "calls"),
        when: constants(reader, fields, "when"),
        unless: constants(reader, fields, "unless"),
    };
    (model, &["kinds", "calls", "when", "unless"])
}

fn summary<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> (SummaryModel, &'static [&'static str]) {
    let mut model = SummaryModel {
        calls: strings(reader, fields, "calls"),
        from: arguments(reader, fields, "from"),
        to: arguments(reader, fields, "to"),
        same: flag(reader, fields, "same").unwrap_or(false),
        cleans: strings(reader, fields, "cleans"),
    };
    if model.to.is_empty() {
        model.to.push(ModelArgument { base: ArgumentBase::Result, path: Vec::new() });
    }
    (model, &["calls", "from", "to", "same", "cleans"])
}

fn guard<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> (GuardModel, &'static [&'static str]) {
    let model = GuardModel {
        kinds: strings(reader, fields, "kinds"),
        calls: strings(reader, fields, "calls"),
        argument: arguments(reader, fields, "argument").into_iter().next(),
        gives: flag(reader, fields, "gives").unwrap_or(true),
    };
    (model, &["kinds", "calls", "argument", "gives"])
}

fn arguments<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    key: &'static str,
) -> Vec<ModelArgument> {
    let Some(field) = fields.take_given(key) else { return Vec::new() };
    let texts = reader.texts(&format!("'{key}'"), field.value);
    texts.into_iter().filter_map(|text| parsed(reader, key, &text)).collect()
}

fn parsed(
    reader: &mut Reader<'_, '_>,
    key: &'static str,
    text: &Located<String>,
) -> Option<ModelArgument> {
    let parsed = ModelArgument::parse(&text.value);
    if parsed.is_none() {
        let forms = ["0", "name", "0.field", "0[1]", "0[*]", "receiver", "result", "*"];
        reader.unknown_value(key, text, &forms);
    }
    parsed
}

/// `argument: constant`, or several constants.
fn constants<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    key: &'static str,
) -> Vec<(ModelArgument, String)> {
    let Some(field) = fields.take_given(key) else { return Vec::new() };
    if !matches!(reader.tree().node(field.value).kind, Kind::Map(_)) {
        reader.wrong_type(&format!("'{key}'"), "a mapping", field.value);
        return Vec::new();
    }
    let Some(inner) = reader.fields(&format!("'{key}'"), field.value) else { return Vec::new() };
    let mut found = Vec::new();
    for (name, value) in inner.entries() {
        let name = Located { value: name.to_owned(), span: value.key };
        let Some(argument) = parsed(reader, key, &name) else { continue };
        for constant in values(reader, "a constant", value) {
            found.push((argument.clone(), constant));
        }
    }
    found
}
