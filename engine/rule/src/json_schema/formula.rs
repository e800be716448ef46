//! Formulas, in both syntaxes, and conditions. Below a condition (`asked`) a formula may only exclude; there are two sets
//! of definitions for that, named with and without `asked-`.

use serde_json::{Map, Value, json};

use super::reference;
use crate::condition::{ANALYZERS, KEYS as CONDITIONS};
use crate::formula::{ITEM_KEYS, NOT_RUN_KEYS, ROOT_KEYS};
use crate::match_syntax::{KEYS, SIDE_KEYS};

/// Adds the definitions: what stands under classic keys, in lists, and under `match`.
pub(super) fn definitions(asked: bool, all: &mut Map<String, Value>) {
    let mut add = |name: &str, value: Value| all.insert(named(name, asked), value);
    add("item", item(asked));
    add("alternative", one_of(classic(asked), asked, false));
    add("patterns", patterns(asked));
    add("nested", json!({"anyOf": [reference("filled"), one_of(classic(asked), asked, false)]}));
    add("root", root(asked));
    add("match", json!({"anyOf": [reference("filled"), matched(asked, !asked)]}));
    add("term", json!({"anyOf": [reference("filled"), matched(asked, false)]}));
    add("all", all_of(asked));
    if !asked {
        for (name, value) in conditions() {
            all.insert(name, value);
        }
    }
}

/// The name of a definition in a formula that is, or is not, below a condition.
pub(super) fn named(name: &str, asked: bool) -> String {
    if asked { format!("asked-{name}") } else { name.to_owned() }
}

fn definition(name: &str, asked: bool) -> Value {
    reference(&named(name, asked))
}

/// The classic keys of formulas with what stands under them.
fn classic(asked: bool) -> Map<String, Value> {
    let mut map = Map::new();
    for key in ITEM_KEYS.into_iter().filter(|key| !CONDITIONS.contains(key)) {
        let value = match key {
            "pattern" | "pattern-regex" | "pattern-not-regex" => reference("filled"),
            "patterns" => definition("patterns", asked),
            "pattern-either" => {
                json!({"type": "array", "items": definition("alternative", asked), "minItems": 1})
            }
            _ => definition("nested", asked),
        };
        map.insert(key.to_owned(), value);
    }
    for key in NOT_RUN_KEYS {
        map.insert(key.to_owned(), json!({"description": "a rule with this does not run here"}));
    }
    map
}

/// A mapping with one of `keys`; negative ones only below a condition, or in a list of `patterns`.
fn one_of(mut keys: Map<String, Value>, asked: bool, negative: bool) -> Value {
    if !asked && !negative {
        keys.retain(|key, _| !is_negative(key));
    }
    json!({
        "type": "object",
        "properties": keys,
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": false,
    })
}

fn is_negative(key: &str) -> bool {
    key.starts_with("pattern-not")
}

/// An item of `patterns`.
fn item(asked: bool) -> Value {
    let mut keys = classic(asked);
    for key in CONDITIONS {
        let value = match key {
            "focus-metavariable" => reference("metavariables"),
            "where" => json!({"type": "array", "items": reference("where")}),
            _ => reference(key),
        };
        keys.insert(key.to_owned(), value);
    }
    one_of(keys, asked, true)
}

/// `patterns`: with a term that says where matches are, except below a condition.
fn patterns(asked: bool) -> Value {
    let mut list = json!({"type": "array", "items": definition("item", asked), "minItems": 1});
    if !asked {
        let positive =
            classic(asked).into_iter().map(|(key, _)| key).filter(|key| !is_negative(key));
        let some: Vec<Value> = positive.map(|key| json!({ "required": [key] })).collect();
        list["contains"] = json!({ "anyOf": some });
    }
    list
}

/// Exactly one of the keys a formula can begin with, among other keys.
fn root(asked: bool) -> Value {
    let mut keys = classic(asked);
    keys.retain(|key, _| ROOT_KEYS.contains(&key.as_str()));
    let one: Vec<Value> = ROOT_KEYS.iter().map(|key| json!({ "required": [key] })).collect();
    json!({"properties": keys, "oneOf": one})
}

/// The keys of the newer syntax that may stand beside a formula.
fn side_properties() -> Map<String, Value> {
    let value = |key: &str| match key {
        "where" => json!({"type": "array", "items": reference("where")}),
        "as" => reference("metavariable"),
        _ => json!({"description": "has no effect here"}),
    };
    SIDE_KEYS.iter().map(|key| ((*key).to_owned(), value(key))).collect()
}

