//! The clauses of a formula as a tree.

use std::fmt::Write as _;

use serde_json::{Value, json};
use tamis_matcher::{ClauseState, Explained, ExplainedMatch};
use tamis_scan::FormulaExplained;

use super::Text;

pub(super) fn show(formula: &FormulaExplained, text: &Text, rule: &Text, out: &mut String) {
    let words = match formula.role {
        "match" => "the formula",
        role => role,
    };
    let _ = writeln!(out, "\n{words} as {}:", formula.language.title);
    clause(&formula.clauses, 1, text, rule, out);
}

fn clause(part: &Explained, depth: usize, text: &Text, rule: &Text, out: &mut String) {
    let indent = "  ".repeat(depth);
    let mark = match part.state {
        ClauseState::Holds => '✓',
        ClauseState::Fails => '✗',
        ClauseState::NotAsked => '·',
    };
    let colon = if part.text.is_empty() { "" } else { ": " };
    let words = part.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = if part.span.is_empty() { String::new() } else { rule.place(part.span) };
    let line = place.split(':').next().unwrap_or("");
    let line = if line.is_empty() { String::new() } else { format!("  [rule line {line}]") };
    let words: String = words.chars().take(100).collect();
    let _ = write!(out, "{indent}{mark} {}{colon}{words}{line}", part.clause);
    let mut notes = Vec::new();
    if part.state == ClauseState::NotAsked {
        notes.push("nothing got here".to_owned());
    }
    if !part.removed.is_empty() {
        notes.push(format!("takes away {}", part.removed.len()));
    }
    if part.elsewhere > 0 {
        notes.push(format!("{} elsewhere in the file", part.elsewhere));
    }
    if notes.is_empty() {
        out.push('\n');
    } else {
        let _ = writeln!(out, "  ({})", notes.join(", "));
    }
    for (sign, list) in [(' ', &part.matches), ('-', &part.removed)] {
        for found in list {
            let _ = writeln!(out, "{indent}    {sign} {}", matched(found, text));
        }
    }
    for inner in &part.parts {
        clause(inner, depth + 1, text, rule, out);
    }
}

fn matched(found: &ExplainedMatch, text: &Text) -> String {
    let mut line = format!("{}  {}", text.place(found.span), text.code(found.span));
    for (name, span) in &found.bindings {
        let _ = write!(line, "  {name} = {}", text.code(*span));
    }
    line
}

pub(super) fn json(formula: &FormulaExplained, text: &Text, rule: &Text) -> Value {
    json!({
        "role": formula.role,
        "language": formula.language.id.0,
        "clauses": part(&formula.clauses, text, rule),
    })
}

fn part(explained: &Explained, text: &Text, rule: &Text) -> Value {
    let state = match explained.state {
        ClauseState::Holds => "holds",
        ClauseState::Fails => "fails",
        ClauseState::NotAsked => "not-asked",
    };
    let matches = |list: &[ExplainedMatch]| -> Vec<Value> {
        list.iter()
            .map(|found| {
                let mut value = text.json(found.span);
                let bound = found.bindings.iter();
                value["bindings"] =
                    bound.map(|(name, span)| (name.clone(), text.json(*span))).collect();
                value
            })
            .collect()
    };
    let mut value = json!({
        "clause": explained.clause,
        "text": explained.text,
        "state": state,
        "matches": matches(&explained.matches),
        "removed": matches(&explained.removed),
        "elsewhere": explained.elsewhere,
        "parts": explained.parts.iter().map(|it| part(it, text, rule)).collect::<Vec<_>>(),
    });
    if !explained.span.is_empty() {
        value["rule_line"] = json!(rule.lines.position(&rule.text, explained.span.start).line);
    }
    value
}
