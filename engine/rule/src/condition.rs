//! Conditions on metavariables in the classic syntax: `metavariable-regex` and its like.
//!
//! For: the items of a `patterns` list that are not formulas, and the parts the `match:` syntax shares with them.
//! Not for: formulas (`formula`), evaluating a condition (`tamis-matcher`).
//! Read [`classic`].

use crate::formula::{self, Level};
use crate::match_syntax;
use crate::model::{Comparison, Condition, Conjunction};
use crate::reader::{Field, Fields, Reader};

/// Keys of conditions, which stand directly in a `patterns` list.
pub(crate) const KEYS: [&str; 7] = [
    "focus-metavariable",
    "metavariable-regex",
    "metavariable-pattern",
    "metavariable-comparison",
    "metavariable-analysis",
    "metavariable-type",
    "where",
];

/// Analyzers a rule may name.
pub(crate) const ANALYZERS: [&str; 12] = [
    "entropy",
    "entropy_v2",
    "redos",
    "redos-exponential",
    "redos-polynomial",
    "redos-polynomial-anchored",
    "regex-range",
    "regex-doubled-range",
    "regex-html-tag",
    "regex-host-dot",
    "regex-host-anchor",
    "regex-half-anchored",
];

/// Reads one condition of a `patterns` list into `all`.
pub(crate) fn classic<'t>(
    reader: &mut Reader<'_, 't>,
    key: &str,
    field: Field,
    level: Level,
    all: &mut Conjunction,
) {
    match key {
        "focus-metavariable" => {
            all.focus.extend(formula::focus(reader, "'focus-metavariable'", field.value));
        }
        "where" => match_syntax::conditions(reader, field, level, all),
        _ => {
            let Some(mut fields) = reader.fields(&format!("'{key}'"), field.value) else { return };
            let (condition, known) = mapping(reader, key, &mut fields, level);
            fields.finish(reader, known);
            all.conditions.extend(condition);
        }
    }
}

/// A condition whose value is a mapping, and the keys that may stand in it.
fn mapping<'t>(
    reader: &mut Reader<'_, 't>,
    key: &str,
    fields: &mut Fields<'t>,
    level: Level,
) -> (Option<Condition>, &'static [&'static str]) {
    match key {
        "metavariable-regex" => {
            (regex(reader, fields), &["metavariable", "regex", "constant-propagation"])
        }
        "metavariable-pattern" => (
            pattern(reader, fields, level),
            &["metavariable", "language", "pattern", "patterns", "pattern-either", "pattern-regex"],
        ),
        "metavariable-comparison" => {
            (comparison(reader, fields), &["metavariable", "comparison", "strip", "base"])
        }
        "metavariable-analysis" => {
            let metavariable = required_metavariable(reader, fields);
            (analysis(reader, fields, metavariable), &["metavariable", "analyzer", "mode", "flags"])
        }
        _ => {
            let metavariable = required_metavariable(reader, fields);
            let known = &["metavariable", "type", "types", "language"];
            (types(reader, fields, metavariable), known)
        }
    }
}

/// The metavariable a condition speaks of.
pub(crate) fn required_metavariable<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> Option<String> {
    let field = fields.require(reader, "metavariable")?;
    reader.metavariable("'metavariable'", field.value)
}

fn regex<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) -> Option<Condition> {
    let metavariable = required_metavariable(reader, fields);
    let regex = fields.require(reader, "regex");
    let regex = regex.and_then(|field| reader.filled_text("'regex'", field.value));
    let constant_propagation = flag(reader, fields, "constant-propagation").unwrap_or(false);
    Some(Condition::Regex { metavariable: metavariable?, regex: regex?, constant_propagation })
}

fn pattern<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    level: Level,
) -> Option<Condition> {
    let metavariable = required_metavariable(reader, fields);
    let language = fields.take("language");
    let language = language.and_then(|field| reader.filled_text("'language'", field.value));
    let formula = formula::root(reader, fields, level.condition());
    Some(Condition::Pattern { metavariable: metavariable?, language, formula: formula? })
}

/// `metavariable-comparison`, or `comparison` under `where`: the same keys in both.
pub(crate) fn comparison<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> Option<Condition> {
    let metavariable = fields.take("metavariable");
    let metavariable =
        metavariable.and_then(|field| reader.metavariable("'metavariable'", field.value));
    let expression = fields.require(reader, "comparison");
    let expression = expression.and_then(|field| reader.filled_text("'comparison'", field.value));
    let strip = flag(reader, fields, "strip").unwrap_or(false);
    let base = fields.take("base").and_then(|field| reader.number("'base'", field.value));
    if strip && metavariable.is_none() {
        reader.missing("metavariable", fields.span, Some("'strip' needs to know of which one"));
    }
    Some(Condition::Comparison(Comparison { metavariable, expression: expression?, strip, base }))
}

/// `metavariable-analysis`, or `analyzer` under `where`.
pub(crate) fn analysis<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    metavariable: Option<String>,
) -> Option<Condition> {
    let field = fields.require(reader, "analyzer")?;
    let mut kind = field;
    if reader.tree().text(field.value).is_none() {
        let mut inner = reader.fields("'analyzer'", field.value)?;
        kind = inner.require(reader, "kind")?;
        if let Some(mode) = inner.take("mode") {
            reader.note("key 'mode' of an analyzer has no effect here", mode.key);
        }
        inner.finish(reader, &["kind", "mode"]);
    }
    let analyzer = reader.text("'analyzer'", kind.value)?;
    if !ANALYZERS.contains(&analyzer.value.as_str()) {
        reader.unknown_value("analyzer", &analyzer, &ANALYZERS);
        return None;
    }
    let flags = fields.take("flags");
    let flags = flags.and_then(|field| reader.metavariable("'flags'", field.value));
    Some(Condition::Analysis { metavariable: metavariable?, analyzer, flags })
}

/// `metavariable-type`, or `type` under `where`.
pub(crate) fn types<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    metavariable: Option<String>,
) -> Option<Condition> {
    // The types are always read in the rule's language, which is what `language` would say.
    fields.take("language");
    let fields_found = [fields.take("type"), fields.take("types")];
    let mut types = Vec::new();
    for field in fields_found.into_iter().flatten() {
        types.extend(reader.texts("'type'", field.value).into_iter().map(|text| text.value));
    }
    if fields_found.iter().all(Option::is_none) {
        reader.missing("type", fields.span, Some("or 'types' with a list"));
        return None;
    }
    Some(Condition::Type { metavariable: metavariable?, types })
}

fn flag<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>, key: &str) -> Option<bool> {
    let field = fields.take(key)?;
    reader.flag(&format!("'{key}'"), field.value)
}
