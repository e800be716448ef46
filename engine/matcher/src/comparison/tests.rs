//! What comparisons are worth, and which are refused.

use super::{Comparison, Value, value_of_literal};

/// Metavariables that all tests know.
fn lookup(name: &str) -> Option<Value> {
    Some(match name {
        "$I" => Value::Int(42),
        "$NEG" => Value::Int(-7),
        "$F" => Value::Float(2.5),
        "$S" => Value::String("foo".to_owned()),
        "$NUM" => Value::String("0x10".to_owned()),
        "$T" => Value::Bool(true),
        "$NONE" => Value::None,
        "$L" => Value::List(vec![Value::Int(1), Value::String("a".to_owned())]),
        "$CODE" => Value::Code("x + 1".to_owned()),
        "$...ARGS" => Value::Code("health".to_owned()),
        "$1" => Value::String("8".to_owned()),
        _ => return None,
    })
}

/// 2024-01-01 in seconds.
const TODAY: f64 = 1_704_067_200.0;

fn value(text: &str) -> Option<Value> {
    let comparison = Comparison::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    comparison.value(&lookup, Some(TODAY)).unwrap()
}

fn check_all(expected: bool, texts: &[&str]) {
    for text in texts {
        let comparison = Comparison::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(comparison.holds(&lookup, Some(TODAY)), Ok(expected), "{text}");
    }
}

#[test]
fn numbers() {
    check_all(
        true,
        &[
            "$I > 41",
            "$I == 42.0",
            "42 == $I",
            "$I != 43",
            "$F < 2.6 and $F > 2.4",
            "$I >= 0o52 and $I <= 0x2A and $I == 0b101010",
            "1_000 == 1000",
            "1e3 == 1000",
            ".5 == 0.5",
            "$I % 2 == 0 and $F % 0.25 == 0",
            "2 ** 10 == 1024",
            "-2 ** 2 == -4",
            "2 ** -1 == 0.5",
            "2 ** 3 ** 2 == 512",
            "7 / 2 == 3",
            "7 // 2 == 3",
            "$NEG // 2 == -4",
            "$NEG / 2 == -3",
            "$NEG % 3 == -1",
            "7 / 2.0 == 3.5",
            "1 + 2 * 3 == 7",
            "(1 + 2) * 3 == 9",
            "10 - 3 - 2 == 5",
            "$I & 2 == 2",
            "$I | 1 == 43",
            "$I ^ 2 == 40",
            "~$I == -43",
            "1 << 4 == 16",
            "256 >> 4 == 16",
            "+$I == 42",
            "- - $I == 42",
            "18446744073709551615 > 9223372036854775807",
        ],
    );
    check_all(false, &["$I > 42", "$I == 42.5", "$F >= 3", "1 == 2", "-1 > 0"]);
}

#[test]
fn chains_and_logic() {
    check_all(
        true,
        &[
            "1 < 2 < 3",
            "0 < $I <= 42 != 41",
            "not $I == 1",
            "not not $T",
            "$T and not False",
            "False or $T",
            "True or False and False",
            "($I > 1) == True",
            "not $I in [1, 2]",
            "$T == true",
            "$I == 1 or $I == 42",
            "$T && !False || False",
        ],
    );
    check_all(false, &["1 < 2 > 3", "3 > 2 > 2", "not $T", "True and False"]);
}

