//! Taint rules: `pattern-sources` and its like, and the newer `taint:` mapping.
//!
//! For: the matching side of data flow rules.
//! Not for: following data (`tamis-flow`).
//! Read [`spec`].

use crate::data_types::Taxonomy;
use crate::formula::{self, Level};
use crate::match_syntax;
use crate::model::{TaintPattern, TaintSpec};
use crate::reader::{Field, Fields, Reader};
use crate::yaml::NodeId;

/// Keys of the classic form.
pub(crate) const KEYS: [&str; 4] =
    ["pattern-sources", "pattern-sinks", "pattern-sanitizers", "pattern-propagators"];

/// Keys below `taint:`.
pub(crate) const NEW_KEYS: [&str; 4] = ["sources", "sinks", "sanitizers", "propagators"];

/// Keys that name kinds of sources and sinks in models of libraries.
pub(crate) const KIND_KEYS: [&str; 3] = ["sources", "sinks", "sanitizers"];

/// What a taint pattern is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Source,
    Sink,
    Sanitizer,
    Propagator,
}

impl Role {
    pub(crate) const ALL: [Role; 4] = [Role::Source, Role::Sink, Role::Sanitizer, Role::Propagator];

    /// For people.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Source => "source",
            Role::Sink => "sink",
            Role::Sanitizer => "sanitizer",
            Role::Propagator => "propagator",
        }
    }

    /// Switches that mean something for this role.
    pub(crate) fn switches(self) -> &'static [&'static str] {
        match self {
            Role::Source => &["exact", "by-side-effect", "label", "requires", "control"],
            Role::Sink => &["exact", "requires", "at-exit"],
            Role::Sanitizer => &["exact", "by-side-effect", "not_conflicting", "not-conflicting"],
            Role::Propagator => {
                &["by-side-effect", "from", "to", "label", "requires", "replace-labels"]
            }
        }
    }
}

/// The taint side of a rule: below `taint:` if that key is there, else from the classic keys.
pub(crate) fn spec<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) -> TaintSpec {
    let [source_kinds, sink_kinds, sanitizer_kinds] =
        KIND_KEYS.map(|key| kinds(reader, fields, key));
    let named = TaintSpec { source_kinds, sink_kinds, sanitizer_kinds, ..TaintSpec::default() };
    let Some(taint) = fields.take("taint") else {
        return lists(reader, fields, KEYS, false, named);
    };
    for key in KEYS {
        if let Some(field) = fields.take(key) {
            reader.conflict(&["taint", key], field.key, Some("keep one of the two forms"));
        }
    }
    let Some(mut inner) = reader.fields("'taint'", taint.value) else {
        return TaintSpec::default();
    };
    let spec = lists(reader, &mut inner, NEW_KEYS, true, named);
    inner.finish(reader, &NEW_KEYS);
    spec
}

/// Kinds in models of libraries, as `http-request`.
fn kinds<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>, key: &str) -> Vec<String> {
    let Some(field) = fields.take(key) else { return Vec::new() };
    let texts = reader.texts(&format!("'{key}'"), field.value);
    if texts.is_empty() && !reader.failed {
        reader.empty(&format!("'{key}'"), field.key);
    }
    texts.into_iter().map(|text| text.value).collect()
}

/// The four lists under `keys`, which are in the order of [`Role::ALL`].
fn lists<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    keys: [&str; 4],
    is_new: bool,
    mut spec: TaintSpec,
) -> TaintSpec {
    for (role, key) in Role::ALL.into_iter().zip(keys) {
        let required = match role {
            Role::Source => spec.source_kinds.is_empty(),
            Role::Sink => spec.sink_kinds.is_empty(),
            Role::Sanitizer | Role::Propagator => false,
        };
        let field = if required { fields.require(reader, key) } else { fields.take(key) };
        let Some(field) = field else { continue };
        let patterns = list(reader, key, field, role, is_new);
        match role {
            Role::Source => spec.sources = patterns,
            Role::Sink => spec.sinks = patterns,
            Role::Sanitizer => spec.sanitizers = patterns,
            Role::Propagator => spec.propagators = patterns,
        }
    }
    spec
}

fn list(
    reader: &mut Reader<'_, '_>,
    key: &str,
    field: Field,
    role: Role,
    is_new: bool,
) -> Vec<TaintPattern> {
    let Some(items) = reader.filled_list(&format!("'{key}'"), field.value) else {
        return Vec::new();
    };
    items.iter().filter_map(|item| pattern(reader, key, *item, role, is_new)).collect()
}

