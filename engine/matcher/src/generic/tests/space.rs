//! Spacegrep.

use super::{Document, GenericOptions, GenericPattern, matches, texts};

fn check(pattern: &str, text: &str, expected: &[&str]) {
    assert_eq!(
        texts(pattern, text, &GenericOptions::default()),
        expected,
        "{pattern:?} in {text:?}"
    );
}

/// The bindings of the only match, as `$X=text`.
fn check_bindings(pattern: &str, text: &str, expected: &[&str]) {
    let found = matches(pattern, text, &GenericOptions::default());
    assert_eq!(found.len(), 1, "{pattern:?} in {text:?}: {found:?}");
    let bindings: Vec<String> =
        found[0].1.iter().map(|(name, text)| format!("{name}={text}")).collect();
    assert_eq!(bindings, expected, "{pattern:?} in {text:?}");
}

#[test]
fn words_and_characters() {
    check("a", "a ab a_b a", &["a", "a"]);
    check("a b", "a   b ab a\nb", &["a   b", "a\nb"]);
    check("a.b", "a . b", &["a . b"]);
    check("a", "A", &[]);
    check("é", "é è", &["é"]);
    check("x = 'y'", "x='y'", &["x='y'"]);
    check("$ X", "$X $ X", &["$X", "$ X"]);
    check("$x", "$x", &["$x"]);
    check("a....b", "a....b a...b", &["a....b"]);
    check(". . .", "...", &["..."]);
}

#[test]
fn metavariables() {
    check_bindings("x = $VAL;", "x = 12;", &["$VAL=12"]);
    check_bindings("$A + $B", "1 + 2", &["$A=1", "$B=2"]);
    check("$A = $A", "a = b; c = c; d = d1", &["c = c"]);
    check("x = $VAL;", "x = (1);", &[]);
    check("$A:$A", "k:k k:K", &["k:k"]);
}

#[test]
fn ellipses_take_as_little_as_they_can() {
    check("a ... b", "a x b b", &["a x b"]);
    check("a ... b", "a b", &["a b"]);
    check("a ... b ... c", "a 1 b 2 b 3 c", &["a 1 b 2 b 3 c"]);
    check("f(...)", "f(a, b) f() f ( g(x) )", &["f(a, b)", "f()", "f ( g(x)"]);
    check_bindings("a $...X b", "a 1 2 b", &["$...X= 1 2"]);
    check_bindings("a($...X)", "a()", &["$...X="]);
    check("<$...X> </$...X>", "<a b> </a b>", &["<a b> </a b>"]);
    check("<$...X> </$...X>", "<a b> </a c>", &[]);
}

#[test]
fn matches_with_the_same_end_or_start() {
    // The last to start wins...
    check("a ... b", "a a b", &["a b"]);
    // ...unless the pattern ends with an ellipsis.
    check("a ...", "a a b", &["a a b"]);
    check("$X ... b", "x a b", &["a b"]);
}

#[test]
fn ellipses_reach_ten_lines() {
    let lines = |n: usize| format!("a\n{}b\n", "x\n".repeat(n));
    check("a ... b", &lines(9), &[lines(9).trim_end()]);
    check("a ... b", &lines(10), &[]);
    check("a ... ... b", &lines(15), &[lines(15).trim_end()]);
    let wide = GenericOptions { ellipsis_max_span: 20, ..GenericOptions::default() };
    assert_eq!(texts("a ... b", &lines(15), &wide).len(), 1);
    let line = GenericOptions { ellipsis_max_span: 0, ..GenericOptions::default() };
    assert_eq!(texts("a ... b", "a 1 b\na\nb", &line), ["a 1 b"]);
    assert_eq!(texts("a ...", "a 1 b\nc", &line), ["a 1 b"]);
}

#[test]
fn a_trailing_ellipsis_takes_the_rest_of_its_block() {
    check("a ...", "x\na 1\nb 2\n", &["a 1\nb 2"]);
    check("f(a ...", "f(a, b) c", &["f(a, b"]);
    check("  \na ...", "x\n  a 1\n  b\ny\n", &["a 1\n  b"]);
    check("a ...", "a\n  1\n  2\nb", &["a\n  1\n  2\nb"]);
}

