//! Formulas in the newer syntax: what stands under `match:` and `taint:`.
//!
//! For: `pattern`, `regex`, `all`, `any`, `not`, `inside`, `anywhere`, and the `where` list beside them.
//! Not for: the classic syntax (`formula`).
//! Read [`formula`].

use crate::condition;
use crate::formula::{Level, focus, stand_alone};
use crate::model::{Condition, Conjunction, Formula};
use crate::reader::{Field, Fields, Reader};
use crate::yaml::NodeId;

/// Keys of which a formula has exactly one.
pub(crate) const KEYS: [&str; 8] =
    ["pattern", "regex", "all", "any", "not", "inside", "anywhere", "taint"];

/// Keys that may stand beside it.
pub(crate) const SIDE_KEYS: [&str; 3] = ["where", "as", "fix"];

/// A formula on its own, as under `match:`, `inside:` or in an `any` list: text, or a mapping.
pub(crate) fn formula(
    reader: &mut Reader<'_, '_>,
    what: &str,
    field: Field,
    level: Level,
) -> Option<Formula> {
    let found = term(reader, what, field, level)?;
    stand_alone(reader, "not", field, found, level)
}

/// The formula among the keys of a mapping that has other keys too (a taint source); only its own keys are taken.
pub(crate) fn among<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    level: Level,
) -> Option<Formula> {
    let (found, field) = with_side_keys(reader, fields, level)?;
    stand_alone(reader, "not", field, found, level)
}

/// The same, where `not` may stand because an `all` list is around it.
fn term(reader: &mut Reader<'_, '_>, what: &str, field: Field, level: Level) -> Option<Formula> {
    if reader.tree().text(field.value).is_some() {
        return reader.filled_text(what, field.value).map(Formula::Pattern);
    }
    let mut fields = reader.fields(what, field.value)?;
    let found = with_side_keys(reader, &mut fields, level);
    let known: Vec<&str> = KEYS.into_iter().chain(SIDE_KEYS).collect();
    fields.finish(reader, &known);
    found.map(|(formula, _)| formula)
}

fn with_side_keys<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    level: Level,
) -> Option<(Formula, Field)> {
    let name = fields.take("as").and_then(|field| reader.metavariable("'as'", field.value));
    if let Some(field) = fields.take("fix") {
        reader.note("key 'fix' has no effect inside a formula", field.key);
    }
    let mut filter = fields.take("where").map(|field| {
        let mut filter = Conjunction::default();
        conditions(reader, field, level, &mut filter);
        filter
    });
    if name.is_some() {
        filter.get_or_insert_default().name = name;
    }
    let (key, field) = principal(reader, fields)?;
    let found = pair(reader, key, field, level)?;
    Some((filtered(found, filter), field))
}

/// The one key of [`KEYS`] in a mapping.
fn principal<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
) -> Option<(&'static str, Field)> {
    let present: Vec<&'static str> = KEYS.into_iter().filter(|key| fields.has(key)).collect();
    let Some(key) = present.first() else {
        let help = "or 'regex', 'all', 'any', 'inside', 'anywhere'";
        reader.missing("pattern", fields.span, Some(help));
        return None;
    };
    let taken: Vec<Field> = present.iter().filter_map(|key| fields.take(key)).collect();
    if let [_, second, ..] = taken[..] {
        reader.conflict(&present, second.key, Some("put them in a list under 'all'"));
        return None;
    }
    Some((key, taken[0]))
}

