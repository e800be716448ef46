//! Aliengrep.

use super::{GenericOptions, matches, texts};

fn multiline() -> GenericOptions {
    GenericOptions { aliengrep: true, ..GenericOptions::default() }
}

fn lines() -> GenericOptions {
    GenericOptions { multiline: false, ..multiline() }
}

fn check(pattern: &str, text: &str, expected: &[&str]) {
    assert_eq!(texts(pattern, text, &multiline()), expected, "{pattern:?} in {text:?}");
}

fn check_lines(pattern: &str, text: &str, expected: &[&str]) {
    assert_eq!(texts(pattern, text, &lines()), expected, "{pattern:?} in {text:?}");
}

/// The bindings of the first match, as `$X=text`.
fn bindings(pattern: &str, text: &str, options: &GenericOptions) -> Vec<String> {
    let found = matches(pattern, text, options);
    let first = found.first().unwrap_or_else(|| panic!("{pattern:?} in {text:?}"));
    first.1.iter().map(|(name, text)| format!("{name}={text}")).collect()
}

#[test]
fn words_and_white_space() {
    check("ab", "ab abc xab ab", &["ab", "ab"]);
    check("a b", "a \n b ab", &["a \n b"]);
    check_lines("a b", "a  b a\nb", &["a  b"]);
    check_lines("a\nb", "a b a\nb a \r\n b", &["a\nb", "a \r\n b"]);
    check("a\n  b", "a b", &["a b"]);
    check("$ X", "$ X $X", &["$ X", "$X"]);
    check("a-b", "a - b", &["a - b"]);
    check("é", "é", &["é"]);
}

#[test]
fn metavariables_are_whole_words() {
    assert_eq!(bindings("a $X b", "a xy b", &multiline()), ["$X=xy"]);
    check("$A $B", "1 2 3 4", &["1 2", "3 4"]);
    check("$A ... $A", "ab abc", &[]);
    check("$A ... $A", "abc bc", &[]);
    check_lines("$A ... $A", "a, b, c, a, d", &["a, b, c, a"]);
    check_lines("$A ... $A ... $A", "a x x x a x x x a x x x x a", &["a x x x a x x x a", "x x x"]);
}

#[test]
fn ellipses() {
    check("a...b", "a b a/b a x y b b", &["a b", "a/b", "a x y b"]);
    check("a...b b c", "a b b b c", &["a b b b c"]);
    check("a...b", "a\nx\nb", &["a\nx\nb"]);
    check_lines("a...b", "a\nb", &[]);
    check_lines("a....b", "a\nb", &["a\nb"]);
    check_lines("a....b", "a x\n\ny b", &["a x\n\ny b"]);
    check_lines("a ...b", "axb", &[]);
}

#[test]
fn ellipses_pass_over_whole_brackets() {
    check_lines("x...x", "x [x] x", &["x [x] x"]);
    check_lines("x...x", "x ([)x])x", &["x ([)x])x"]);
    check_lines("f(...)", "f(((x)))", &["f(((x)))"]);
    check_lines("\"...\"", "\"(\")\")\"", &["\"(\")\")\""]);
    check_lines("(...)", "(\")\")", &["(\")\")"]);
    check_lines("x...x", "x \"'x' x\" x x", &["x \"'x' x\" x"]);
    check("(...)", "(\")\")", &["(\")"]);
    check_lines("(...)", "())", &["()"]);
    check_lines("(... x)", "()x)", &[]);
    check_lines("(...)", "([])", &["([])"]);
    check_lines("(...)", "([)", &["([)"]);
    check_lines("(...)", "(])", &["(])"]);
    check_lines("(...)", "([)]", &[]);
    check("(...)", "( a\n (b) )", &["( a\n (b) )"]);
}

#[test]
fn brackets_may_be_chosen() {
    let angle = GenericOptions { braces: Some(vec![('<', '>')]), ..multiline() };
    assert_eq!(texts("<...>", "<< x >>", &angle), ["<< x >>"]);
    let more = GenericOptions { extra_braces: vec![('<', '>')], ..multiline() };
    assert_eq!(texts("<...>", "<(<x>)>", &more), ["<(<x>)>"]);
    let dash = GenericOptions { extra_word_characters: vec!['-'], ..multiline() };
    assert_eq!(texts("to $X", "to e-mail", &dash), ["to e-mail"]);
    assert_eq!(texts("e", "e-mail", &dash), [""; 0]);
}

#[test]
fn named_ellipses() {
    assert_eq!(bindings("[$...ITEMS]", "a, [ b, c ], d", &lines()), ["$...ITEMS=b, c"]);
    check_lines("[$...ITEMS]", "[ b,\nc ]", &[]);
    assert_eq!(bindings("[$....ITEMS]", "[ b,\nc ]", &lines()), ["$...ITEMS=b,\nc"]);
    assert_eq!(bindings("[$...A $...A]", "[a b a b]", &lines()), ["$...A=a b"]);
    check_lines("[$...A $...A]", "[a b a  b]", &[]);
    assert_eq!(bindings("... $...A : $...A ...", "x+ : +x", &lines()), ["$...A=+"]);
    assert_eq!(bindings("... $...A : $...A ...", "xy : yx", &lines()), ["$...A="]);
    assert_eq!(bindings("... $...A : $...A ...", "x : xx", &lines()), ["$...A="]);
    assert_eq!(bindings("... $...A : $...A ...", "+ : ++", &lines()), ["$...A=+"]);
}

#[test]
fn ellipses_at_the_ends_reach_the_ends() {
    check_lines("... $A", "!!!\n!!!hello world", &["!!!hello"]);
    check_lines(".... $A", "!!!\n!!!hello world", &["!!!\n!!!hello"]);
    check("... $A", "!!!\n!!!hello world", &["!!!\n!!!hello"]);
    check_lines("$A ...", "hello!!!\n!!!", &["hello!!!"]);
    check_lines("$A ....", "hello!!!\n!!!", &["hello!!!\n!!!"]);
    check("$A ...", "hello!!!\n!!!", &["hello!!!\n!!!"]);
    check_lines("...", "hello\nworld", &["hello", "world"]);
    check_lines("....", "hello\nworld", &["hello\nworld"]);
    check("...", "hello\nworld", &["hello\nworld"]);
    check_lines("...\n...", "a\nb\nc\n", &["a\nb", "c\n"]);
    check("...", "", &[""]);
}

#[test]
fn lines_may_be_skipped() {
    let text = "\nlet a = 17;\nlet b = 42;\nlet c = 77;\nlet d = b;\nlet e = 'xx';\n";
    let pattern = "\nlet $ORIG = ...;\n....\nlet $COPY = $ORIG;\n";
    assert_eq!(bindings(pattern, text, &lines()), ["$ORIG=b", "$COPY=d"]);
    check_lines("\na\nb\n", "\na\nb\n", &["\na\nb\n"]);
}

#[test]
fn case_may_not_matter() {
    let caseless = GenericOptions { caseless: true, ..multiline() };
    assert_eq!(texts("hello É", "HeLLo é", &caseless), ["HeLLo é"]);
    check("hello", "HeLLo", &[]);
}

#[test]
fn many_open_brackets_end() {
    let text = "(".repeat(3000);
    let found = texts("x ... y", &format!("x {text} y"), &multiline());
    assert!(found.len() <= 1);
    let nested = format!("f({}x{})", "(".repeat(50), ")".repeat(50));
    assert_eq!(texts("f(...)", &nested, &multiline()), [nested]);
}
