//! The two syntaxes of formulas.

use super::{check_formula, messages, rule};
use crate::{Mode, parse_rules};

#[test]
fn classic_single_keys() {
    check_formula("pattern: f(...)", "f(...)");
    check_formula("pattern-regex: a+b", "/a+b/");
    check_formula("pattern: |\n  f()\n  ...\n  g()", "f()⏎...⏎g()");
    check_formula("pattern: 8", "8");
    check_formula("pattern: true", "true");
    check_formula("pattern: '$X == 1'", "$X == 1");
}

#[test]
fn classic_lists_nest() {
    check_formula(
        "patterns:\n- pattern: f($X)\n- pattern-not: f(1)\n- pattern-inside: |\n    def g(): ...\n- pattern-not-inside: 'with h(): ...'\n- pattern-not-regex: x",
        "and(f($X), not(f(1)), inside(def g(): ...), not(inside(with h(): ...)), not(/x/))",
    );
    check_formula(
        "pattern-either:\n- pattern: a\n- patterns:\n  - pattern: b\n  - pattern-either:\n    - pattern-inside: c\n    - pattern-regex: d\n- pattern-either:\n  - pattern: e",
        "or(a, and(b, or(inside(c), /d/)), or(e))",
    );
    check_formula(
        "patterns:\n- pattern-inside: a\n- pattern-not:\n    patterns:\n    - pattern: b\n    - pattern-not: c\n- semgrep-internal-pattern-anywhere: d",
        "and(inside(a), not(and(b, not(c))), anywhere(d))",
    );
}

#[test]
fn classic_conditions() {
    check_formula(
        "patterns:\n- pattern: f($X, $Y)\n- metavariable-regex:\n    metavariable: $X\n    regex: ^a\n    constant-propagation: true\n- metavariable-comparison:\n    metavariable: $Y\n    comparison: $Y > 3\n    strip: true\n    base: 16\n- metavariable-analysis: {metavariable: $X, analyzer: entropy}\n- metavariable-type: {metavariable: $Y, types: [int, str]}\n- focus-metavariable: [$X, $Y]\n- focus-metavariable: $X",
        "and(f($X, $Y) if $X =~ ^a (value) if $Y $Y > 3 stripped base 16 if $X entropy if $Y: int|str focus $X|$Y focus $X)",
    );
    check_formula(
        "patterns:\n- pattern: f($X)\n- metavariable-comparison:\n    comparison: len($X) > 3",
        "and(f($X) if - len($X) > 3)",
    );
    check_formula(
        "patterns:\n- pattern: f($X)\n- metavariable-pattern:\n    metavariable: $X\n    language: json\n    pattern-either:\n    - pattern: a\n    - pattern: b",
        "and(f($X) if $X as json has or(a, b))",
    );
    check_formula(
        "patterns:\n- pattern: f($X)\n- where:\n  - metavariable: $X\n    regex: a\n  - focus: $X",
        "and(f($X) if $X =~ a (value) focus $X)",
    );
}

#[test]
fn below_metavariable_pattern_negative_terms_may_stand_alone() {
    check_formula(
        "patterns:\n- pattern: f($X)\n- metavariable-pattern:\n    metavariable: $X\n    patterns:\n    - pattern-not: '\"...\"'\n    - pattern-not-regex: a",
        "and(f($X) if $X has and(not(\"...\"), not(/a/)))",
    );
    check_formula(
        "match:\n  pattern: f($X)\n  where:\n  - metavariable: $X\n    not: g()",
        "and(f($X) if $X has and(not(g())))",
    );
}

#[test]
fn match_syntax_forms() {
    check_formula("match: f(...)", "f(...)");
    check_formula("match: {regex: a}", "/a/");
    check_formula(
        "match:\n  all:\n  - f($X)\n  - inside: g()\n  - not: h()\n  - not:\n      inside: i()\n  - any:\n    - j()\n    - pattern: k()\n  - anywhere: l()\n  where:\n  - comparison: $X > 1\n  - focus: [$X, $Y]\n  - metavariable: $X\n    analyzer: redos\n  - metavariable: $X\n    type: int\n  - metavariable: $X\n    language: generic\n    any: [a, b]",
        "and(f($X), inside(g()), not(h()), not(inside(i())), or(j(), k()), anywhere(l()) if - $X > 1 if $X redos if $X: int if $X as generic has or(a, b) focus $X|$Y)",
    );
}

