//! Access policies (AWS IAM and its like) in one form.
//!
//! A policy comes as JSON text, as a map (CloudFormation), or as the blocks of Terraform's `aws_iam_policy_document`.
//! The step `@policy` gives its statements as maps of `effect`, `actions`, `not_actions`, `resources`, `not_resources`,
//! `principals`, `not_principals` (lists of text: `*`, `AWS:arn…`, `Service:…`), `conditions` (maps of `test`, `key`,
//! `values`) and `sid`.

use std::sync::Arc;

use crate::query::json;
use crate::value::{Attribute, Kind, Map, Value};

/// The statements of a policy as a list; `None` if it is no policy. A value that is not known stays so.
pub(super) fn statements(value: &Value) -> Option<Value> {
    let parsed;
    let policy = match &value.kind {
        Kind::Unknown(_) => return Some(value.clone()),
        Kind::String(_) | Kind::Template(_) => {
            parsed = json::parse(value)?;
            &parsed
        }
        _ => value,
    };
    let list = first(policy, &["Statement", "statement"])?;
    let items: Vec<Value> = match &list.kind {
        Kind::List(items) => items.iter().map(statement).collect(),
        Kind::Unknown(_) => return Some(list.clone()),
        _ => vec![statement(list)],
    };
    Some(Value::list(items, value.origin.clone()))
}

fn first<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().find_map(|key| value.get(key)).filter(|value| !value.is_null())
}

/// The lists of a statement: our name, and those of JSON and of Terraform's blocks.
const LISTS: [(&str, [&str; 2]); 4] = [
    ("actions", ["Action", "actions"]),
    ("not_actions", ["NotAction", "not_actions"]),
    ("resources", ["Resource", "resources"]),
    ("not_resources", ["NotResource", "not_resources"]),
];

fn statement(raw: &Value) -> Value {
    if raw.as_map().is_none() {
        return raw.clone();
    }
    let place = raw.origin.place;
    let mut map = Map::default();
    let mut put = |key: &str, value: Value| {
        map.insert(Arc::from(key), Attribute { place: value.origin.place.or(place), value });
    };
    let effect = first(raw, &["Effect", "effect"]).cloned();
    put("effect", effect.unwrap_or_else(|| Value::string("Allow", raw.origin.clone())));
    for (name, keys) in LISTS {
        if let Some(value) = first(raw, &keys) {
            put(name, as_list(value));
        }
    }
    for (name, keys) in [
        ("principals", ["Principal", "principals"]),
        ("not_principals", ["NotPrincipal", "not_principals"]),
    ] {
        if let Some(value) = first(raw, &keys) {
            put(name, principals(value));
        }
    }
    if let Some(value) = first(raw, &["Condition", "condition"]) {
        put("conditions", conditions(value));
    }
    if let Some(value) = first(raw, &["Sid", "sid"]) {
        put("sid", value.clone());
    }
    Value::map(map, raw.origin.clone())
}

fn as_list(value: &Value) -> Value {
    match value.kind {
        Kind::List(_) | Kind::Unknown(_) => value.clone(),
        _ => Value::list(vec![value.clone()], value.origin.clone()),
    }
}

/// `"*"`, `{AWS: [...]}` or blocks of `type` and `identifiers`, to texts: `*` for anybody, else `Type:id`.
fn principals(value: &Value) -> Value {
    let mut out = Vec::new();
    match &value.kind {
        Kind::Map(map) if !map.contains_key("identifiers") => {
            for (kind, entry) in map.iter() {
                collect(kind, &entry.value, &mut out);
            }
        }
        Kind::List(_) | Kind::Map(_) => {
            let one = std::slice::from_ref(value);
            for block in value.as_list().unwrap_or(one) {
                let kind = block.get("type").and_then(Value::as_str).unwrap_or("AWS");
                match block.get("identifiers") {
                    Some(ids) => collect(kind, ids, &mut out),
                    None => out.push(block.clone()),
                }
            }
        }
        Kind::Unknown(_) => return value.clone(),
        _ => out.push(value.clone()),
    }
    Value::list(out, value.origin.clone())
}

fn collect(kind: &str, ids: &Value, out: &mut Vec<Value>) {
    let one = std::slice::from_ref(ids);
    for id in ids.as_list().unwrap_or(one) {
        match id.as_str() {
            Some("*") => out.push(Value::string("*", id.origin.clone())),
            Some(text) => out.push(Value::string(format!("{kind}:{text}"), id.origin.clone())),
            None => out.push(id.clone()),
        }
    }
}

/// `{StringEquals: {key: value}}` or blocks of `test`, `variable` and `values`.
fn conditions(value: &Value) -> Value {
    let mut out = Vec::new();
    match &value.kind {
        Kind::Map(map) if !map.contains_key("test") => {
            for (test, keys) in map.iter() {
                let Some(keys) = keys.value.as_map() else { continue };
                for (key, entry) in keys.iter() {
                    out.push(condition(test, key, &entry.value));
                }
            }
        }
        Kind::List(_) | Kind::Map(_) => {
            let one = std::slice::from_ref(value);
            for block in value.as_list().unwrap_or(one) {
                let text = |key: &str| block.get(key).and_then(Value::as_str).unwrap_or("");
                let values = block.get("values").unwrap_or(block);
                out.push(condition(text("test"), text("variable"), values));
            }
        }
        _ => return value.clone(),
    }
    Value::list(out, value.origin.clone())
}

fn condition(test: &str, key: &str, values: &Value) -> Value {
    let origin = &values.origin;
    let mut map = Map::default();
    for (name, value) in [
        ("test", Value::string(test, origin.clone())),
        ("key", Value::string(key, origin.clone())),
        ("values", as_list(values)),
    ] {
        map.insert(Arc::from(name), Attribute { value, place: origin.place });
    }
    Value::map(map, origin.clone())
}
