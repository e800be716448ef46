//! The JSON schema of rule files, made from the tables the reader uses.
//!
//! For: editors, and tools that write rules (`tamis schema rules`; docs/schema/rules.schema.json is this, written out).
//! Not for: checking rules here; [`parse_rules`](crate::parse_rules) says more, and where.
//! Read [`rules_schema`].
//!
//! What a rule file must be and a schema cannot say (that a glob or a pattern parses, that ids differ) is left out. The
//! tests hold both against each other: what one accepts the other must.

mod config;
mod formula;
mod models;
mod taint;

use serde_json::{Map, Value, json};

use crate::metadata::OPTIONS;
use crate::schema::{MODES, NOTED_KEYS, RUNNING, SEVERITIES, SILENT_KEYS};
use crate::secret::{CHECKSUMS, KEYS as SECRET_KEYS, STRUCTURES};

/// The schema of a rule file: rules of all modes, and models of libraries.
pub fn rules_schema() -> Value {
    let mut definitions = shared();
    definitions.insert("rule".to_owned(), rule());
    for asked in [false, true] {
        formula::definitions(asked, &mut definitions);
    }
    taint::definitions(&mut definitions);
    config::definitions(&mut definitions);
    definitions.insert("secret".to_owned(), secret());
    definitions.insert("examples".to_owned(), examples());
    definitions.insert("model".to_owned(), models::model());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://tamis-scan.github.io/schema/rules.schema.json",
        "title": "tamis rule file",
        "description": "Rules in Semgrep's syntax with the modes tamis adds, and models of libraries.",
        "type": "object",
        "properties": {
            "rules": {"type": "array", "items": reference("rule")},
            "models": {"type": "array", "items": reference("model")},
            "missed": true,
        },
        "patternProperties": {"^x-": true},
        "additionalProperties": false,
        "anyOf": [{"required": ["rules"]}, {"required": ["models"]}],
        "$defs": definitions,
    })
}

/// A definition by name.
fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

/// The same with words for people.
fn described(name: &str, words: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}"), "description": words})
}

/// A value, or nothing at all.
fn or_null(value: Value) -> Value {
    json!({"anyOf": [value, {"type": "null"}]})
}

/// A word in any case.
fn word(words: &[&str]) -> Value {
    let any_case = |word: &&str| -> String {
        let letter = |c: char| match c.is_ascii_alphabetic() {
            true => format!("[{}{}]", c.to_ascii_lowercase(), c.to_ascii_uppercase()),
            false => c.to_string(),
        };
        word.chars().map(letter).collect()
    };
    let all: Vec<String> = words.iter().map(any_case).collect();
    json!({"anyOf": [{"enum": words}, {"type": "string", "pattern": format!("^({})$", all.join("|"))}]})
}

