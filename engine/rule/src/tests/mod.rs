//! Tests of the reader: what a rule file means, and what is said of a wrong one.

mod checkov;
mod config;
mod errors;
mod formulas;
mod hostile;
mod json_schema;
mod models;
mod secret_rules;
mod show;
mod taint_rules;
mod yaml_forms;

use crate::{Mode, Parsed, Rule, parse_rules};

/// A rule file with one rule: the keys every rule has, then `body`, which is indented by four.
pub(crate) fn file(body: &str) -> String {
    let mut text = String::from(
        "rules:\n  - id: test.rule\n    message: found\n    severity: HIGH\n    languages: [python]\n",
    );
    for line in body.lines() {
        text.push_str("    ");
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The one rule of a file that has no errors and no notes.
pub(crate) fn rule(body: &str) -> Rule {
    let mut parsed = parse_rules("test.yaml", &file(body));
    assert_eq!(messages(&parsed), [] as [String; 0], "{body}");
    assert_eq!(parsed.unsupported, [], "{body}");
    parsed.rules.pop().expect("one rule was written")
}

/// Titles of the errors.
pub(crate) fn messages(parsed: &Parsed) -> Vec<String> {
    parsed.errors.iter().map(ToString::to_string).collect()
}

/// Checks that a rule's formula reads as `expected` (see [`show`]).
#[track_caller]
pub(crate) fn check_formula(body: &str, expected: &str) {
    let rule = rule(body);
    let Mode::Search(formula) = &rule.mode else { panic!("not a search rule: {:?}", rule.mode) };
    assert_eq!(show::formula(formula), expected);
}
