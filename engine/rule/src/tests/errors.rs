//! What is said of wrong rules.

use insta::assert_snapshot;

use super::{file, messages};
use crate::{RuleError, parse_rules};

/// The title, help and underlined texts of each error.
fn errors(text: &str) -> String {
    let parsed = parse_rules("test.yaml", text);
    assert!(
        parsed.errors.iter().any(RuleError::is_fatal)
            || parsed.rules.is_empty()
            || text.contains("- id: fine")
    );
    let mut lines = Vec::new();
    for error in &parsed.errors {
        use miette::Diagnostic;
        lines.push(error.to_string());
        if let Some(help) = error.help() {
            lines.push(format!("  help: {help}"));
        }
        for label in error.labels().into_iter().flatten() {
            let range = label.offset()..label.offset() + label.len();
            lines.push(format!("  {:?} {}", &text[range], label.label().unwrap_or_default()));
        }
    }
    lines.join("\n")
}

/// Each input with all that is said of it.
#[test]
fn every_error_reads_well() {
    let whole_files = [
        "",
        "- id: a\n",
        "rule:\n- id: a\n",
        "rules:\n",
        "rules:\n- id: 'a\n",
        "rules:\n- pattern: def f(): ...\n",
        "rules: []\n---\nrules: []\n",
        "rules: []\nruls: []\nother: 1\n",
        "rules:\n- id: a\n",
        "rules:\n- message: a\n  severity: LOW\n  languages: [js]\n  pattern: f\n- 3\n",
    ];
    let bodies = [
        // Keys.
        "patterns:\n- pattern-insde: f\n- pattern: g",
        "pattern: f\nmesage: x\nzebra: 1",
        "patterns:\n- all: []\n- pattern: g\n  pattern-not: h\n- f()\n- {}",
        "pattern: f\npatterns: []\npattern: g",
        "pattern: f\nmetadata: {a: 1, a: 2, [b]: 3}",
        "pattern: f\n<<: 3",
        // Values.
        "mode: serch\npattern: f",
        "pattern: [f]\nfix: {a: b}",
        "pattern:",
        "pattern: '  '",
        "pattern-either: []",
        "pattern: f\npaths: {include: ['a[', 'b'], only: [c]}",
        "patterns:\n- pattern: f($X)\n- focus-metavariable: X\n- metavariable-comparison: {comparison: 1, strip: yes, base: -1}\n- metavariable-analysis: {metavariable: $X, analyzer: luck}",
        "patterns:\n- pattern: f($X)\n- metavariable-comparison: {comparison: 1, strip: true}\n- metavariable-type: {metavariable: $X}\n- metavariable-regex: {metavariable: $X, regex: a, metavariable: $Y, regexp: b}",
        // Formulas.
        "patterns:\n- pattern-not: f\n- metavariable-regex: {metavariable: $X, regex: a}",
        "match: {not: f}",
        "pattern-not: f",
        "pattern-either:\n- pattern-not: f\n- metavariable-regex: {metavariable: $X, regex: a}",
        "match: {all: [{pattern-inside: f}, {not: g}], any: [h]}",
        "message: m",
        "pattern-sources: [{pattern: f}]\npattern: f\nmatch: g",
        "mode: taint\npattern: f\npattern-sources:\n- {pattern: f, label: [a], at-exit: true}\n- g()\npattern-propagators:\n- {pattern: h, from: $A, by-side-effect: often}",
        "mode: taint\ntaint: {sources: [f]}\npattern-sinks: [{pattern: g}]",
        // Secrets.
        "mode: secret",
        "mode: secret\nsecret: {keyword: [a], structure: netcr, checksum: luhm, entropy: much}",
        "mode: secret\nsecret: {keywords: [a], pattern: 'a(?=b)', severities: [{value: a, severity: TOP}]}",
        "mode: secret\nsecret: {keywords: [a], pattern: a}\nexamples: {found: [], missed: [a]}",
    ];
    let changed = [
        file("pattern: f").replace("HIGH", "SEVERE"),
        file("pattern: f").replace("[python]", "[]"),
        file("pattern: f").replace("test.rule", "a rule"),
    ];
    let mut text = String::new();
    let files = whole_files.iter().map(|text| (*text, (*text).to_owned()));
    let bodies = bodies.iter().map(|body| (*body, file(body)));
    let changed = changed.iter().map(|text| (text.as_str(), text.clone()));
    for (shown, input) in files.chain(bodies).chain(changed) {
        for line in shown.lines() {
            text.push_str(&format!("| {line}\n"));
        }
        text.push_str(&format!("{}\n\n", errors(&input)));
    }
    assert_snapshot!(text);
}

#[test]
fn one_wrong_rule_takes_no_other_down() {
    let wrong = "- id: wrong\n  id: again\n  languages: []\n";
    let fine = |id: &str| {
        format!("- id: {id}\n  message: m\n  severity: LOW\n  languages: [js]\n  pattern: f\n")
    };
    let parsed =
        parse_rules("test.yaml", &format!("rules:\n{}{wrong}{}", fine("one"), fine("two")));
    let ids: Vec<&str> = parsed.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["one", "two"]);
    assert!(parsed.errors.iter().all(|error| error.rule() == Some("wrong") && !error.is_fatal()));
    assert_eq!(messages(&parsed)[0], "key 'id' stands twice in rule 'wrong'");
}

/// The look of an error with its source.
#[test]
fn rendered() {
    let parsed = parse_rules("rules/a.yaml", &file("patterns:\n- pattern-insde: f\n- pattern: g"));
    let handler =
        miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor());
    let mut text = String::new();
    handler.render_report(&mut text, &parsed.errors[0]).expect("writing to a string");
    assert_snapshot!(text);
}

/// Codes are a closed set: each comes from some input, none from another kind of error, none twice.
#[test]
fn codes_are_closed_unique_and_reachable() {
    let deep = format!("rules: {}", "[".repeat(1_000));
    let bomb: String = (0..2_000)
        .map(|n| {
            format!(
                "x{n}: &m{n} {{{} k{n}: v}}\n",
                if n == 0 { String::new() } else { format!("<<: *m{},", n - 1) }
            )
        })
        .collect();
    let inputs = [
        " ".repeat(10 * 1024 * 1024 + 1),
        "a: [".to_owned(),
        deep,
        bomb,
        String::new(),
        file("pattern: [f]"),
        file("pattern: f\nx: 1"),
        file(""),
        file("pattern: f\npattern: g"),
        file("pattern: f\npattern-regex: g"),
        file("pattern-sinks: []\npattern: f"),
        file("mode: none\npattern: f"),
        file("pattern: ''"),
        file("pattern: f").replace("test.rule", "ä"),
        file("patterns: [{pattern-not: f}]"),
        file("patterns: [{pattern: f}, {focus-metavariable: x}]"),
        file("mode: config\nresource: x\nwhere: {a..: absent}"),
        file("pattern: f\npaths: {include: ['[']}"),
        file("mode: secret\nsecret: {keywords: [a], pattern: '('}"),
    ];
    let first = |text: &String| parse_rules("test.yaml", text).errors[0].code();
    let codes: Vec<String> = inputs.iter().map(first).collect();
    assert_eq!(codes, RuleError::CODES);
    let mut unique = codes.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), codes.len());
}
