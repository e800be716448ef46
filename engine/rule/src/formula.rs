//! Formulas in the classic syntax: `pattern`, `patterns`, `pattern-either`, `pattern-not-inside` and so on.
//!
//! For: the keys below a rule, a taint source or `metavariable-pattern`.
//! Not for: the newer `match:` syntax (`match_syntax`), conditions on metavariables (`condition`).
//! Read [`root`].

use crate::condition;
use crate::model::{Conjunction, Focus, Formula};
use crate::reader::{Field, Fields, Reader};
use crate::yaml::NodeId;

/// Keys that can stand alone as a rule's formula.
pub(crate) const ROOT_KEYS: [&str; 4] = ["pattern", "patterns", "pattern-either", "pattern-regex"];

/// Keys that can stand in a `patterns` or `pattern-either` list.
pub(crate) const ITEM_KEYS: [&str; 16] = [
    "pattern",
    "patterns",
    "pattern-either",
    "pattern-regex",
    "pattern-not",
    "pattern-not-regex",
    "pattern-inside",
    "pattern-not-inside",
    "focus-metavariable",
    "metavariable-regex",
    "metavariable-pattern",
    "metavariable-comparison",
    "metavariable-analysis",
    "metavariable-type",
    "where",
    "semgrep-internal-pattern-anywhere",
];

/// Keys known elsewhere without which a rule would match other code than meant: such a rule does not run.
pub(crate) const NOT_RUN_KEYS: [&str; 3] =
    ["pattern-where-python", "metavariable-name", "semgrep-internal-metavariable-name"];

/// Where in a rule a formula stands.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Level {
    /// Formulas around it.
    pub(crate) depth: usize,
    /// Below a condition on a metavariable, where a formula may be only negative: it is asked of the bound code.
    pub(crate) in_condition: bool,
}

impl Level {
    /// One formula deeper.
    pub(crate) fn deeper(self) -> Level {
        Level { depth: self.depth + 1, ..self }
    }

    /// Inside a condition.
    pub(crate) fn condition(self) -> Level {
        Level { depth: self.depth + 1, in_condition: true }
    }
}

/// The formula given by exactly one of [`ROOT_KEYS`] in `fields`.
pub(crate) fn root<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    level: Level,
) -> Option<Formula> {
    let present: Vec<&str> = ROOT_KEYS.into_iter().filter(|key| fields.has(key)).collect();
    let Some(key) = present.first() else {
        reader.missing(
            "pattern",
            fields.span,
            Some("or 'patterns', 'pattern-either', 'pattern-regex'"),
        );
        return None;
    };
    let taken: Vec<Field> = present.iter().filter_map(|key| fields.take(key)).collect();
    if let [_, second, ..] = taken[..] {
        reader.conflict(&present, second.key, Some("put them in a list under 'patterns'"));
        return None;
    }
    let formula = pair(reader, key, taken[0], level)?;
    stand_alone(reader, key, taken[0], formula, level)
}

/// A formula by its key and value; `Not` for the negative keys.
fn pair(reader: &mut Reader<'_, '_>, key: &str, field: Field, level: Level) -> Option<Formula> {
    let what = format!("'{key}'");
    if !reader.depth(level.depth, field.key) {
        return None;
    }
    let value = field.value;
    Some(match key {
        "pattern" => Formula::Pattern(reader.filled_text(&what, value)?),
        "pattern-regex" => Formula::Regex(reader.filled_text(&what, value)?),
        "pattern-not-regex" => not(Formula::Regex(reader.filled_text(&what, value)?)),
        "pattern-inside" => Formula::Inside(Box::new(nested(reader, key, field, level)?)),
        "pattern-not" => not(nested(reader, key, field, level)?),
        "pattern-not-inside" => not(Formula::Inside(Box::new(nested(reader, key, field, level)?))),
        "semgrep-internal-pattern-anywhere" => {
            Formula::Anywhere(Box::new(nested(reader, key, field, level)?))
        }
        "pattern-either" => alternatives(reader, &what, value, level)?,
        "patterns" => Formula::All(Box::new(conjunction(reader, field, level)?)),
        _ => {
            unknown_item(reader, key, field);
            return None;
        }
    })
}

fn not(formula: Formula) -> Formula {
    Formula::Not(Box::new(formula))
}

/// What stands under `pattern-inside` and its like: text, or a mapping with one formula.
fn nested(reader: &mut Reader<'_, '_>, key: &str, field: Field, level: Level) -> Option<Formula> {
    if reader.tree().text(field.value).is_some() {
        return reader.filled_text(&format!("'{key}'"), field.value).map(Formula::Pattern);
    }
    let (inner_key, inner) = one_entry(reader, key, field.value)?;
    let formula = pair(reader, inner_key, inner, level.deeper())?;
    stand_alone(reader, inner_key, inner, formula, level)
}