#[test]
fn where_goes_inside_what_it_filters() {
    let condition = "where:\n    - metavariable: $X\n      regex: a";
    check_formula(
        &format!(
            "match:\n  all:\n  - f($X)\n  - inside: g($X)\n    {condition}\n  - not: h($X)\n    {condition}"
        ),
        "and(f($X), inside(and(g($X) if $X =~ a (value))), not(and(h($X) if $X =~ a (value))))",
    );
    check_formula(
        "match:\n  any: [f($X), g($X)]\n  where:\n  - focus: $X",
        "and(or(f($X), g($X)) focus $X)",
    );
}

#[test]
fn places_underline_the_yaml_scalar() {
    let text = super::file(
        "patterns:\n- pattern: \"é f()\"\n- pattern-not: |\n    g()\n\n\n- pattern-regex: >-\n    a\n    b",
    );
    let parsed = parse_rules("test.yaml", &text);
    let Mode::Search(crate::Formula::All(all)) = &parsed.rules[0].mode else { panic!() };
    let under = |formula: &crate::Formula| match formula {
        crate::Formula::Pattern(it) | crate::Formula::Regex(it) => it.span.of(&text).to_owned(),
        crate::Formula::Not(inner) => match &**inner {
            crate::Formula::Pattern(it) => it.span.of(&text).to_owned(),
            _ => panic!(),
        },
        _ => panic!(),
    };
    let found: Vec<String> = all.terms.iter().map(under).collect();
    assert_eq!(found, ["\"é f()\"", "g()", "a\n        b"]);
    assert_eq!(parsed.rules[0].languages[0].span.of(&text), "python");
    let origin = &parsed.rules[0].origin;
    assert!(origin.span.of(&origin.text).starts_with("id: test.rule"));
    assert!(origin.span.of(&origin.text).ends_with("a\n        b"));
    assert_eq!(&*origin.file, "test.yaml");
}