/// What several places share.
fn shared() -> Map<String, Value> {
    let scalar = json!({"type": ["string", "number", "boolean"]});
    let definitions = json!({
        "text": scalar,
        "filled": {"type": ["string", "number", "boolean"], "pattern": "\\S"},
        "texts": {"anyOf": [scalar, {"type": "array", "items": scalar}]},
        "some-texts": {"anyOf": [scalar, {"type": "array", "items": scalar, "minItems": 1}]},
        "flag": {"anyOf": [
            {"type": "boolean"},
            {"type": "string", "pattern": "^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$"},
        ]},
        "number": {"anyOf": [
            {"type": "integer", "minimum": 0, "maximum": u32::MAX},
            {"type": "string", "pattern": "^\\+?[0-9]{1,9}$"},
        ]},
        "metavariable": {
            "description": "$NAME, $...NAME or $1",
            "type": "string",
            "pattern": "^\\$((\\.\\.\\.)?[A-Z_][A-Z0-9_]*|[0-9]+)$",
        },
        "metavariables": {"anyOf": [
            reference("metavariable"),
            {"type": "array", "items": reference("metavariable"), "minItems": 1},
        ]},
        "option": option(2),
    });
    match definitions {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// An option's value: a scalar, or lists of them in each other.
fn option(lists: usize) -> Value {
    let scalar = json!({"type": ["string", "number", "boolean", "null"]});
    let items = if lists == 0 { scalar.clone() } else { option(lists - 1) };
    json!({"anyOf": [scalar, {"type": "array", "items": items}]})
}

/// Keys of a rule whatever its mode; those of its mode are joined by condition.
fn rule() -> Value {
    let mut properties = json!({
        "id": {
            "description": "unique; letters, digits, '.', '-' and '_'",
            "type": ["string", "number", "boolean"],
            "pattern": "^[A-Za-z0-9._-]+$",
        },
        "message": described("text", "what is wrong and what to do; metavariables are filled in"),
        "severity": word(&SEVERITIES),
        "languages": described("some-texts", "'tamis languages' lists them"),
        "mode": word(&MODES),
        "paths": or_null(json!({
            "type": "object",
            "properties": {"include": reference("texts"), "exclude": reference("texts")},
            "additionalProperties": false,
        })),
        "options": or_null(options()),
        "metadata": or_null(metadata()),
        "fix": or_null(described("text", "text in place of the match; metavariables are filled in")),
        "fix-regex": or_null(json!({
            "type": "object",
            "properties": {
                "regex": reference("filled"),
                "replacement": or_null(reference("text")),
                "count": reference("number"),
            },
            "required": ["regex", "replacement"],
            "additionalProperties": false,
        })),
        "aliases": or_null(described("texts", "former ids")),
        "min-version": described("text", "of Semgrep"),
        "max-version": described("text", "of Semgrep"),
    });
    for key in SILENT_KEYS.into_iter().chain(NOTED_KEYS) {
        properties[key] = json!({"description": "has no effect here"});
    }
    let mode = |words: &[&str]| json!({"properties": {"mode": word(words)}, "required": ["mode"]});
    let is_taint = json!({"anyOf": [mode(&["taint"]), {"required": ["taint"]}]});
    let depends = json!({"required": ["r2c-internal-project-depends-on"]});
    // The first that fits, from the most particular on.
    let body = json!({
        "if": mode(&["secret"]),
        "then": reference("secret-rule"),
        "else": {
            "if": mode(&["config"]),
            "then": reference("config-rule"),
            "else": {
                "if": is_taint,
                "then": reference("taint-rule"),
                "else": reference("search-rule"),
            },
        },
    });
    json!({
        "type": "object",
        "if": mode(&MODES[RUNNING..]),
        "then": {
            "description": "a mode that does not run here: the rule is left out with a notice",
            "properties": {
                "id": properties["id"], "message": properties["message"], "severity": properties["severity"],
                "languages": properties["languages"], "metadata": properties["metadata"],
            },
            "required": ["id"],
        },
        "else": {
            "properties": properties,
            "patternProperties": {"^x-": true, "^r2c-internal": true},
            "required": ["id", "message", "severity"],
            "allOf": [{"if": depends, "then": reference("dependent-rule"), "else": body}],
            "unevaluatedProperties": false,
        },
    })
}

fn options() -> Value {
    let known: Map<String, Value> =
        OPTIONS.iter().map(|name| ((*name).to_owned(), reference("option"))).collect();
    json!({
        "description": "switches of the matcher",
        "type": "object",
        "properties": known,
        "additionalProperties": reference("option"),
    })
}

/// Metadata is free; what is read of it is listed for completion. A value of another form is passed over.
fn metadata() -> Value {
    let listed = [
        ("cwe", "'CWE-78: ...', the exact one first"),
        ("owasp", "classes as written there"),
        ("confidence", "HIGH, MEDIUM or LOW: how sure"),
        ("category", "security, correctness, ..."),
        ("technology", "languages and frameworks"),
        ("equivalents", "ids of other tools"),
        ("references", "links"),
        ("help", "Markdown"),
        ("source", "where the rule lives"),
        ("shortlink", "where the rule lives"),
        ("url", "where the rule lives"),
        ("source-rule-url", "where the rule lives"),
        ("packs", "packs it belongs to beside those of its path"),
        ("fix-safety", "'safe': the fix may be applied unseen"),
    ];
    let known: Map<String, Value> = listed
        .iter()
        .map(|(name, words)| ((*name).to_owned(), json!({ "description": words })))
        .collect();
    json!({"type": "object", "properties": known})
}

/// `secret:`.
fn secret() -> Value {
    let properties = json!({
        "keywords": described("texts", "literals of which one stands in or before every match"),
        "pattern": described("filled", "the secret itself; an ASCII regular expression, its first group where it has one"),
        "before": described("number", "how far before a keyword a match may begin"),
        "assigned": described("filled", "the whole value assigned to a name with a keyword in it"),
        "structure": {"enum": STRUCTURES},
        "checksum": {"enum": CHECKSUMS},
        "entropy": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[-+]?[0-9]+(\\.[0-9]*)?$"}]},
        "near": described("texts", "words of which one stands near"),
        "not": described("texts", "values that are no secrets"),
        "severities": {"type": "array", "minItems": 1, "items": {
            "type": "object",
            "properties": {"value": reference("filled"), "severity": word(&SEVERITIES)},
            "required": ["value", "severity"],
            "additionalProperties": false,
        }},
    });
    debug_assert!(SECRET_KEYS.iter().all(|key| properties.get(key).is_some()));
    json!({
        "type": "object",
        "properties": properties,
        "anyOf": [{"required": ["pattern"]}, {"required": ["assigned"]}, {"required": ["structure"]}],
        "if": {"not": {"required": ["structure"]}},
        "then": {
            "required": ["keywords"],
            "properties": {"keywords": reference("some-texts")},
        },
        "additionalProperties": false,
    })
}

/// `examples:` of a secret rule.
fn examples() -> Value {
    let example = json!({"anyOf": [
        reference("texts"),
        {
            "type": "object",
            "properties": {"file": reference("filled"), "text": reference("texts")},
            "required": ["text"],
            "additionalProperties": false,
        },
    ]});
    json!({
        "type": "object",
        "properties": {
            "found": {"type": "array", "items": example, "minItems": 1},
            "ignored": {"type": "array", "items": example, "minItems": 1},
        },
        "additionalProperties": false,
    })
}