/// The formula keys of the newer syntax.
fn newer(asked: bool) -> Map<String, Value> {
    let value = |key: &str| match key {
        "pattern" | "regex" => reference("filled"),
        "all" => definition("all", asked),
        "any" => json!({"type": "array", "items": definition("match", asked), "minItems": 1}),
        "taint" => json!({"description": "a rule with this does not run here"}),
        _ => definition("match", asked),
    };
    KEYS.iter().map(|key| ((*key).to_owned(), value(key))).collect()
}

/// Exactly one formula key of the newer syntax, among other keys: for taint patterns and conditions.
pub(super) fn among(asked: bool) -> Value {
    let mut keys = newer(asked);
    if !asked {
        keys.remove("not");
    }
    let one: Vec<Value> = keys.keys().map(|key| json!({ "required": [key] })).collect();
    keys.extend(side_properties());
    json!({"properties": keys, "oneOf": one})
}

/// A mapping of the newer syntax on its own.
fn matched(asked: bool, positive: bool) -> Value {
    let mut keys = newer(asked);
    if positive {
        keys.remove("not");
    }
    let one: Vec<Value> = keys.keys().map(|key| json!({ "required": [key] })).collect();
    keys.extend(side_properties());
    json!({"type": "object", "properties": keys, "oneOf": one, "additionalProperties": false})
}

fn all_of(asked: bool) -> Value {
    let mut list = json!({"type": "array", "items": definition("term", asked), "minItems": 1});
    if !asked {
        list["contains"] = json!({"not": {"type": "object", "required": ["not"]}});
    }
    list
}

/// Conditions on metavariables.
fn conditions() -> Vec<(String, Value)> {
    let metavariable = reference("metavariable");
    let closed = |properties: Value, required: &[&str]| {
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    };
    let stripped = json!({"anyOf": [{"const": true}, {"type": "string", "pattern": "^[tT]"}]});
    let mut comparison = closed(
        json!({
            "metavariable": metavariable,
            "comparison": reference("filled"),
            "strip": reference("flag"),
            "base": reference("number"),
        }),
        &["comparison"],
    );
    comparison["if"] = json!({"properties": {"strip": stripped}, "required": ["strip"]});
    comparison["then"] = json!({"required": ["metavariable"]});
    let analyzer = json!({"anyOf": [
        {"enum": ANALYZERS},
        {
            "type": "object",
            "properties": {"kind": {"enum": ANALYZERS}, "mode": true},
            "required": ["kind"],
            "additionalProperties": false,
        },
    ]});
    let analysis = closed(
        json!({"metavariable": metavariable, "analyzer": analyzer, "flags": metavariable}),
        &["metavariable", "analyzer"],
    );
    let mut types = closed(
        json!({
            "metavariable": metavariable,
            "type": reference("texts"),
            "types": reference("texts"),
            "language": true,
        }),
        &["metavariable"],
    );
    types["anyOf"] = json!([{"required": ["type"]}, {"required": ["types"]}]);
    let regex = closed(
        json!({
            "metavariable": metavariable,
            "regex": reference("filled"),
            "constant-propagation": reference("flag"),
        }),
        &["metavariable", "regex"],
    );
    let pattern = json!({
        "type": "object",
        "properties": {"metavariable": metavariable, "language": reference("filled")},
        "required": ["metavariable"],
        "allOf": [reference("asked-root")],
        "unevaluatedProperties": false,
    });
    let asked = json!({
        "type": "object",
        "properties": {"metavariable": metavariable, "language": reference("filled")},
        "required": ["metavariable"],
        "allOf": [among(true)],
        "unevaluatedProperties": false,
    });
    let focus = closed(json!({"focus": reference("metavariables")}), &["focus"]);
    let where_item = json!({
        "type": "object",
        "if": {"required": ["focus"]},
        "then": focus,
        "else": {
            "if": {"required": ["comparison"]},
            "then": comparison,
            "else": {
                "if": {"required": ["analyzer"]},
                "then": analysis,
                "else": {
                    "if": {"anyOf": [{"required": ["type"]}, {"required": ["types"]}]},
                    "then": types,
                    "else": asked,
                },
            },
        },
    });
    let list = [
        ("metavariable-regex", regex),
        ("metavariable-pattern", pattern),
        ("metavariable-comparison", comparison),
        ("metavariable-analysis", analysis),
        ("metavariable-type", types),
        ("where", where_item),
    ];
    list.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
