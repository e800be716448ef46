//! `mode: config`: conditions over the graph of resources.
//!
//! For: the keys `resource`, `where`, `unknown` and `report` of a rule to a [`ConfigSpec`].
//! Not for: the graph and what conditions mean on it (`tamis-iac`). The form is described in `docs/config-rules.md`.
//! Read [`ConfigSpec`], then [`ConfigCondition`].

mod model;
mod operators;
mod path;

pub(crate) use operators::OPERATORS;

pub use model::{
    AttributeTest, ConfigCondition, ConfigPath, ConfigSpec, ConfigValue, Fact, Operator, Order,
    PathAlternative, PathRoot, PathStep, Quantifier, Related, Relation, Test,
};

use crate::error::RuleError;
use crate::model::Located;
use crate::reader::{Field, Fields, Reader};
use crate::yaml::{Kind, NodeId};

/// Keys of a rule that only this mode has.
pub(crate) const KEYS: [&str; 4] = ["resource", "where", "unknown", "report"];

/// Keys of a condition that are not paths.
const CONDITION_KEYS: [&str; 9] =
    ["all", "any", "not", "if", "then", "some", "each", "none", "related"];

pub(crate) const RELATIONS: [(&str, Relation); 7] = [
    ("refers-to", Relation::RefersTo),
    ("referred-by", Relation::ReferredBy),
    ("connected", Relation::Connected),
    ("child", Relation::Child),
    ("within", Relation::Within),
    ("sibling", Relation::Sibling),
    ("anywhere", Relation::Anywhere),
];

/// Reads the body of the rule.
pub(crate) fn spec<'t>(reader: &mut Reader<'_, 't>, fields: &mut Fields<'t>) -> Option<ConfigSpec> {
    let resources = match fields.require(reader, "resource") {
        Some(field) => {
            let globs = reader.texts("'resource'", field.value);
            if globs.is_empty() && !reader.failed {
                reader.empty("'resource'", field.key);
            }
            globs
        }
        None => Vec::new(),
    };
    let condition = match fields.take_given("where") {
        Some(field) => condition(reader, "'where'", field.value, 0),
        None => Some(ConfigCondition::All(Vec::new())),
    };
    let report_unknown = fields.take_given("unknown").is_some_and(|field| unknown(reader, field));
    let report = fields.take_given("report").and_then(|field| read_path(reader, field.value));
    Some(ConfigSpec { resources, condition: condition?, report_unknown, report })
}

fn unknown(reader: &mut Reader<'_, '_>, field: Field) -> bool {
    let Some(word) = reader.text("'unknown'", field.value) else { return false };
    let words = ["report", "pass"];
    if !words.contains(&word.value.as_str()) {
        reader.unknown_value("value of 'unknown'", &word, &words);
    }
    word.value == "report"
}

/// A mapping whose entries all hold, or a list of such.
fn condition<'t>(
    reader: &mut Reader<'_, 't>,
    what: &str,
    node: NodeId,
    depth: usize,
) -> Option<ConfigCondition> {
    if !reader.depth(depth, reader.tree().span(node)) {
        return None;
    }
    if matches!(reader.tree().node(node).kind, Kind::Seq(_)) {
        return conditions(reader, what, node, depth).map(ConfigCondition::All);
    }
    let fields = reader.fields(what, node)?;
    entries(reader, fields, depth)
}

fn conditions(
    reader: &mut Reader<'_, '_>,
    what: &str,
    node: NodeId,
    depth: usize,
) -> Option<Vec<ConfigCondition>> {
    let items = reader.filled_list(what, node)?;
    let read: Vec<_> =
        items.iter().map(|item| condition(reader, "a condition", *item, depth + 1)).collect();
    read.into_iter().collect()
}

/// The entries not taken so far, all of which must hold.
fn entries<'t>(
    reader: &mut Reader<'_, 't>,
    mut fields: Fields<'t>,
    depth: usize,
) -> Option<ConfigCondition> {
    let mut all = Vec::new();
    let mut failed = false;
    let rest = fields.rest();
    if rest.is_empty() {
        reader.empty("a condition", fields.span);
        return None;
    }
    for (key, field) in rest {
        let read = match key {
            "then" if fields.has("if") => continue,
            "if" => implication(reader, &mut fields, field, depth),
            key if CONDITION_KEYS.contains(&key) => operator(reader, key, field, depth),
            key => attribute(reader, key, field),
        };
        match read {
            Some(condition) => all.push(condition),
            None => failed = true,
        }
    }
    if failed {
        return None;
    }
    Some(if all.len() == 1 { all.remove(0) } else { ConfigCondition::All(all) })
}