#[test]
fn strings_and_lists() {
    check_all(
        true,
        &[
            "$S == 'foo'",
            r#"$S == "foo""#,
            "$S != 'bar'",
            "'oo' in $S",
            "'x' not in $S",
            "$S in ['foo', 'bar']",
            "$S in ('foo',)",
            "$I in [1, 42.0]",
            "$I not in [150, 312]",
            "$S + 'bar' == 'foobar'",
            "'a' 'b' == 'ab'",
            "'a' < 'b'",
            "len($S) == 3 and len($L) == 2",
            "len('é') == 1",
            "$L == [1, 'a']",
            "[] == ()",
            r"'a\'b\n' == '''a'b
'''",
            r"r'\d' == '\d'",
            "$NONE is None",
            "$I is not None",
            "$NONE == None",
        ],
    );
    check_all(
        false,
        &["$S == 'Foo'", "'x' in $S", "$I in $I", "$I not in $I", "$S in [1]", "$I == '42'"],
    );
}

#[test]
fn functions() {
    check_all(
        true,
        &[
            "int($NUM) == 16",
            "int('0777') == 777",
            "int('777', 8) == 511",
            "int('0o17', 0) == 15",
            "int(' 5 ') == 5",
            "int('-5') == -5",
            "int($I) == 42",
            "int(2.9) == 2 and int(-2.9) == -2",
            "int(True) == 1",
            "int($1) > 7",
            "float('2.5') == 2.5 and float(2) == 2",
            "str($I) == '42'",
            "str(2.0) == '2.0'",
            "str($T) == 'true'",
            "str($S) in 'a foo'",
            "str($CODE) == 'x + 1'",
            "not str($...ARGS) in ['info', '*']",
            "strptime('2023-12-31') < today()",
            "strptime('2024-01-01') == today()",
            "strptime('1970-01-02') == 86400",
            "strptime('2000-03-01') - strptime('2000-02-28') == 172800",
            "parse_promql_duration('1m30s') == 90_000",
            "parse_promql_duration('1m1s2ms') == 61_002",
            "parse_promql_duration('1d') == 86400000",
            "re.match('.*oo', $S)",
            "re.match('f|x', $S)",
            r"re.match(r'\w{3}$', $S)",
            "not re.match('oo', $S)",
            "re.match('(?!bar)', $S)",
        ],
    );
    check_all(
        false,
        &["str($CODE) in 'x'", "strptime('2024-01-02') < today()", "re.match('(?!foo)', $S)"],
    );
}

#[test]
fn what_makes_no_sense_is_false() {
    check_all(
        false,
        &[
            "$S > 1",
            "$UNBOUND == 1",
            "not $UNBOUND == 1",
            "$CODE == $CODE",
            "$CODE != 'x'",
            "not $CODE == 1",
            "True or $CODE == 1",
            "$I / 0 == 1 or True",
            "$I % 0 == 0",
            "1.0 / 0 > 1",
            "$I",
            "$S",
            "$I & 1",
            "$L > 1",
            "$T > 0",
            "int('x') == 0",
            "int('1.5') == 1",
            "int('5', 99) == 5",
            "float('nan') != 0",
            "len($I) == 2",
            "str($L) == 'x'",
            "re.match('a', $I)",
            "re.match('a', $CODE)",
            "strptime('2023-02-29') < today()",
            "strptime('soon') < today()",
            "parse_promql_duration('') == 0",
            "parse_promql_duration('5') == 5",
            "parse_promql_duration('5q') == 5",
            "9 ** 999 > 0",
            "2 ** 126 * 4 > 0",
            "1 << 200 > 0",
            "~2.5 == 1",
            "-$S == 1",
            "not $I",
        ],
    );
    assert_eq!(value("9 ** 999"), None);
    let today = Comparison::parse("today() > 0").unwrap();
    assert_eq!(today.holds(&lookup, None), Ok(false));
}

#[test]
fn values_other_than_truth() {
    assert_eq!(value("1 + 1"), Some(Value::Int(2)));
    assert_eq!(value("[1, $S, (2,)]").unwrap().to_string(), "[1, foo, [2]]");
    assert_eq!(value("$F * 2"), Some(Value::Float(5.0)));
    assert_eq!(value("()"), Some(Value::List(Vec::new())));
}

#[test]
fn metavariables_are_listed_once() {
    let comparison = Comparison::parse("$A > 1 and $B < $A or str($...C) == 'x'").unwrap();
    assert_eq!(comparison.metavariables(), ["$A", "$B", "$...C"]);
}

#[test]
fn wrong_comparisons_say_where() {
    let cases = [
        ("", 0, "expected a value in a comparison, found the end"),
        ("$X >", 4, "expected a value in a comparison, found the end"),
        ("$X = 1", 3, "expected an operator or a value in a comparison, found '='"),
        ("$X 1", 3, "expected an operator or the end in a comparison, found '1'"),
        ("($X", 3, "expected ',' in a comparison, found the end"),
        ("[1 2]", 3, "expected ']' in a comparison, found '2'"),
        ("$ > 1", 0, "expected the name of a metavariable in a comparison, found '$'"),
        ("'abc", 0, "expected a closing quote in a comparison, found the end"),
        ("1x > 2", 0, "expected a number in a comparison, found '1x'"),
        ("exec('x')", 0, "'exec' is not a function of comparisons"),
        ("x > 1", 0, "'x' is not a function of comparisons"),
        ("re.search('a', $X)", 3, "expected 'match' in a comparison, found 'search'"),
        ("int()", 0, "'int' takes one or two values"),
        ("today(1)", 0, "'today' takes no value"),
        (
            "re.match($X, 'a')",
            0,
            "'re.match' takes a string with a regular expression, and a value",
        ),
        ("re.match('(', $X)", 9, "regular expression of 're.match': '(' is not closed"),
        ("1 + é", 4, "expected an operator or a value in a comparison, found 'é'"),
        ("$X.startswith('a')", 2, "expected an operator or the end in a comparison, found '.'"),
    ];
    for (text, offset, message) in cases {
        let error = Comparison::parse(text).expect_err(text);
        assert_eq!((error.offset(), error.to_string().as_str()), (offset, message), "{text}");
    }
}

#[test]
fn deep_comparisons_are_refused() {
    for text in [
        format!("{}1{}", "(".repeat(500), ")".repeat(500)),
        format!("{}1", "-".repeat(500)),
        format!("{} True", "not ".repeat(500)),
        format!("1{}", " ** 1".repeat(500)),
        format!("1{}", " + 1".repeat(500)),
        format!("{}1", "int(".repeat(500)),
    ] {
        let error = Comparison::parse(&text).expect_err(&text);
        assert_eq!(error.to_string(), "comparison nests too deeply");
    }
    assert!(Comparison::parse(&format!("1{}", " < 1".repeat(500))).is_ok());
    assert!(Comparison::parse(&format!("$X in [{}]", "1, ".repeat(5000))).is_ok());
}

#[test]
fn endless_expressions_are_errors() {
    let comparison = Comparison::parse(r"re.match('(a|aa)+(?=x)\1y', $LONG)").unwrap();
    let lookup = |_: &str| Some(Value::String("a".repeat(200)));
    assert!(comparison.holds(&lookup, None).is_err());
}

#[test]
fn literals_of_many_languages() {
    let int = |n| Some(Value::Int(n));
    let string = |text: &str| Some(Value::String(text.to_owned()));
    let cases = [
        ("42", int(42)),
        ("-42", int(-42)),
        ("0x1F", int(31)),
        ("0X1f", int(31)),
        ("0o17", int(15)),
        ("0b101", int(5)),
        ("0777", int(511)),
        ("089", int(89)),
        ("0", int(0)),
        ("1_000_000", int(1_000_000)),
        ("10L", int(10)),
        ("10UL", int(10)),
        ("0xFFu8", int(255)),
        ("5usize", int(5)),
        ("123n", int(123)),
        ("1.5", Some(Value::Float(1.5))),
        ("1.5f", Some(Value::Float(1.5))),
        ("1e3", Some(Value::Float(1000.0))),
        ("60 * 60 * 24", int(86_400)),
        ("1 << 10", int(1024)),
        ("(2 + 3)", int(5)),
        ("\"abc\"", string("abc")),
        ("'abc'", string("abc")),
        ("`abc`", string("abc")),
        ("'''a'b'''", string("a'b")),
        (r"r'\d'", string(r"\d")),
        (r#"b"x""#, string("x")),
        (r#""a\"b\\""#, string(r#"a"b\"#)),
        ("\"\"", string("")),
        ("true", Some(Value::Bool(true))),
        ("False", Some(Value::Bool(false))),
        ("nil", Some(Value::None)),
        ("foo", None),
        ("f(1)", None),
        ("'a' + 'b'", None),
        ("\"a\" \"b\"", None),
        ("1 > 2", None),
        ("", None),
        ("-", None),
        ("abc'def'", None),
        ("face", None),
        ("1.2.3.4", None),
        ("'", None),
    ];
    for (text, expected) in cases {
        assert_eq!(value_of_literal(text, false, None), expected, "{text}");
    }
}

#[test]
fn literals_stripped_and_in_a_base() {
    let int = |n| Some(Value::Int(n));
    assert_eq!(value_of_literal("'42'", true, None), int(42));
    assert_eq!(value_of_literal("\" -0x10 \"", true, None), int(-16));
    assert_eq!(value_of_literal("'abc'", true, None), Some(Value::String("abc".to_owned())));
    assert_eq!(value_of_literal("'42'", false, None), Some(Value::String("42".to_owned())));
    assert_eq!(value_of_literal("755", false, Some(8)), int(493));
    assert_eq!(value_of_literal("0755", false, Some(8)), int(493));
    assert_eq!(value_of_literal("'ff'", true, Some(16)), int(255));
    assert_eq!(value_of_literal("0x10", false, Some(8)), int(16));
    assert_eq!(value_of_literal("0755", false, Some(10)), int(755));
    assert_eq!(value_of_literal("5", false, Some(99)), int(5));
    assert_eq!(value_of_literal("999", false, Some(8)), None);
}

#[test]
fn any_text_parses_or_fails_without_a_panic() {
    let pieces = [
        "$X", "1", "'a'", "(", ")", "[", "]", ",", "not", "in", "and", "+", "**", "<", "re.match",
        "é", "\\", "\"", " ", "int", ".",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut next = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    let mut parsed = 0;
    for _ in 0..20_000 {
        let length = next(8);
        let text: String = (0..length).map(|_| pieces[next(pieces.len())]).collect();
        let _ = value_of_literal(&text, true, Some(16));
        let Ok(comparison) = Comparison::parse(&text) else { continue };
        parsed += 1;
        let _ = comparison.value(&lookup, None);
    }
    assert!(parsed > 200, "{parsed}");
}
