//! The schema against the reader: what one accepts the other must, on every packed rule, on files that use every key,
//! and on thousands of changed copies of both.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::yaml::{Kind, NodeId, Tree};
use crate::{parse_rules, rules_schema};

/// Errors in what a schema cannot say.
const BEYOND: [&str; 6] = [
    "tamis::rule::bad_config_path",
    "tamis::rule::bad_glob",
    "tamis::rule::bad_secret_regex",
    "tamis::rule::too_deep",
    "tamis::rule::too_many_nodes",
    "tamis::rule::yaml",
];

/// Files that between them use every key.
const FORMS: [&str; 8] = [
    r#"{"rules": [{"id": "a.b", "message": "m $X", "severity": "ERROR", "languages": "python", "mode": "search",
      "patterns": [
        {"pattern": "f($X)"}, {"pattern-inside": {"pattern-either": [{"pattern": "a"}, {"patterns": [{"pattern": "b"}]}]}},
        {"pattern-not": {"patterns": [{"pattern": "c"}, {"pattern-not": "d"}]}}, {"pattern-not-inside": "e"},
        {"pattern-not-regex": "x"}, {"pattern-regex": "y"}, {"focus-metavariable": ["$X", "$Y"]},
        {"metavariable-regex": {"metavariable": "$X", "regex": "r", "constant-propagation": true}},
        {"metavariable-pattern": {"metavariable": "$X", "language": "generic", "patterns": [{"pattern-not": "q"}]}},
        {"metavariable-comparison": {"metavariable": "$X", "comparison": "$X > 1", "strip": true, "base": 10}},
        {"metavariable-analysis": {"metavariable": "$X", "analyzer": "entropy"}},
        {"metavariable-type": {"metavariable": "$X", "types": ["int", "str"]}},
        {"where": [{"metavariable": "$X", "pattern": "a"}, {"focus": "$X"}, {"comparison": "$X > 1"}]}],
      "paths": {"include": ["*.py"], "exclude": "b"}, "options": {"generic_ellipsis_max_span": 3, "ac_matching": false},
      "metadata": {"cwe": ["CWE-1: x"], "free": {"a": [1]}}, "fix": "g()", "aliases": ["c"], "min-version": "1.2.3",
      "max-version": 2, "product": "sast", "validators": [], "x-more": 1}]}"#,
    r#"{"rules": [{"id": "n", "message": "m", "severity": "low", "languages": ["go"], "match": {"all": [
        "f(...)", {"pattern": "$F()", "where": [{"metavariable": "$F", "regex": "x"}]},
        {"any": ["a", {"regex": "b"}, {"all": [{"inside": "c"}, {"not": {"inside": "d"}}]}]}, {"not": "e"},
        {"anywhere": {"pattern": "h"}}],
      "where": [{"focus": ["$F"]}, {"metavariable": "$F", "analyzer": {"kind": "redos"}},
        {"metavariable": "$F", "type": "int"}, {"metavariable": "$F", "language": "go", "not": "x"},
        {"comparison": "1 < $F", "strip": false}]}}]}"#,
    r#"{"rules": [{"id": "t", "message": "m", "severity": "HIGH", "languages": ["python"], "mode": "taint",
      "sources": "http-request", "sinks": ["sql"], "sanitizers": ["html"],
      "pattern-sources": [{"pattern": "s()", "exact": true, "by-side-effect": "only", "label": "A", "requires": "B or C"},
        {"data-types": ["contact"], "label": "B"}],
      "pattern-sinks": [{"patterns": [{"pattern": "k($X)"}, {"focus-metavariable": "$X"}], "requires": "A", "at-exit": true}],
      "pattern-sanitizers": [{"pattern": "c()", "exact": false, "not_conflicting": true, "by-side-effect": true}],
      "pattern-propagators": [{"pattern": "$A.f($B)", "from": "$B", "to": "$A", "by-side-effect": false,
        "label": "C", "requires": "A", "replace-labels": ["A"]}],
      "options": {"taint_unify_mvars": true}}]}"#,
    r#"{"rules": [{"id": "t2", "message": "m", "severity": "HIGH", "languages": ["python"], "taint": {
      "sources": ["s()", {"any": ["a", "b"], "label": "A", "control": true}],
      "sinks": [{"pattern": "k($X)", "requires": "A", "where": [{"focus": "$X"}]}],
      "sanitizers": ["c()"], "propagators": [{"pattern": "$A.f($B)", "from": "$B", "to": "$A"}]}}]}"#,
    r#"{"rules": [{"id": "c", "mode": "config", "message": "m", "severity": "LOW", "resource": ["aws_*"], "unknown": "report",
      "report": "a.b", "where": [{"a.b": {"is": 1, "any-case": true, "default": null}}, {"c": "absent"},
        {"not": {"any": [{"d": {"length-gt": 3}}, {"e": {"port-covers": [22]}}, {"f": {"cidr-public": true}}]}},
        {"if": {"g": true}, "then": {"h": {"matches": "x"}}}, {"some": {"in": "i[*]", "j": {"in": [1, 2]}}},
        {"none": {"in": ["k", "l"]}}, {"related": {"refers-to": ["b"], "via": "x", "count": "all", "where": {"m": {"version-lt": "1.2"}}}}]}]}"#,
    r#"{"rules": [{"id": "s", "mode": "secret", "message": "m", "severity": "LOW", "secret": {"keywords": ["ab"], "pattern": "ab[0-9]+",
      "before": 3, "assigned": "x", "checksum": "luhn", "entropy": 3.5, "near": "y", "not": ["z"],
      "severities": [{"value": "q", "severity": "INFO"}]},
      "examples": {"found": ["a", ["b", "c"], {"file": "d", "text": ["e"]}], "ignored": ["f"]}}]}"#,
    r#"{"models": [{"id": "m", "languages": ["python"], "description": "d", "types": {"a": ["b"]},
      "guesses": [{"names": "c", "is": "d", "imports": ["e"]}],
      "entries": [{"decorators": "f", "parameters": [["g"], "h"], "source": "i", "error-first": true, "paths": ["j"]}],
      "sources": [{"kind": "k", "names": ["l"]}],
      "sinks": [{"kind": "m", "calls": ["n"], "arguments": [0, "o", "1..", "2.a[*]"], "writes": "p", "shallow": false,
        "when": {"0": true}, "unless": {"q": ["r"]}}],
      "sanitizers": [{"kinds": ["s"], "calls": "t"}], "summaries": [{"calls": ["u"], "from": [], "to": "result", "same": true, "cleans": ["s"]}],
      "guards": [{"kinds": "v", "calls": ["w"], "argument": "receiver", "gives": false}]}]}"#,
    r#"{"rules": [{"id": "j", "mode": "join", "join": {"rules": []}, "message": "m", "severity": "LOW"},
      {"id": "e", "message": "m", "severity": "LOW", "languages": ["json"], "pattern-either": [{"pattern": "a"}],
       "fix-regex": {"regex": "a", "replacement": null, "count": 1}},
      {"id": "d", "message": "m", "severity": "LOW", "languages": ["json"], "r2c-internal-project-depends-on": {"a": 1}, "pattern": "a"}],
      "x-anchors": {}, "missed": 0}"#,
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let is_test = name.contains(".test.") || name == "data-types.yaml";
        if path.is_dir() && !path.with_extension("yaml").exists() {
            yaml_files(&path, found);
        } else if name.ends_with(".yaml") && !is_test {
            found.push(path);
        }
    }
    found.sort();
}

