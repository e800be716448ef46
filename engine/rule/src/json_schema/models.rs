//! Models of libraries.

use serde_json::{Map, Value, json};

use super::{or_null, reference};

/// An entry of `models:`.
pub(super) fn model() -> Value {
    let texts = || or_null(reference("texts"));
    let flag = || or_null(reference("flag"));
    let name = || or_null(reference("filled"));
    let list = |properties: Value, required: &[&str]| {
        or_null(json!({"type": "array", "items": {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        }}))
    };
    let part = json!({
        "description": "0, name, 0.field, 0[1], 0[*], receiver, result, *, 1..",
        "type": ["string", "integer", "boolean"],
        "pattern": "^([0-9]+\\.\\.|([0-9]+|[\\w$-]+|\\*)(\\.[\\w$-]+|\\[(-?[0-9]+|\\*)\\]){0,6})$",
        "minimum": 0,
    });
    let parts = || or_null(json!({"anyOf": [part, {"type": "array", "items": part}]}));
    let constants = || {
        or_null(json!({
            "description": "constants that arguments must, or must not, be",
            "type": "object",
            "additionalProperties": reference("texts"),
            "propertyNames": {"pattern": part["pattern"]},
        }))
    };
    let entries = [
        "decorators",
        "calls",
        "classes",
        "methods",
        "functions",
        "imports",
        "paths",
        "types",
        "except",
    ];
    let mut entry: Map<String, Value> =
        entries.into_iter().map(|key| (key.to_owned(), texts())).collect();
    entry.insert(
        "parameters".to_owned(),
        or_null(json!({"type": "array", "items": reference("texts")})),
    );
    entry.insert("source".to_owned(), name());
    entry.insert("returns".to_owned(), name());
    entry.insert("error-first".to_owned(), flag());
    json!({
        "type": "object",
        "properties": {
            "id": reference("filled"),
            "languages": reference("texts"),
            "description": true,
            "types": or_null(json!({"type": "object", "additionalProperties": reference("texts")})),
            "guesses": list(json!({"names": texts(), "is": reference("filled"), "imports": texts()}), &["is"]),
            "entries": list(Value::Object(entry), &[]),
            "sources": list(
                json!({"kind": reference("filled"), "names": texts(), "parameters": texts(), "except": texts(), "fills": texts(), "arguments": parts()}),
                &["kind"],
            ),
            "sinks": list(
                json!({
                    "kind": reference("filled"), "calls": texts(), "arguments": parts(), "writes": texts(),
                    "shallow": flag(), "when": constants(), "unless": constants(),
                }),
                &["kind"],
            ),
            "sanitizers": list(
                json!({"kinds": texts(), "calls": texts(), "when": constants(), "unless": constants()}),
                &[],
            ),
            "summaries": list(json!({"calls": texts(), "from": parts(), "to": parts(), "same": flag(), "cleans": texts()}), &[]),
            "guards": list(
                json!({"kinds": texts(), "calls": texts(), "argument": parts(), "gives": flag()}),
                &[],
            ),
        },
        "required": ["id", "languages"],
        "additionalProperties": false,
    })
}
