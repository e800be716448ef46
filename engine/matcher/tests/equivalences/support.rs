//! Runs one rule over one text.

use tamis_ir::Language;
use tamis_lang::{languages_for_rule, parse};
use tamis_matcher::{CompiledFormula, Evaluation, Host, MatchOptions, Subject};
use tamis_rule::{Mode, parse_rules};
use tamis_syntax::LineIndex;

/// The lines (from 1) on which matches of a rule start; `body` is the rest of a rule, or only a pattern.
fn lines(language: &str, body: &str, code: &str) -> Vec<u32> {
    let mut text =
        format!("rules:\n- id: t\n  message: m\n  severity: INFO\n  languages: [{language}]\n");
    let is_rule = body.trim_start().starts_with("pattern");
    if !is_rule {
        text.push_str("  pattern: |\n");
    }
    for line in body.trim_matches('\n').lines() {
        text.push_str(if is_rule { "  " } else { "    " });
        text.push_str(line);
        text.push('\n');
    }
    let parsed = parse_rules("t.yaml", &text);
    assert!(parsed.errors.is_empty(), "{:?}\n{text}", parsed.errors);
    let rule = parsed.rules.into_iter().next().unwrap_or_else(|| panic!("no rule in\n{text}"));
    let Mode::Search(formula) = &rule.mode else { panic!("not a search rule:\n{text}") };
    let language: &'static Language = languages_for_rule(language).into_iter().next().unwrap();
    let host = Host {
        languages: languages_for_rule,
        parse,
        skips_foreign: false,
        whole: false,
        today: None,
    };
    let compiled = CompiledFormula::new(formula, &MatchOptions::of(&rule.options), language, host)
        .unwrap_or_else(|problems| panic!("{problems:?}\n{body}"));
    let syntax = language.syntax.as_ref().unwrap();
    let tree = parse(syntax, code);
    let names = (syntax.names)((syntax.grammar)(), &tree, code);
    let subject = Subject::new(language, code, &tree, &names);
    let index = LineIndex::new(code);
    let matches = Evaluation::new(&compiled, &subject, host).run();
    let mut found: Vec<u32> =
        matches.iter().map(|m| index.position(code, m.span.start).line).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Matches start on the lines that end in `<--`, and on no others.
#[track_caller]
pub(crate) fn check(language: &str, body: &str, code: &str) {
    let code = code.trim_start_matches('\n');
    let marked = code.lines().enumerate().filter(|(_, line)| line.trim_end().ends_with("<--"));
    let expected: Vec<u32> = marked.map(|(at, _)| at as u32 + 1).collect();
    assert_eq!(lines(language, body, code), expected, "rule:\n{body}\ncode:\n{code}");
}