/// The document as JSON; `None` where a scalar has no counterpart that reads back the same.
fn value(tree: &Tree<'_>, node: NodeId) -> Value {
    match &tree.node(node).kind {
        Kind::Scalar { .. } if tree.is_null(node) => Value::Null,
        Kind::Scalar { text, plain: true } => match text.as_ref() {
            "true" => json!(true),
            "false" => json!(false),
            text => match text.parse::<i64>() {
                Ok(number) if number.to_string() == text => json!(number),
                _ => json!(text),
            },
        },
        Kind::Scalar { text, .. } => json!(text),
        Kind::Seq(items) => items.iter().map(|item| value(tree, *item)).collect(),
        Kind::Map(entries) => {
            let entry = |(key, item): &(NodeId, NodeId)| {
                (tree.text(*key).unwrap_or_default().to_owned(), value(tree, *item))
            };
            Value::Object(entries.iter().map(entry).collect::<Map<_, _>>())
        }
    }
}

fn documents() -> Vec<Value> {
    let mut files = Vec::new();
    yaml_files(&root().join("rules"), &mut files);
    assert!(files.len() > 500, "{}", files.len());
    let packed = files.iter().map(|path| {
        let text = fs::read_to_string(path).expect("a rule file");
        let tree = Tree::parse(&text).expect("YAML");
        value(&tree, tree.root.expect("a document"))
    });
    let forms = FORMS.iter().map(|text| serde_json::from_str(text).expect("JSON"));
    packed.chain(forms).collect()
}

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&rules_schema()).expect("the schema is one")
}

/// What the reader says of a document, as codes, and the first words.
fn read(document: &Value) -> (Vec<String>, String) {
    let parsed = parse_rules("rules.yaml", &document.to_string());
    let first = parsed.errors.first().map(ToString::to_string).unwrap_or_default();
    (parsed.errors.iter().map(crate::RuleError::code).collect(), first)
}

