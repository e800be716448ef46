//! How the terms of a formula limit each other.

use crate::support::{check, lines, texts};

#[test]
fn insides_keep_and_give_nothing_of_their_own() {
    let rule = "
patterns:
  - pattern: run($X)
  - pattern-either:
      - pattern-inside: 'with a(): ...'
      - pattern-inside: 'with b(): ...'
";
    assert_eq!(texts("python", rule, "with a():\n    run(1)\nwith c():\n    run(2)\n"), ["run(1)"]);
    let nested = "
patterns:
  - pattern: run($X)
  - patterns:
      - pattern-inside: 'def $F(...): ...'
      - pattern-inside: 'with a(): ...'
";
    assert_eq!(
        texts("python", nested, "with a():\n    run(1)\ndef f():\n    with a():\n        run(2)\n"),
        ["run(2)"]
    );
}

#[test]
fn where_there_are_only_insides_the_innermost_is_the_match() {
    let rule = "
patterns:
  - pattern-inside: 'def $F(...): ...'
  - pattern-inside: 'if $C: ...'
";
    assert_eq!(lines("python", rule, "def f():\n    if a:\n        b\n"), [2]);
}

#[test]
fn a_focus_lies_within_the_match() {
    let elsewhere = "
patterns:
  - pattern-inside: |
      $F = open()
      ...
  - pattern: use($X)
  - focus-metavariable: $F
";
    assert!(texts("python", elsewhere, "f = open()\nuse(1)\n").is_empty());
    let narrowed = "
patterns:
  - pattern: use($A, $B)
  - pattern: '\"...\"'
  - focus-metavariable: $B
";
    assert_eq!(lines("python", narrowed, "use('a', b)\nuse('a', 'c')\n"), [2]);
}

#[test]
fn a_condition_may_ask_only_what_the_code_is_not() {
    let rule = "
patterns:
  - pattern: run($X)
  - metavariable-pattern:
      metavariable: $X
      patterns:
        - pattern-not: '\"...\"'
        - pattern-not: f(...)
";
    check("python", rule, "run('a')\nrun(f(1))\nrun(x)  # <--\n");
    let text = "
patterns:
  - pattern: run(\"$X\")
  - metavariable-pattern:
      metavariable: $X
      language: generic
      patterns:
        - pattern-not-regex: ^ok
";
    check("python", text, "run('ok 1')\nrun('not ok')  # <--\n");
}

#[test]
fn a_match_as_a_whole_has_a_name() {
    let rule = "
match:
  all:
    - pattern: |
        def $F(...): ...
      as: $WHOLE
  where:
    - metavariable: $WHOLE
      pattern: g()
";
    check("python", rule, "def a():  # <--\n    g()\ndef b():\n    h()\n");
    let agree = "
match:
  all:
    - inside: {pattern: f($X), as: $CALL}
    - pattern: g(...)
  where:
    - metavariable: $CALL
      regex: f\\(g\\(1
";
    check("python", agree, "f(g(1))  # <--\nf(g(2))\n");
}

#[test]
fn an_alternative_that_does_not_parse_is_done_without() {
    let rule = "
pattern-either:
  - pattern: f($X)
  - pattern: 'f($X'
";
    check("python", rule, "f(1)  # <--\ng(1)\n");
}

#[test]
fn what_is_asked_of_a_text_is_asked_early_and_changes_nothing() {
    let lone = "
patterns:
  - pattern-either:
      - pattern: $S
      - pattern: $O.$S
      - pattern: $S(...)
  - metavariable-regex: {metavariable: $S, regex: '^(pass|pin)$'}
";
    let text = "x = pass_ + pin\ny = a.pin\npin(1)\ndef pin(): f(pin=2)\n";
    assert_eq!(texts("python", lone, text), ["pin", "a.pin", "pin", "pin(1)"]);
    // A string put together has no text of its own.
    let built = "
patterns:
  - pattern: $S
  - metavariable-regex: {metavariable: $S, regex: ^select}
";
    assert_eq!(texts("python", built, "q = 'sel' + 'ect'\n"), ["'sel' + 'ect'"]);
    // Of two patterns that bind it, the first one says what is asked.
    let two = "
patterns:
  - pattern: $S
  - pattern-inside: f($S, ...)
  - metavariable-regex: {metavariable: $S, regex: ^a$}
";
    assert_eq!(texts("python", two, "f(a, b)\nf(b, a)\n"), ["a"]);
    let both = "
patterns:
  - pattern: f($S, $T)
  - pattern: f(..., $S)
  - metavariable-regex: {metavariable: $S, regex: ^a$}
";
    assert_eq!(texts("python", both, "f(a, a)\nf(b, b)\nf(a, b)\n"), ["f(a, a)"]);
    let kept = "
patterns:
  - pattern: $O.$M(...)
  - metavariable-regex: {metavariable: $M, regex: '(?i).*hash'}
  - pattern-not: $O.md5hash(...)
";
    assert_eq!(texts("python", kept, "a.md5hash()\na.HASH(1)\na.has(1)\n"), ["a.HASH(1)"]);
}
