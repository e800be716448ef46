//! Conditions over resources.

use serde_json::{Map, Value, json};

use super::{or_null, reference};
use crate::config::{OPERATORS, RELATIONS};

/// Adds the definitions.
pub(super) fn definitions(all: &mut Map<String, Value>) {
    let mut add = |name: &str, value: Value| all.insert(name.to_owned(), value);
    add(
        "config-path",
        json!({"$ref": "#/$defs/filled", "description": "a.b, a[*].b, $parent.a, a.@json.b"}),
    );
    add(
        "config-condition",
        json!({"anyOf": [reference("config-entries"), reference("config-conditions")]}),
    );
    add(
        "config-conditions",
        json!({"type": "array", "items": reference("config-condition"), "minItems": 1}),
    );
    add("config-entries", entries(false));
    add("config-elements", entries(true));
    add("config-related", related());
    add("config-tests", tests());
}

/// Entries that must all hold; with `in` those of `some`, `each` and `none`.
fn entries(elements: bool) -> Value {
    let condition = reference("config-condition");
    let list = reference("config-conditions");
    let within = reference("config-elements");
    let mut properties = json!({
        "all": list, "any": list, "not": condition, "if": condition, "then": condition,
        "some": within, "each": within, "none": within, "related": reference("config-related"),
    });
    let mut all = json!({
        "type": "object",
        "minProperties": 1,
        "dependentRequired": {"if": ["then"], "then": ["if"]},
        "additionalProperties": reference("config-tests"),
    });
    if elements {
        properties["in"] = json!({"anyOf": [
            reference("config-path"),
            {"type": "array", "items": reference("config-path")},
        ]});
        all["required"] = json!(["in"]);
    }
    all["properties"] = properties;
    all
}

fn related() -> Value {
    let mut properties: Map<String, Value> =
        RELATIONS.iter().map(|(name, _)| ((*name).to_owned(), reference("texts"))).collect();
    let some: Vec<Value> =
        RELATIONS.iter().map(|(name, _)| json!({ "required": [name] })).collect();
    properties.insert("via".to_owned(), or_null(reference("text")));
    properties.insert("where".to_owned(), or_null(reference("config-condition")));
    properties.insert("count".to_owned(), or_null(json!({"enum": ["some", "all", "none"]})));
    json!({"type": "object", "properties": properties, "anyOf": some, "additionalProperties": false})
}

/// What stands after a path: a mapping of operators, or the value that it must be.
fn tests() -> Value {
    let mut properties: Map<String, Value> =
        OPERATORS.iter().map(|name| ((*name).to_owned(), operator(name))).collect();
    let any: Vec<Value> = OPERATORS.iter().map(|name| json!({ "required": [name] })).collect();
    properties
        .insert("default".to_owned(), json!({"description": "what an absent attribute counts as"}));
    properties.insert("any-case".to_owned(), or_null(reference("flag")));
    json!({
        "description": "tests, one of the words absent, present, empty, not-empty, or the value it must be",
        "anyOf": [
            {"type": "object", "properties": properties, "anyOf": any, "additionalProperties": false},
            {"type": ["string", "number", "boolean", "null", "array"]},
        ],
    })
}

fn operator(name: &str) -> Value {
    let base = name.strip_prefix("not-").unwrap_or(name);
    match base {
        "absent" | "present" | "empty" | "cidr-public" => reference("flag"),
        "matches" | "same-as" => reference("filled"),
        "starts-with" | "ends-with" | "cidr-covers" | "cidr-within" | "glob-covers" | "type" => {
            reference("some-texts")
        }
        "port-covers" => {
            let port = json!({"anyOf": [
                {"type": "integer", "minimum": 0, "maximum": u16::MAX},
                {"type": "string", "pattern": "^[0-9]{1,5}$"},
            ]});
            json!({"anyOf": [port, {"type": "array", "items": port, "minItems": 1}]})
        }
        _ if base.starts_with("version-") => reference("filled"),
        "lt" | "le" | "gt" | "ge" | "length-lt" | "length-le" | "length-gt" | "length-ge" => {
            json!({"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[-+]?[0-9.]+$"}]})
        }
        _ => json!({"description": "a value, or a list of values"}),
    }
}
