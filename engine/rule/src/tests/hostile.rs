//! Files that mean harm: bounded time and memory, no panic.

use super::{file, messages};
use crate::{Parsed, RuleError, parse_rules};

fn codes(parsed: &Parsed) -> Vec<String> {
    parsed.errors.iter().map(RuleError::code).collect()
}

/// Ten lists of ten aliases each: 10^10 patterns if expanded.
#[test]
fn alias_bombs_are_cut() {
    let mut body = String::from("x-0: &a0 [{pattern: f()}]\n");
    for level in 1..10 {
        let item = format!("{{pattern-either: *a{}}}", level - 1);
        body.push_str(&format!("x-{level}: &a{level} [{}]\n", vec![item; 10].join(", ")));
    }
    body.push_str("pattern-either: *a9\n");
    let parsed = parse_rules("bomb.yaml", &file(&body));
    assert_eq!(codes(&parsed), ["tamis::rule::too_many_nodes"]);
    assert!(parsed.rules.is_empty());
}

/// Each mapping merges the one before it and adds a key: quadratic if unbounded.
#[test]
fn merge_bombs_are_cut() {
    let mut text = String::from("x: &m0 {k: v}\n");
    for level in 1..2_000 {
        text.push_str(&format!("x{level}: &m{level} {{<<: *m{}, k{level}: v}}\n", level - 1));
    }
    text.push_str("rules: []\n");
    let parsed = parse_rules("bomb.yaml", &text);
    assert_eq!(codes(&parsed), ["tamis::rule::too_many_nodes"]);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = |n: usize| format!("rules: {}{}", "[".repeat(n), "]".repeat(n));
    assert_eq!(codes(&parse_rules("deep.yaml", &deep(100_000))), ["tamis::rule::too_deep"]);
    assert_eq!(codes(&parse_rules("deep.yaml", &deep(129))), ["tamis::rule::too_deep"]);
    assert_eq!(codes(&parse_rules("deep.yaml", &deep(100))), ["tamis::rule::wrong_type"]);
    let indented: String = (0..300).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    assert_eq!(codes(&parse_rules("deep.yaml", &indented)), ["tamis::rule::too_deep"]);
}

/// Flat YAML whose aliases make a formula of any depth.
#[test]
fn deep_formulas_through_aliases_are_refused() {
    let mut body = String::from("x-0: &a0 {pattern: f()}\n");
    for level in 1..100 {
        body.push_str(&format!("x-{level}: &a{level} {{pattern-either: [*a{}]}}\n", level - 1));
    }
    body.push_str("pattern-either: [*a99]\n");
    let parsed = parse_rules("deep.yaml", &file(&body));
    assert_eq!(codes(&parsed), ["tamis::rule::too_deep"]);
    let message = &messages(&parsed)[0];
    assert_eq!(message, "nested too deeply in rule 'test.rule'");
}

#[test]
fn cycles_of_aliases_are_refused() {
    let parsed = parse_rules("cycle.yaml", "rules: &a\n- *a\n");
    assert_eq!(messages(&parsed), ["not valid YAML: an alias stands in the value it names"]);
}

#[test]
fn large_files_are_refused() {
    let text = " ".repeat(10 * 1024 * 1024 + 1);
    let parsed = parse_rules("large.yaml", &text);
    assert_eq!(
        messages(&parsed),
        ["rule file 'large.yaml' has 10485761 bytes; 10485760 is the limit"]
    );
}

#[test]
fn errors_are_not_endless() {
    let keys: String = (0..5_000).map(|n| format!("zzzzzz{n}: 1\n")).collect();
    let parsed = parse_rules("many.yaml", &file(&format!("pattern: f\n{keys}")));
    assert_eq!(parsed.errors.len(), 1_000);
    assert!(parsed.rules.is_empty());
}

/// Every prefix of a file, and every file with one byte changed, is read without a panic, twice the same, with spans
/// that fit.
#[test]
fn broken_files_never_panic() {
    let text = file(
        "patterns: &p\n- pattern: \"é $X\"\n- metavariable-regex: {metavariable: $X, regex: 'a|b'}\n- focus-metavariable: [$X]\n- where: [{comparison: $X > 1}]\nmetadata: {cwe: [a, &b c, *b], <<: {d: e}}\noptions: {x: [y]}\npaths: {include: ['*.py']}",
    );
    let check = |text: &str| {
        let parsed = parse_rules("broken.yaml", text);
        for error in &parsed.errors {
            let span = error.span().expect("the file is small");
            assert!(text.get(span.range()).is_some(), "{error} at {span:?} in {text}");
        }
        let again = parse_rules("broken.yaml", text);
        assert_eq!(messages(&parsed), messages(&again));
    };
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        check(&text[..end]);
    }
    let mut seed = 7_u32;
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let with = [":", "- ", "\n", "&", "*", "{", "]", "'", "\"", "\t", "#", "|", "$", "é"];
        let insert = with[(seed >> 16) as usize % with.len()];
        check(&format!("{}{insert}{}", &text[..at], &text[at..]));
    }
}