fn pair(reader: &mut Reader<'_, '_>, key: &str, field: Field, level: Level) -> Option<Formula> {
    if !reader.depth(level.depth, field.key) {
        return None;
    }
    let what = format!("'{key}'");
    let inner = level.deeper();
    Some(match key {
        "pattern" => Formula::Pattern(reader.filled_text(&what, field.value)?),
        "regex" => Formula::Regex(reader.filled_text(&what, field.value)?),
        "inside" => Formula::Inside(Box::new(formula(reader, &what, field, inner)?)),
        "anywhere" => Formula::Anywhere(Box::new(formula(reader, &what, field, inner)?)),
        "not" => Formula::Not(Box::new(formula(reader, &what, field, inner)?)),
        "any" => {
            let items = reader.filled_list(&what, field.value)?;
            let formulas = items
                .iter()
                .filter_map(|item| formula(reader, "an item of 'any'", at(field, *item), inner));
            Formula::Any(formulas.collect())
        }
        "all" => Formula::All(Box::new(conjunction(reader, field, level)?)),
        _ => {
            reader.cannot_run("'taint' inside a formula", field.key);
            return None;
        }
    })
}

fn conjunction(reader: &mut Reader<'_, '_>, field: Field, level: Level) -> Option<Conjunction> {
    let items = reader.filled_list("'all'", field.value)?;
    let mut all = Conjunction::default();
    let mut positive = false;
    for item in items {
        let found = term(reader, "an item of 'all'", at(field, *item), level.deeper());
        positive |= !matches!(found, Some(Formula::Not(_)));
        all.terms.extend(found);
    }
    if !positive && !level.in_condition {
        reader.no_positive_term("'all'", field.key);
    }
    Some(all)
}

/// The field of a list item: its value, and the list's key for errors.
fn at(list: Field, item: NodeId) -> Field {
    Field { key: list.key, value: item }
}

/// A formula with the conditions of its `where`. They are put inside `inside`, `anywhere` and `not`, so that the
/// formula stays of its kind.
fn filtered(formula: Formula, filter: Option<Conjunction>) -> Formula {
    let Some(filter) = filter else { return formula };
    match formula {
        Formula::Inside(inner) => Formula::Inside(Box::new(filtered(*inner, Some(filter)))),
        Formula::Anywhere(inner) => Formula::Anywhere(Box::new(filtered(*inner, Some(filter)))),
        Formula::Not(inner) => Formula::Not(Box::new(filtered(*inner, Some(filter)))),
        Formula::All(mut all) => {
            all.conditions.extend(filter.conditions);
            all.focus.extend(filter.focus);
            all.name = filter.name;
            Formula::All(all)
        }
        other => Formula::All(Box::new(Conjunction { terms: vec![other], ..filter })),
    }
}

/// Reads a `where` list into `all`.
pub(crate) fn conditions(
    reader: &mut Reader<'_, '_>,
    field: Field,
    level: Level,
    all: &mut Conjunction,
) {
    let Some(items) = reader.list("'where'", field.value) else { return };
    for item in items {
        let Some(mut fields) = reader.fields("an item of 'where'", *item) else { continue };
        let mut known = vec!["focus", "comparison", "metavariable"];
        if let Some(field) = fields.take("focus") {
            all.focus.extend(focus(reader, "'focus'", field.value));
        } else if fields.has("comparison") {
            all.conditions.extend(condition::comparison(reader, &mut fields));
            known.extend(["strip", "base"]);
        } else {
            all.conditions.extend(on_metavariable(reader, &mut fields, level));
            known.extend(["analyzer", "flags", "type", "types", "language"]);
            known.extend(KEYS.into_iter().chain(SIDE_KEYS));
        }
        fields.finish(reader, &known);
    }
}

/// `metavariable: $X` with what is asked of it.
fn on_metavariable<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    level: Level,
) -> Option<Condition> {
    let metavariable = condition::required_metavariable(reader, fields);
    if fields.has("analyzer") {
        return condition::analysis(reader, fields, metavariable);
    }
    if fields.has("type") || fields.has("types") {
        return condition::types(reader, fields, metavariable);
    }
    let language = fields.take("language");
    let language = language.and_then(|field| reader.filled_text("'language'", field.value));
    let formula = among(reader, fields, level.condition())?;
    let metavariable = metavariable?;
    Some(match formula {
        Formula::Regex(regex) => {
            Condition::Regex { metavariable, regex, constant_propagation: true }
        }
        formula => Condition::Pattern { metavariable, language, formula },
    })
}
