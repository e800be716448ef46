//! Rules of `mode: secret`.

use crate::{Mode, SecretSpec, parse_rules};

fn spec(body: &str) -> SecretSpec {
    let parsed = parse_rules("test.yaml", &super::file(body));
    assert_eq!(parsed.errors.iter().map(ToString::to_string).collect::<Vec<_>>(), [] as [&str; 0]);
    match parsed.rules.into_iter().next().map(|rule| rule.mode) {
        Some(Mode::Secret(spec)) => *spec,
        other => panic!("{other:?} is no secret rule"),
    }
}

#[test]
fn all_keys_are_read() {
    let spec = spec(
        "mode: secret\nsecret:\n  keywords: [KeY_, b]\n  pattern: 'key_([0-9]+)'\n  before: 4\n  assigned: '[a-z]{9}'\n  \
         checksum: luhn\n  entropy: 3.5\n  near: [Card]\n  not: ['^0']\n  severities:\n  - {value: '^1', severity: LOW}\n\
         examples:\n  found:\n  - [key_, '12']\n  - {file: a.env, text: [key_, '34']}\n  ignored: [key_]",
    );
    assert_eq!(spec.keywords, ["key_", "b"]);
    assert_eq!(spec.pattern.unwrap().value, "key_([0-9]+)");
    assert_eq!((spec.before, spec.entropy), (4, 3.5));
    assert_eq!(spec.assigned.unwrap().value, "[a-z]{9}");
    assert_eq!(spec.checksum.as_deref(), Some("luhn"));
    assert_eq!(spec.near, ["card"]);
    assert_eq!(spec.severities[0].severity, tamis_finding::Severity::Low);
    let examples: Vec<(Option<&str>, &str, bool)> =
        spec.examples.iter().map(|it| (it.file.as_deref(), it.text.as_str(), it.found)).collect();
    assert_eq!(
        examples,
        [(None, "key_12", true), (Some("a.env"), "key_34", true), (None, "key_", false)]
    );
}

#[test]
fn a_structure_needs_no_keyword() {
    assert_eq!(
        spec("mode: secret\nsecret: {structure: pgpass}").structure.unwrap().value,
        "pgpass"
    );
}
