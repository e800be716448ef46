//! What YAML itself offers: anchors, merges, blocks, other notations.

use super::{messages, show};
use crate::{Mode, Rule, parse_rules};

fn rules(text: &str) -> Vec<Rule> {
    let parsed = parse_rules("test.yaml", text);
    assert_eq!(messages(&parsed), [] as [String; 0]);
    parsed.rules
}

fn formula(rule: &Rule) -> String {
    match &rule.mode {
        Mode::Search(formula) => show::formula(formula),
        other => panic!("not a search rule: {other:?}"),
    }
}

#[test]
fn anchors_and_merge_keys() {
    let rules = rules(
        r"
x-shared: &shared
  severity: LOW
  message: shared
rules:
  - &first
    id: a
    <<: *shared
    languages: &langs [python, js]
    patterns: &patterns
      - pattern: &p f()
      - pattern-not: *p
    message: own
  - id: b
    severity: INFO
    languages: *langs
    message: x
    patterns: *patterns
  - <<: [*first, *shared]
    id: c
",
    );
    assert_eq!(rules.len(), 3);
    assert_eq!(rules[0].message, "own");
    assert_eq!(rules[0].severity, tamis_finding::Severity::Low);
    assert_eq!(formula(&rules[1]), "and(f(), not(f()))");
    assert_eq!((rules[2].id.as_str(), rules[2].message.as_str()), ("c", "own"));
    assert_eq!(rules[2].languages.len(), 2);
}

#[test]
fn notations_of_text() {
    let rules = rules(
        "rules:\n- {id: a, message: \"l\\u00e4uft\\n\", severity: info, languages: py, pattern: 'it''s'}\n- id: b\n  message: >\n    folded\n    text\n\n    more\n  severity: \"ERROR\"\n  languages:\n  - \"Go\"\n  pattern: |-\n    f()\n      g()\n",
    );
    assert_eq!(rules[0].message, "läuft\n");
    assert_eq!(formula(&rules[0]), "it's");
    assert_eq!(rules[0].languages[0].value, "py");
    assert_eq!(rules[1].message, "folded text\nmore\n");
    assert_eq!(rules[1].languages[0].value, "go");
    assert_eq!(formula(&rules[1]), "f()⏎  g()");
}

#[test]
fn json_windows_lines_and_byte_order_mark() {
    let json = r#"{"rules": [{"id": "a", "message": "m", "severity": "HIGH", "languages": ["js"],
        "pattern": "f(\"x\")"}]}"#;
    assert_eq!(formula(&rules(json)[0]), "f(\"x\")");
    let text = "\u{feff}rules:\r\n- id: a\r\n  message: m\r\n  severity: HIGH\r\n  languages: [js]\r\n  pattern: |\r\n    f()\r\n    g()\r\n";
    let read = rules(text);
    assert_eq!(formula(&read[0]), "f()⏎g()");
    assert_eq!(read[0].languages[0].span.of(text), "js");
}

#[test]
fn an_empty_list_of_rules_is_fine() {
    assert_eq!(rules("rules: []\n").len(), 0);
    assert_eq!(rules("# nothing\n---\nrules: []\nmissed: 0\n").len(), 0);
}