fn operator(
    reader: &mut Reader<'_, '_>,
    key: &str,
    field: Field,
    depth: usize,
) -> Option<ConfigCondition> {
    let what = format!("'{key}'");
    match key {
        "all" => conditions(reader, &what, field.value, depth).map(ConfigCondition::All),
        "any" => conditions(reader, &what, field.value, depth).map(ConfigCondition::Any),
        "not" => {
            let inner = condition(reader, &what, field.value, depth + 1)?;
            Some(ConfigCondition::Not(Box::new(inner)))
        }
        "some" => elements(reader, &what, Quantifier::Some, field, depth),
        "each" => elements(reader, &what, Quantifier::Each, field, depth),
        "none" => elements(reader, &what, Quantifier::None, field, depth),
        "related" => related(reader, field, depth),
        _ => {
            reader.misplaced(key, field.key, "'then' belongs beside 'if'");
            None
        }
    }
}

fn implication<'t>(
    reader: &mut Reader<'_, 't>,
    fields: &mut Fields<'t>,
    field: Field,
    depth: usize,
) -> Option<ConfigCondition> {
    let when = condition(reader, "'if'", field.value, depth + 1);
    let then = fields.require(reader, "then")?;
    let then = condition(reader, "'then'", then.value, depth + 1);
    Some(ConfigCondition::If(Box::new(when?), Box::new(then?)))
}

fn elements(
    reader: &mut Reader<'_, '_>,
    what: &str,
    quantifier: Quantifier,
    field: Field,
    depth: usize,
) -> Option<ConfigCondition> {
    let mut fields = reader.fields(what, field.value)?;
    let paths = fields.require(reader, "in")?;
    let paths: Option<Vec<ConfigPath>> = match &reader.tree().node(paths.value).kind {
        Kind::Seq(items) => items.iter().map(|item| read_path(reader, *item)).collect(),
        _ => read_path(reader, paths.value).map(|path| vec![path]),
    };
    let condition = if fields.rest().is_empty() {
        Some(ConfigCondition::All(Vec::new()))
    } else {
        entries(reader, fields, depth + 1)
    };
    Some(ConfigCondition::Elements(quantifier, paths?, Box::new(condition?)))
}

fn related(reader: &mut Reader<'_, '_>, field: Field, depth: usize) -> Option<ConfigCondition> {
    let mut fields = reader.fields("'related'", field.value)?;
    let mut found = None;
    for (name, relation) in RELATIONS {
        let Some(kinds) = fields.take(name) else { continue };
        let kinds = reader.texts(&format!("'{name}'"), kinds.value);
        found = Some((relation, kinds.into_iter().map(|kind| kind.value).collect()));
    }
    let via = fields.take_given("via").and_then(|via| reader.text("'via'", via.value));
    let condition = match fields.take_given("where") {
        Some(field) => condition(reader, "'where'", field.value, depth + 1)?,
        None => ConfigCondition::All(Vec::new()),
    };
    let count = match fields.take_given("count") {
        Some(field) => count(reader, field)?,
        None => Quantifier::Some,
    };
    let span = fields.span;
    let mut known: Vec<&str> = RELATIONS.iter().map(|(name, _)| *name).collect();
    known.extend(["via", "where", "count"]);
    fields.finish(reader, &known);
    let Some((relation, resources)) = found else {
        reader.missing(
            "refers-to",
            span,
            Some("say how: refers-to, referred-by, child, within, …"),
        );
        return None;
    };
    let via = via.map(|via| via.value);
    Some(ConfigCondition::Related(Box::new(Related { relation, resources, via, condition, count })))
}

fn count(reader: &mut Reader<'_, '_>, field: Field) -> Option<Quantifier> {
    let word = reader.text("'count'", field.value)?;
    match word.value.as_str() {
        "some" => Some(Quantifier::Some),
        "all" => Some(Quantifier::Each),
        "none" => Some(Quantifier::None),
        _ => {
            reader.unknown_value("value of 'count'", &word, &["some", "all", "none"]);
            None
        }
    }
}

fn attribute(reader: &mut Reader<'_, '_>, key: &str, field: Field) -> Option<ConfigCondition> {
    let path = path_of(reader, Located { value: key.to_owned(), span: field.key });
    let test = operators::attribute(reader, field);
    let (path, (tests, default, any_case)) = (path?, test?);
    Some(ConfigCondition::Attribute(Box::new(AttributeTest { path, tests, default, any_case })))
}

fn read_path(reader: &mut Reader<'_, '_>, node: NodeId) -> Option<ConfigPath> {
    let text = reader.filled_text("a path", node)?;
    path_of(reader, text)
}

fn path_of(reader: &mut Reader<'_, '_>, text: Located<String>) -> Option<ConfigPath> {
    match path::parse(&text.value) {
        Ok(path) => Some(path),
        Err(words) => {
            reader.error(|file, within| RuleError::BadConfigPath {
                file,
                span: text.span.range().into(),
                within,
                path: text.value.clone(),
                words,
            });
            None
        }
    }
}