/// `None` where both agree on a document.
fn difference(validator: &jsonschema::Validator, document: &Value) -> Option<String> {
    let (codes, first) = read(document);
    let invalid = validator
        .validate(document)
        .err()
        .map(|error| format!("{} at {}", error, error.instance_path()));
    let beyond = codes.iter().any(|code| BEYOND.contains(&code.as_str()));
    match (codes.is_empty(), invalid) {
        (true, Some(words)) => Some(format!("the reader accepts, the schema does not: {words}")),
        (false, None) if !beyond => {
            Some(format!("the schema accepts, the reader does not: {first}"))
        }
        _ => None,
    }
}

#[test]
fn every_packed_rule_and_every_form_is_valid() {
    let validator = validator();
    for document in documents() {
        let (codes, first) = read(&document);
        assert!(codes.is_empty(), "{first}\n{document:#}");
        let difference = difference(&validator, &document);
        assert!(difference.is_none(), "{}\n{document:#}", difference.unwrap_or_default());
    }
}

/// A small generator: the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// All places of a document, as JSON pointers.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), found);
            }
        }
        Value::Object(map) => {
            for (key, item) in map {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(item, &format!("{at}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// Changes one thing: a key goes, is misspelt or comes from elsewhere, or a value becomes one of another type.
fn change(document: &mut Value, others: &[(String, Value)], random: &mut Random) {
    let mut places = Vec::new();
    pointers(document, "", &mut places);
    let place = places.swap_remove(random.below(places.len()));
    let Some(target) = document.pointer_mut(&place) else { return };
    let values = [
        json!(null),
        json!("text"),
        json!(""),
        json!(" "),
        json!(7),
        json!(true),
        json!([]),
        json!({}),
        json!(["a", "b"]),
        json!([{"pattern": "a"}]),
        json!({"pattern": "a"}),
        json!({"pattern-not": "a"}),
        json!("$X"),
        json!("taint"),
        json!([null]),
        json!("absent"),
    ];
    match (random.below(4), target) {
        (0, Value::Object(map)) if !map.is_empty() => {
            let key = map.keys().nth(random.below(map.len())).cloned().unwrap_or_default();
            map.remove(&key);
        }
        (1, Value::Object(map)) if !map.is_empty() => {
            let key = map.keys().nth(random.below(map.len())).cloned().unwrap_or_default();
            let value = map.remove(&key).unwrap_or_default();
            map.insert(format!("{key}q"), value);
        }
        (2, Value::Object(map)) => {
            let (key, value) = &others[random.below(others.len())];
            map.insert(key.clone(), value.clone());
        }
        (2, Value::Array(items)) => {
            let (key, value) = &others[random.below(others.len())];
            items.push(json!({ key: value }));
        }
        (_, target) => *target = values[random.below(values.len())].clone(),
    }
}

/// Every key with its value, from all forms.
fn entries(value: &Value, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| entries(item, found)),
        Value::Object(map) => {
            for (key, item) in map {
                found.push((key.clone(), item.clone()));
                entries(item, found);
            }
        }
        _ => {}
    }
}

#[test]
fn the_reader_and_the_schema_agree_on_what_is_wrong() {
    let validator = validator();
    let documents = documents();
    let mut others = Vec::new();
    let forms: Vec<Value> =
        FORMS.iter().map(|text| serde_json::from_str(text).expect("JSON")).collect();
    forms.iter().for_each(|form| entries(form, &mut others));
    let mut random = Random(0x5EED_0BAD_CAFE);
    let mut differing = Vec::new();
    let mut check = |original: &Value, random: &mut Random| {
        let mut document = original.clone();
        change(&mut document, &others, random);
        if let Some(words) = difference(&validator, &document) {
            differing.push(format!("{words}\n{document}"));
        }
    };
    for document in &documents {
        for _ in 0..3 {
            check(document, &mut random);
        }
    }
    for _ in 0..600 {
        forms.iter().for_each(|form| check(form, &mut random));
    }
    let shown = &differing[..differing.len().min(12)];
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), shown.join("\n\n"));
}

/// The file in docs/ is what the code makes; `UPDATE_EXPECT=1` writes it anew.
#[test]
fn the_schema_is_written_out() {
    let path = root().join("docs/schema/rules.schema.json");
    let text = format!("{:#}\n", rules_schema());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("docs/schema");
        fs::write(&path, &text).expect("writable");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == text,
        "docs/schema/rules.schema.json is old: UPDATE_EXPECT=1 cargo test -p tamis-rule"
    );
}