fn pattern(
    reader: &mut Reader<'_, '_>,
    key: &str,
    node: NodeId,
    role: Role,
    is_new: bool,
) -> Option<TaintPattern> {
    let what = format!("an item of '{key}'");
    if is_new && reader.tree().text(node).is_some() {
        let text = reader.filled_text(&what, node)?;
        return Some(TaintPattern::new(crate::Formula::Pattern(text)));
    }
    let mut fields = reader.fields(&what, node)?;
    let named = if role == Role::Source { fields.take("data-types") } else { None };
    if let Some(field) = named {
        let data_types = data_types(reader, field);
        let switches = switches(reader, &mut fields, role)?;
        foreign_switches(reader, key, &mut fields);
        let mut known = role.switches().to_vec();
        known.push("data-types");
        fields.finish(reader, &known);
        return Some(TaintPattern { data_types, ..switches });
    }
    let formula = if is_new {
        match_syntax::among(reader, &mut fields, Level::default())
    } else {
        formula::root(reader, &mut fields, Level::default())
    };
    let switches = switches(reader, &mut fields, role);
    foreign_switches(reader, key, &mut fields);
    let mut known = role.switches().to_vec();
    if is_new {
        known.extend(match_syntax::KEYS.into_iter().chain(match_syntax::SIDE_KEYS));
    } else {
        known.extend(formula::ROOT_KEYS);
    }
    fields.finish(reader, &known);
    let mut pattern = switches?;
    pattern.formula = formula?;
    Some(pattern)
}

/// Kinds and groups of personal data.
fn data_types(reader: &mut Reader<'_, '_>, field: Field) -> Vec<String> {
    let taxonomy = Taxonomy::embedded();
    let texts = reader.texts("'data-types'", field.value);
    if texts.is_empty() && !reader.failed {
        reader.empty("'data-types'", field.key);
    }
    let mut known: Vec<&str> = vec!["all"];
    known.extend(taxonomy.groups.iter().map(|group| group.0.as_str()));
    known.extend(taxonomy.types.iter().map(|kind| kind.id.as_str()));
    for text in &texts {
        if taxonomy.find(&text.value).is_empty() {
            reader.unknown_value("data-types", text, &known);
        }
    }
    texts.into_iter().map(|text| text.value).collect()
}

/// Everything but the formula, which is still a placeholder.
fn switches<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    role: Role,
) -> Option<TaintPattern> {
    let mut pattern = TaintPattern::new(crate::Formula::Any(Vec::new()));
    for key in role.switches() {
        let Some(field) = fields.take(key) else { continue };
        let what = format!("'{key}'");
        match *key {
            "exact" => pattern.exact = reader.flag(&what, field.value),
            "control" => pattern.control = reader.flag(&what, field.value),
            "at-exit" => pattern.at_exit = reader.flag(&what, field.value),
            "by-side-effect" => pattern.by_side_effect = side_effect(reader, field),
            "label" => pattern.label = reader.text(&what, field.value).map(|text| text.value),
            "from" => pattern.from = reader.metavariable(&what, field.value),
            "to" => pattern.to = reader.metavariable(&what, field.value),
            "requires" => requires(reader, field, &mut pattern),
            "replace-labels" => {
                let labels = reader.texts(&what, field.value).into_iter();
                pattern.replace_labels = labels.map(|text| text.value).collect();
            }
            _ => pattern.not_conflicting = reader.flag(&what, field.value),
        }
    }
    if role == Role::Propagator {
        for (key, value) in [("from", &pattern.from), ("to", &pattern.to)] {
            if value.is_none() && !fields.has(key) {
                reader.missing(key, fields.span, None);
            }
        }
    }
    Some(pattern)
}

/// Switches of other roles, which Semgrep passes over.
fn foreign_switches<'t>(reader: &mut Reader<'_, 't>, key: &str, fields: &mut Fields<'t>) {
    for (name, field) in fields.rest() {
        if Role::ALL.iter().any(|role| role.switches().contains(&name)) {
            fields.take(name);
            reader.note(format!("key '{name}' has no effect in '{key}'"), field.key);
        }
    }
}

fn side_effect(reader: &mut Reader<'_, '_>, field: Field) -> Option<String> {
    let mut text = reader.text("'by-side-effect'", field.value)?;
    text.value.make_ascii_lowercase();
    if !["true", "false", "only"].contains(&text.value.as_str()) {
        reader.unknown_value("by-side-effect", &text, &["true", "false", "only"]);
        return None;
    }
    Some(text.value)
}

/// Labels needed; the form that asks it of single metavariables is not supported.
fn requires(reader: &mut Reader<'_, '_>, field: Field, pattern: &mut TaintPattern) {
    if reader.tree().text(field.value).is_none() {
        reader.cannot_run("'requires' with a list", field.key);
        return;
    }
    pattern.requires = reader.filled_text("'requires'", field.value);
}
