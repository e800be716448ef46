//! Runs one rule over one text.

use tamis_ir::Language;
use tamis_lang::{languages_for_rule, parse};
use tamis_matcher::{CompiledFormula, Evaluation, Host, Match, MatchOptions, Subject};
use tamis_rule::{Mode, Rule, parse_rules};
use tamis_syntax::{LineIndex, NameTable, Tree};

/// A rule for `language` with `body` beside its message, read.
pub(crate) fn rule(language: &str, body: &str) -> Rule {
    let mut text =
        format!("rules:\n- id: t\n  message: m\n  severity: INFO\n  languages: [{language}]\n");
    for line in body.trim_matches('\n').lines() {
        text.push_str(&format!("  {line}\n"));
    }
    let parsed = parse_rules("t.yaml", &text);
    assert!(parsed.errors.is_empty(), "{:?}\n{text}", parsed.errors);
    parsed.rules.into_iter().next().unwrap_or_else(|| panic!("no rule in\n{text}"))
}

fn host() -> Host {
    Host { languages: languages_for_rule, parse, skips_foreign: false, whole: false, today: None }
}

/// Calls `with` with each match in `code`; `body` is the rest of a rule for `language`.
fn each_match(
    language: &str,
    body: &str,
    code: &str,
    with: &mut dyn FnMut(&CompiledFormula, &Subject<'_>, &Match),
) {
    let rule = rule(language, body);
    let Mode::Search(formula) = &rule.mode else { panic!("not a search rule: {body}") };
    let language: &'static Language = languages_for_rule(language).into_iter().next().unwrap();
    let options = MatchOptions::of(&rule.options);
    let compiled = CompiledFormula::new(formula, &options, language, host())
        .unwrap_or_else(|problems| panic!("{problems:?}\n{body}"));
    let (tree, names) = match &language.syntax {
        Some(syntax) => {
            let tree = parse(syntax, code);
            let names = (syntax.names)((syntax.grammar)(), &tree, code);
            (tree, names)
        }
        None => (Tree::default(), NameTable::default()),
    };
    let subject = Subject::new(language, code, &tree, &names);
    for found in Evaluation::new(&compiled, &subject, host()).run() {
        with(&compiled, &subject, &found);
    }
}

/// The texts matched, in order of place, each once.
pub(crate) fn texts(language: &str, body: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_match(language, body, code, &mut |_, _, m| {
        found.push(m.span.of(code).to_owned());
    });
    found.dedup();
    found
}

/// What `metavariable` is bound to in each match.
pub(crate) fn bound(language: &str, body: &str, code: &str, metavariable: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_match(language, body, code, &mut |formula, subject, m| {
        let id = formula.metavariables.find(metavariable).expect("a metavariable of the rule");
        let text = m.env.get(id).map_or("", |bound| subject.bound_span(bound).of(code));
        found.push(text.to_owned());
    });
    found.dedup();
    found
}

/// The lines (from 1) on which matches start.
pub(crate) fn lines(language: &str, body: &str, code: &str) -> Vec<u32> {
    let index = LineIndex::new(code);
    let mut found = Vec::new();
    each_match(language, body, code, &mut |_, _, m| {
        found.push(index.position(code, m.span.start).line);
    });
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
