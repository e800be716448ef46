//! Languages without a grammar, and text inside code read as such.

use crate::support::{bound, check, lines, texts};

#[test]
fn words_match_in_any_text() {
    let rule = "
patterns:
  - pattern: listen $PORT;
  - pattern-inside: server { ... }
  - pattern-not: listen 443;
";
    let code = "listen 1;\nserver {\n  listen 80;\n  listen 443;\n}\n";
    assert_eq!(lines("generic", rule, code), [3]);
    assert_eq!(bound("generic", rule, code, "$PORT"), ["80"]);
}

#[test]
fn options_of_generic_mode_are_heeded() {
    let wide = "pattern: a ... b\noptions:\n  generic_ellipsis_max_span: 0\n";
    let code = "a x b\n\na\nb\n";
    assert_eq!(lines("generic", wide, code), [1]);
    assert_eq!(lines("generic", "pattern: a ... b", code), [1, 3]);
    let caseless = "pattern: Header set\noptions:\n  generic_caseless: true\n";
    assert_eq!(texts("generic", caseless, "HEADER set x"), ["HEADER set"]);
}

#[test]
fn a_pattern_for_regex_is_a_regular_expression() {
    let rule = "patterns:\n  - pattern: wss?://\n  - pattern-not-regex: \"wss:\"\n";
    check("regex", rule, "ws://a <--\nwss://b\n");
}

#[test]
fn a_metavariable_can_be_read_as_words() {
    let rule = r#"
patterns:
  - pattern: html($X)
  - metavariable-pattern:
      metavariable: $X
      language: generic
      patterns:
        - pattern: <a ... href=$HREF ...>
"#;
    let code = "html(\"<a href=x >\")  # <--\nhtml(\"<b>\")\nhtml(y)\n";
    check("python", rule, code);
    assert_eq!(bound("python", rule, code, "$HREF"), ["x"]);
}

#[test]
fn groups_by_number_never_disagree() {
    let rule = "
patterns:
  - pattern-regex: (a)-(b)
  - pattern-regex: (a-)(b)
";
    assert_eq!(texts("regex", rule, "a-b"), ["a-b"]);
}