#[test]
fn all_other_keys_are_read() {
    let rule = rule(
        "pattern: f\nfix: |\n  g($X)\nfix-regex: {regex: a, replacement: '', count: 1}\naliases: [old.id]\npaths:\n  include: ['*.py', /src]\n  exclude: ['tests/**']\noptions: {symbolic_propagation: True, generic_ellipsis_max_span: 0, generic_extra_word_characters: ['-', '\"']}\nmetadata:\n  cwe: 'CWE-78: x'\n  owasp: [A03:2021, A05:2025]\n  confidence: high\n  category: security\n  technology: [flask]\n  references: https://example.org\n  equivalents: ['bandit:B602']\n  shortlink: https://example.org/s\n  packs: [p]\n  help: |\n    # Why\n  anything: {goes: [here]}\nmin-version: 1.50.0\nproduct: sast",
    );
    assert_eq!(rule.id, "test.rule");
    assert_eq!(rule.severity, tamis_finding::Severity::High);
    assert_eq!(rule.fix.as_deref(), Some("g($X)"));
    let fix = rule.fix_regex.expect("was given");
    assert_eq!((fix.regex.value.as_str(), fix.replacement.as_str(), fix.count), ("a", "", Some(1)));
    assert_eq!(rule.aliases, ["old.id"]);
    let globs = |list: &[crate::Located<String>]| {
        list.iter().map(|glob| glob.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(globs(&rule.paths.include), ["*.py", "/src"]);
    assert_eq!(globs(&rule.paths.exclude), ["tests/**"]);
    assert!(rule.options.flag("symbolic_propagation", false));
    assert_eq!(rule.options.number("generic_ellipsis_max_span"), Some(0));
    assert_eq!(rule.options.values["generic_extra_word_characters"], r#"["-","\""]"#);
    let metadata = rule.metadata;
    assert_eq!(metadata.cwe, ["CWE-78: x"]);
    assert_eq!(metadata.owasp, ["A03:2021", "A05:2025"]);
    assert_eq!(metadata.confidence, Some(tamis_finding::Confidence::High));
    assert_eq!(metadata.category.as_deref(), Some("security"));
    assert_eq!(metadata.technology, ["flask"]);
    assert_eq!(metadata.references, ["https://example.org"]);
    assert_eq!(metadata.equivalents, ["bandit:B602"]);
    assert_eq!(metadata.link.as_deref(), Some("https://example.org/s"));
    assert_eq!(metadata.packs, ["p"]);
    assert_eq!(metadata.help.as_deref(), Some("# Why\n"));
}

#[test]
fn what_we_cannot_run_is_kept_and_said() {
    let parsed = |body: &str| {
        let parsed = parse_rules("test.yaml", &super::file(body));
        assert_eq!(messages(&parsed), [] as [String; 0], "{body}");
        let notes: Vec<String> = parsed.unsupported.iter().map(|it| it.message.clone()).collect();
        let Mode::Unsupported(name) = &parsed.rules[0].mode else { panic!("{body} runs") };
        (name.clone(), notes.join("; "))
    };
    let pair =
        |name: &str| (name.to_owned(), format!("{name} is not supported; the rule does not run"));
    for mode in ["join", "extract", "steps"] {
        let (name, notes) = parsed(&format!("mode: {mode}\nwhatever: {{a: b}}"));
        assert_eq!((name.as_str(), notes), (mode, pair(&format!("mode '{mode}'")).1));
    }
    let name = "patterns:\n- pattern: f\n- metavariable-name: {metavariable: $X, module: m}";
    assert_eq!(parsed(name), pair("'metavariable-name'"));
    let dependency = "pattern: f\nr2c-internal-project-depends-on: {namespace: pypi, package: p, version: '< 1'}";
    assert_eq!(parsed(dependency), pair("a condition on dependencies"));
}

#[test]
fn what_has_no_effect_is_noted() {
    let notes = |body: &str| -> Vec<String> {
        let parsed = parse_rules("test.yaml", &super::file(body));
        assert_eq!(messages(&parsed), [] as [String; 0], "{body}");
        assert!(matches!(parsed.rules[0].mode, Mode::Search(_)), "{body}");
        parsed.unsupported.into_iter().map(|it| it.message).collect()
    };
    assert_eq!(notes("pattern: f\nmin-version: 1.170.0\nmax-version: '2.0'"), [] as [&str; 0]);
    let newer =
        "rule wants Semgrep 1.171.0 or newer; what we cover is 1.170.0, it runs all the same";
    assert_eq!(notes("pattern: f\nmin-version: 1.171.0"), [newer]);
    let older = "rule is for Semgrep up to 0.9.1; what we cover is 1.170.0, it runs all the same";
    assert_eq!(notes("pattern: f\nmax-version: 0.9.1"), [older]);
    assert_eq!(notes("pattern: f\nmin-version: soon"), ["'min-version: soon' is no version"]);
    assert_eq!(
        notes("pattern: f\nvalidators: [{http: {}}]"),
        ["key 'validators' has no effect here"]
    );
    assert_eq!(notes("pattern: f\nr2c-internal-other: 1\nx-mine: 2\nversion: 3"), [] as [&str; 0]);
    assert_eq!(
        notes("pattern: f\noptions: {symbolic-propagation: true}"),
        [
            "option 'symbolic-propagation' is not known and has no effect; did you mean 'symbolic_propagation'?"
        ]
    );
    assert_eq!(
        notes("pattern: f\nmetadata: {confidence: sure, cwe: {a: b}}"),
        [
            "metadata 'cwe' is neither text nor a list of texts",
            "confidence 'sure' is none of HIGH, MEDIUM, LOW"
        ]
    );
    assert_eq!(notes("match: {pattern: f, fix: g}"), ["key 'fix' has no effect inside a formula"]);
}

#[test]
fn optional_keys_without_a_value_count_as_absent() {
    let rule = rule("pattern: f\nmetadata:\noptions: ~\npaths: null\nfix:\nfix-regex:\naliases:");
    assert_eq!(rule.metadata, crate::Metadata::default());
    assert_eq!((rule.fix, rule.fix_regex, rule.aliases.len()), (None, None, 0));
}

#[test]
fn a_note_on_a_key_is_said_once_a_file() {
    let one = super::file("pattern: f\nvalidators: []");
    let two = format!("{one}{}", &one["rules:\n".len()..]);
    let parsed = parse_rules("test.yaml", &two);
    assert_eq!((parsed.rules.len(), parsed.unsupported.len()), (2, 1));
}
