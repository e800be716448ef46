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
