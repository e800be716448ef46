//! The keys of a rule by its mode: search, taint, config, secret.

use serde_json::{Map, Value, json};

use super::formula::among;
use super::{described, or_null, reference, word};
use crate::data_types::Taxonomy;
use crate::taint::{KEYS, KIND_KEYS, NEW_KEYS, Role};

/// Adds the definitions.
pub(super) fn definitions(all: &mut Map<String, Value>) {
    let mut add = |name: &str, value: Value| all.insert(name.to_owned(), value);
    add("search-rule", search());
    add("taint-rule", taint());
    add("data-types", data_types());
    for role in Role::ALL {
        add(&format!("classic-{}", role.name()), pattern(role, false));
        add(&format!("new-{}", role.name()), pattern(role, true));
    }
    add(
        "config-rule",
        json!({
            "properties": {
                "resource": described("some-texts", "globs of resource types"),
                "where": or_null(reference("config-condition")),
                "unknown": or_null(json!({"enum": ["report", "pass"], "default": "pass"})),
                "report": or_null(reference("config-path")),
            },
            "required": ["resource"],
        }),
    );
    add(
        "secret-rule",
        json!({
            "properties": {"secret": reference("secret"), "examples": reference("examples")},
            "required": ["secret"],
        }),
    );
    let free = json!({"description": "is not read: the rule does not run here"});
    let keys = crate::formula::ROOT_KEYS;
    let free: Map<String, Value> =
        keys.into_iter().map(|key| (key.to_owned(), free.clone())).collect();
    add("dependent-rule", json!({"properties": free, "required": ["languages"]}));
}

/// Either `match`, or one of the classic keys.
fn search() -> Value {
    json!({
        "if": {"required": ["match"]},
        "then": {"properties": {"match": reference("match")}},
        "else": reference("root"),
        "required": ["languages"],
    })
}

/// Sources and sinks by patterns, by kinds of models, or both.
fn taint() -> Value {
    let mut properties = Map::new();
    for key in KIND_KEYS {
        properties.insert(key.to_owned(), described("some-texts", "kinds of models of libraries"));
    }
    let lists = |keys: [&str; 4], form: &str| -> Map<String, Value> {
        let list = |role: Role| {
            let item = reference(&format!("{form}-{}", role.name()));
            json!({"type": "array", "items": item, "minItems": 1})
        };
        Role::ALL.into_iter().zip(keys).map(|(role, key)| (key.to_owned(), list(role))).collect()
    };
    // Without kinds of models, patterns are needed.
    let needs =
        |kind: &str, needed: Value| json!({"if": {"not": {"required": [kind]}}, "then": needed});
    let inner = json!({
        "type": "object",
        "properties": lists(NEW_KEYS, "new"),
        "additionalProperties": false,
    });
    let within = |key: &str| json!({"properties": {"taint": {"required": [key]}}});
    json!({
        "properties": properties,
        "required": ["languages"],
        "if": {"required": ["taint"]},
        "then": {
            "properties": {"taint": inner},
            "allOf": [needs("sources", within("sources")), needs("sinks", within("sinks"))],
        },
        "else": {
            "properties": lists(KEYS, "classic"),
            "allOf": [
                needs("sources", json!({"required": ["pattern-sources"]})),
                needs("sinks", json!({"required": ["pattern-sinks"]})),
            ],
        },
    })
}

/// A source, sink, sanitizer or propagator.
fn pattern(role: Role, is_new: bool) -> Value {
    let mut properties = Map::new();
    for switch in Role::ALL.iter().flat_map(|role| role.switches()) {
        let value = match role.switches().contains(switch) {
            true => switch_value(switch),
            false => json!({"description": "has no effect here"}),
        };
        properties.insert((*switch).to_owned(), value);
    }
    let required: &[&str] = if role == Role::Propagator { &["from", "to"] } else { &[] };
    let formula = if is_new { among(false) } else { reference("root") };
    let formula = match role {
        Role::Source => json!({
            "if": {"required": ["data-types"]},
            "then": {"properties": {"data-types": reference("data-types")}},
            "else": formula,
        }),
        _ => formula,
    };
    let mapping = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "allOf": [formula],
        "unevaluatedProperties": false,
    });
    if is_new { json!({"anyOf": [reference("filled"), mapping]}) } else { mapping }
}

fn switch_value(switch: &str) -> Value {
    match switch {
        "exact" | "control" | "at-exit" | "not_conflicting" | "not-conflicting" => {
            reference("flag")
        }
        "by-side-effect" => {
            json!({"anyOf": [{"type": "boolean"}, word(&["true", "false", "only"])]})
        }
        "label" => reference("text"),
        "from" | "to" => reference("metavariable"),
        "requires" => json!({"anyOf": [
            described("filled", "labels joined by 'and', 'or', 'not'"),
            {"type": ["array", "object"], "description": "a rule with this does not run here"},
        ]}),
        _ => reference("texts"),
    }
}

/// Kinds and groups of personal data.
fn data_types() -> Value {
    let taxonomy = Taxonomy::embedded();
    let mut known = vec!["all"];
    known.extend(taxonomy.types.iter().flat_map(|kind| [kind.group.as_str(), kind.id.as_str()]));
    known.sort_unstable();
    known.dedup();
    let kind = json!({ "enum": known });
    json!({"anyOf": [kind, {"type": "array", "items": kind, "minItems": 1}]})
}