#[test]
fn a_leading_ellipsis_starts_at_blocks() {
    check("... b", "x a b\ny b", &["x a b"]);
    check("... b", "x\n  a b\n", &["a b"]);
    check("...", "x y\nz", &["x y\nz"]);
}

#[test]
fn blocks_of_the_pattern_are_blocks_of_the_text() {
    check("a:\n  b", "a:\n    b\n", &["a:\n    b"]);
    check("a:\n  b", "a:\nb\n", &[]);
    check("a:\n  b", "a:\n  b\n  c\n", &[]);
    check("a:\n  ...\n  b\n  ...", "a:\n  1\n  b\n  2\n", &["a:\n  1\n  b\n  2"]);
    check("a:\n  b\nc", "a:\n  b\nc\n", &["a:\n  b\nc"]);
    check("a:\n  b:\n    c", "a:\n  b:\n      c\n", &["a:\n  b:\n      c"]);
    check("a {\n  ...\n}", "a {\n  x;\n  y;\n}", &["a {\n  x;\n  y;\n}"]);
    check("a {\n  b\n}", "a { b }", &["a { b }"]);
    check("a { b }", "a {\n  b\n}", &["a {\n  b\n}"]);
    check("a {\n  ...\n}", "a {\n}", &["a {\n}"]);
    check("a ...\n  b", "a x y\n  b\n", &["a x y\n  b"]);
}

#[test]
fn a_match_stays_in_the_block_it_starts_in() {
    check("a ) b", "(a) b", &[]);
    check("( a ) b", "(a) b", &["(a) b"]);
    check("a\nb", "  a\nb", &[]);
    check("a b", "x\n  a\n    b\n", &["a\n    b"]);
}

#[test]
fn braces_that_do_not_fit_are_characters() {
    check("a ... d", "a ( b ] c ) d", &["a ( b ] c ) d"]);
    check("( a ) b", "( [ a ) b", &[]);
    check("[ a ) b", "( [ a ) b", &[]);
    check("( [ a ) b", "( [ a ) b", &["( [ a ) b"]);
    check("a ) b", "a ) b", &["a ) b"]);
    check("b c", "( [ a ] ] b c", &["b c"]);
}

#[test]
fn indentation_counts_tabs_as_eight() {
    check("a\n  b", "a\n\tb\n", &["a\n\tb"]);
    check("a:\n  b c", "a:\n        b\n\tc\n", &["a:\n        b\n\tc"]);
}

#[test]
fn case_may_not_matter() {
    let caseless = GenericOptions { caseless: true, ..GenericOptions::default() };
    assert_eq!(texts("Set $X $X", "SET a a set b B sEt c c", &caseless), ["SET a a", "sEt c c"]);
    assert_eq!(texts("none", "SET", &caseless), [""; 0]);
}

#[test]
fn windows_line_breaks() {
    check("a b", "a\r\nb\r\n", &["a\r\nb"]);
    check("a:\n  b", "a:\r\n  b\r\n", &["a:\r\n  b"]);
}

#[test]
fn a_spent_budget_ends_the_search() {
    let pattern =
        GenericPattern::compile("$A ... $B ... $C ... $D ... zz", &GenericOptions::default())
            .unwrap();
    let text = format!("{} zz", "word ".repeat(300).replace("word", "w"));
    let text = format!("{text} -");
    let spent = |budget: &mut u64| pattern.find(&Document::new(&text, None), budget).len();
    let mut budget = 100;
    assert_eq!(spent(&mut budget), 0);
    assert_eq!(budget, 0);
    let mut budget = 10_000_000;
    assert_eq!(spent(&mut budget), 1);
    assert!(budget > 0);
}

#[test]
fn texts_without_the_needed_words_cost_nothing() {
    let pattern = GenericPattern::compile("$A ... needle", &GenericOptions::default()).unwrap();
    let mut budget = 10;
    assert!(pattern.find(&Document::new(&"hay ".repeat(1000), None), &mut budget).is_empty());
    assert_eq!(budget, 10);
}