/// `pattern-either`.
fn alternatives(
    reader: &mut Reader<'_, '_>,
    what: &str,
    value: NodeId,
    level: Level,
) -> Option<Formula> {
    let items = reader.filled_list(what, value)?;
    let mut formulas = Vec::with_capacity(items.len());
    for item in items {
        let Some((key, field)) = one_entry(reader, "pattern-either", *item) else { continue };
        if condition::KEYS.contains(&key) {
            reader.misplaced(
                key,
                field.key,
                "it filters a 'patterns' list: put it directly into one",
            );
            continue;
        }
        let formula = pair(reader, key, field, level.deeper());
        let formula = formula.and_then(|it| stand_alone(reader, key, field, it, level));
        formulas.extend(formula);
    }
    Some(Formula::Any(formulas))
}

/// `patterns`.
fn conjunction(reader: &mut Reader<'_, '_>, field: Field, level: Level) -> Option<Conjunction> {
    let items = reader.filled_list("'patterns'", field.value)?;
    let mut all = Conjunction::default();
    let mut seen_term = false;
    for item in items {
        let Some((key, inner)) = one_entry(reader, "patterns", *item) else {
            seen_term = true;
            continue;
        };
        if condition::KEYS.contains(&key) {
            condition::classic(reader, key, inner, level, &mut all);
        } else {
            // A faulty term counts as positive: its own error is enough.
            let term = pair(reader, key, inner, level.deeper());
            seen_term |= !matches!(term, Some(Formula::Not(_)));
            all.terms.extend(term);
        }
    }
    if !seen_term && !level.in_condition {
        reader.no_positive_term("'patterns'", field.key);
    }
    Some(all)
}

/// The only entry of a list item, or errors that say what it should be.
fn one_entry<'t>(
    reader: &mut Reader<'_, 't>,
    list: &str,
    node: NodeId,
) -> Option<(&'t str, Field)> {
    let what = format!("an item of '{list}'");
    if let Some(text) = reader.tree().text(node) {
        let help = (!text.contains('\n')).then(|| format!("did you mean 'pattern: {text}'?"));
        reader.wrong_type_help(&what, "a mapping with one key", node, help);
        return None;
    }
    let fields = reader.fields(&what, node)?;
    let entries: Vec<_> = fields.entries().collect();
    match entries[..] {
        [only] => Some(only),
        [] => {
            reader.empty(&what, fields.span);
            None
        }
        [(first, _), (second, field), ..] => {
            let help = "each list item has one key; is there a hyphen missing?";
            reader.conflict(&[first, second], field.key, Some(help));
            None
        }
    }
}

/// Refuses a negative formula where it is the only one; in a condition it becomes a conjunction of one term, so that
/// `Not` stands only directly in a [`Conjunction`].
pub(crate) fn stand_alone(
    reader: &mut Reader<'_, '_>,
    key: &str,
    field: Field,
    formula: Formula,
    level: Level,
) -> Option<Formula> {
    if !matches!(formula, Formula::Not(_)) {
        return Some(formula);
    }
    if level.in_condition {
        let terms = vec![formula];
        return Some(Formula::All(Box::new(Conjunction { terms, ..Conjunction::default() })));
    }
    reader.no_positive_term(&format!("'{key}' alone"), field.key);
    None
}

/// Reads `focus-metavariable` (or `focus`): a metavariable or a list of them.
pub(crate) fn focus(reader: &mut Reader<'_, '_>, what: &str, node: NodeId) -> Option<Focus> {
    let metavariables = match reader.tree().text(node) {
        Some(_) => vec![reader.metavariable(what, node)?],
        None => {
            let items = reader.filled_list(what, node)?;
            items.iter().filter_map(|item| reader.metavariable(what, *item)).collect()
        }
    };
    Some(Focus { metavariables })
}

fn unknown_item(reader: &mut Reader<'_, '_>, key: &str, field: Field) {
    match key {
        key if NOT_RUN_KEYS.contains(&key) => {
            reader.cannot_run(&format!("'{key}'"), field.key);
        }
        _ if condition::KEYS.contains(&key) => {
            reader.misplaced(
                key,
                field.key,
                "it filters a 'patterns' list: put it directly into one",
            );
        }
        _ => reader.unknown_key(key, field, &ITEM_KEYS),
    }
}
