//! What expressions match, and which are refused.

use super::{Flags, Match, Overrun, Regex, RegexError};

/// All matches of `pattern` in `text`, as text.
fn found(pattern: &str, flags: Flags, text: &str) -> Vec<String> {
    let regex = Regex::compile(pattern, flags).unwrap_or_else(|e| panic!("{pattern}: {e}"));
    let matches: Result<Vec<Match>, Overrun> = regex.find_iter(text).collect();
    matches.unwrap().iter().map(|m| m.span.of(text).to_owned()).collect()
}

fn check(pattern: &str, text: &str, expected: &[&str]) {
    assert_eq!(found(pattern, Flags::PATTERN, text), expected, "{pattern} in {text:?}");
}

fn check_plain(pattern: &str, text: &str, expected: &[&str]) {
    assert_eq!(found(pattern, Flags::STRING, text), expected, "{pattern} in {text:?}");
}

fn error(pattern: &str) -> RegexError {
    Regex::compile(pattern, Flags::PATTERN).expect_err(pattern)
}

#[test]
fn plain_text_and_operators() {
    check("abc", "xabcabc", &["abc", "abc"]);
    check("a|bc", "abc", &["a", "bc"]);
    check("ab*", "abb a", &["abb", "a"]);
    check("ab*?", "abb", &["a"]);
    check("a{2}", "aaaaa", &["aa", "aa"]);
    check("a{2,}", "aaaaa a", &["aaaaa"]);
    check("a{1,2}", "aaa", &["aa", "a"]);
    check("(?U)a+", "aaa", &["a", "a", "a"]);
    check("(?U)a+?", "aaa", &["aaa"]);
    check("x(a|)y", "xay xy", &["xay", "xy"]);
    check("a{2}{2}", "aaaaa", &["aaaa"]);
}

#[test]
fn braces_that_are_text() {
    check("a{,3}", "a{,3} aaa", &["a{,3}"]);
    check("{x}", "{x}", &["{x}"]);
    check("a{b}", "a{b}", &["a{b}"]);
    check("a{1,b}", "a{1,b}", &["a{1,b}"]);
    check("${{.*}}", "", &[]);
    check(r"\$\{\{ *github", "${{ github", &["${{ github"]);
    check("a]}", "a]}", &["a]}"]);
}

#[test]
fn classes() {
    check("[abc]+", "xcab", &["cab"]);
    check("[^a-c\n]+", "xabz", &["x", "z"]);
    check("[]a]+", "a]b", &["a]"]);
    check("[^]a]", "]ab", &["b"]);
    check("[[]", "a[b", &["["]);
    check("[a[b]+", "[ab", &["[ab"]);
    check("[a-]+", "a-b", &["a-"]);
    check("[-a]+", "a-b", &["a-"]);
    check(r"[\w-]+", "a-b c", &["a-b", "c"]);
    check(r"[a\-z]+", "a-bz", &["a-", "z"]);
    check(r"[a-\d]+", "a-1", &["a-1"]);
    check("[a&&b]+", "a&b", &["a&b"]);
    check("[b~~c||]+", "b~|c", &["b~|c"]);
    check("[---a]+", "a-", &["a-"]);
    check("[[:alpha:]_]+", "ab_1", &["ab_"]);
    check("[[:^digit:]]+", "ab1", &["ab"]);
    check("[[:alpha]+", ":alp[h", &[":alp[h"]);
    check(r"[\]\\/]+", r"]\/", &[r"]\/"]);
    check(r"[\x41-\x43]+", "ABCD", &["ABC"]);
    check(r"[\Qa-z\E]+", "a-zb", &["a-z"]);
    check(r"[\W]+", "a é-", &[" é-"]);
    check(r"[^\W]+", "a_1 é", &["a_1"]);
    check(r"[^\s\d]+", "ab1 c", &["ab", "c"]);
    check(r"[\b]", "a\u{8}b", &["\u{8}"]);
    check(r"[\h]+", "a \t\u{A0}\n", &[" \t\u{A0}"]);
    check(r"[.*+?()|^$]+", "a.*+?()|^$", &[".*+?()|^$"]);
    check("[#-&]+", "a#$%&", &["#$%&"]);
}

#[test]
fn shorthand_classes_are_ascii() {
    check(r"\w+", "aé_1", &["a", "_1"]);
    check(r"\d+", "1٣2", &["1", "2"]);
    check(r"\s+", "a \u{A0}\t\u{B}b", &[" ", "\t\u{B}"]);
    check(r"\S+", "a\u{A0}b c", &["a\u{A0}b", "c"]);
    check(r"\W", "aé", &["é"]);
    check(r"\D+", "1é2", &["é"]);
    check(r"\bx\b", "éxé x", &["x", "x"]);
    check(r"(?=x)x\b", "xé x", &["x", "x"]);
    check(r"(?=x)x\B", "xé xy", &["x"]);
    check(r"\By", "éy xy", &["y"]);
    check(r"a\Rb", "a\r\nb a\nb", &["a\r\nb", "a\nb"]);
    check(r"\N+", "ab\nc", &["ab", "c"]);
    check(r"\h\H", " a", &[" a"]);
    check(r"\v", "a\u{B}", &["\u{B}"]);
    check(r"\p{Lu}\pL", "Éa", &["Éa"]);
    check(r"\p{^L}", "a1", &["1"]);
    check(r"[\p{L&}]+", "aÉ1", &["aÉ"]);
    check(r"\X", "e\u{301}", &["e\u{301}"]);
}

#[test]
fn escapes() {
    check(
        r"\/\-\.\_\ \<\>\'\,\@\!\#\%\&\:\~\`\=\;",
        "/-._ <>',@!#%&:~`=;",
        &["/-._ <>',@!#%&:~`=;"],
    );
    check(r"\x41\x{42}\103", "ABC", &["ABC"]);
    check(r"\x4g", "\u{4}g", &["\u{4}g"]);
    check(r"\t\n\r\f\a\e\0", "\t\n\r\u{C}\u{7}\u{1B}\0", &["\t\n\r\u{C}\u{7}\u{1B}\0"]);
    check(r"\cA\cz", "\u{1}\u{1A}", &["\u{1}\u{1A}"]);
    check(r"\o{101}", "A", &["A"]);
    check(r"\u0041\u{e9}", "Aé", &["Aé"]);
    check(r"\N{U+e9}", "é", &["é"]);
    check(r"\Qa.b*\E+", "a.b**", &["a.b**"]);
    check(r"\Q(unclosed", "(unclosed", &["(unclosed"]);
    check(r"\\E", r"\E", &[r"\E"]);
    check(r"\11", "\t", &["\t"]);
    check(r"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10", "abcdefghijj", &["abcdefghijj"]);
}

#[test]
fn lines_and_the_ends_of_the_text() {
    check("^a", "a\na\nba", &["a", "a"]);
    check("a$", "a\nba\n", &["a", "a"]);
    check("^", "a\nb\n", &["", ""]);
    check("^", "", &[""]);
    check("^$", "a\n\nb\n", &[""]);
    check_plain("^a", "a\na", &["a"]);
    check_plain("a$", "a\na", &["a"]);
    check_plain("a$", "a\na\n", &["a"]);
    check_plain(r"a\Z", "a\n", &["a"]);
    check_plain(r"a\z", "a\n", &[]);
    check_plain(r"a$\n", "a\n", &["a\n"]);
    check_plain("(?m)^a$", "a\na", &["a", "a"]);
    check(r"\Aa", "a\na", &["a"]);
    check("a.b", "a\nb a\rb", &["a\rb"]);
    check("(?s)a.b", "a\nb", &["a\nb"]);
    check("(?-m)^a", "b\na", &[]);
}

#[test]
fn case() {
    check("(?i)aBc", "AbC abc", &["AbC", "abc"]);
    check("a(?i)b|c", "aB C", &["aB", "C"]);
    check("(a(?i)b)c", "aBc aBC", &["aBc"]);
    check("(?i:a)b", "Ab AB", &["Ab"]);
    check("(?i)[a-c]+", "aBCd", &["aBC"]);
    check("(?i)[^a]", "aAb", &["b"]);
    check("(?i)é", "É", &["É"]);
    check("(?i)[à-é]", "É", &["É"]);
    check("(?i)k", "\u{212A}k", &["k"]);
    check(r"(?i)[\W]", "sS\u{17F}", &["\u{17F}"]);
    check(r"(?i)(a)\1", "aA", &["aA"]);
    check(r"(a)(?-i)\1", "aA", &[]);
    assert_eq!(found("AB", Flags { caseless: true, ..Flags::STRING }, "ab"), ["ab"]);
}

#[test]
fn extended_syntax() {
    check("(?x) a b # comment ) \n c", "abc", &["abc"]);
    check("(?x)a[ ]b", "a b", &["a b"]);
    check(r"(?x)a\ b", "a b", &["a b"]);
    check("(?x)a +", "aa", &["aa"]);
    check("(?x: a b ) c", "ab c", &["ab c"]);
    check("a(?#comment)b", "ab", &["ab"]);
    check("(?x)a(?#c) {2}", "aa", &["aa"]);
}

#[test]
fn look_around_and_references() {
    check("a(?=b)", "ab ac", &["a"]);
    check("a(?!b)", "ab ac", &["a"]);
    check("(?<=a)b", "ab bb", &["b"]);
    check("(?<!a)b", "ab bb", &["b", "b"]);
    check("(?<=ab|c)d", "abd cd d", &["d", "d"]);
    check(r"(\w)\1", "aabb", &["aa", "bb"]);
    check(r"(?<q>['x]).*?\k<q>", "'a' 'b'", &["'a'", "'b'"]);
    check(r"(?P<q>['x]).*?(?P=q)", "'a'", &["'a'"]);
    check(r"(?'q'['x]).\g{q}", "'a'", &["'a'"]);
    check(r"(a)(b)\g{-1}\g1", "abba", &["abba"]);
    check("(?>a+)b", "aab", &["aab"]);
    check("(?>a+)ab", "aab", &[]);
    check("a++b", "aab", &["aab"]);
    check("a++ab", "aab", &[]);
    check("a*+a", "aaa", &[]);
    check("a?+a", "a", &[]);
    check("a{1,2}+a", "aa aaa", &["aaa"]);
    check("(a)?(?(1)b|c)", "ab c", &["ab", "c"]);
    check("(?<x>a)?(?(<x>)b|c)", "ab c", &["ab", "c"]);
    check("(?(?=a)ab|c)", "ab c", &["ab", "c"]);
    check(r"foo\Kbar", "foobar bar", &["bar"]);
    check(r"\((?:[^()]|(?R))*\)", "x(a(b)c)", &["(a(b)c)"]);
    check(r"(?<p>\d+)-(?&p)", "1-22", &["1-22"]);
    check(r"(?(DEFINE)(?<n>\d))(?&n)x", "1x", &["1x"]);
    check("(*UTF8)é", "é", &["é"]);
    check("a(*FAIL)|b", "ab", &["b"]);
    check("(?|(a)|(b))", "ab", &["a", "b"]);
    check(r"a(?=b){6,32}\b?", "ab ac", &["a"]);
    check("a(?=b)?b*", "ab ac", &["ab", "a"]);
    check("a(?!b){0}b", "ab", &["ab"]);
}

#[test]
fn groups_by_number_and_name() {
    let regex = Regex::compile(r"(?<key>\w+)=(?:(\d+)|(?P<word>\w+))", Flags::PATTERN).unwrap();
    assert_eq!(regex.group_count(), 3);
    assert_eq!(regex.names().collect::<Vec<_>>(), [("key", 1), ("word", 3)]);
    let text = "a=1 b=x";
    let matches: Vec<Match> = regex.find_iter(text).map(Result::unwrap).collect();
    let groups =
        |m: &Match| m.groups().map(|(i, s)| (i, s.of(text).to_owned())).collect::<Vec<_>>();
    assert_eq!(groups(&matches[0]), [(1, "a".to_owned()), (2, "1".to_owned())]);
    assert_eq!(groups(&matches[1]), [(1, "b".to_owned()), (3, "x".to_owned())]);
    assert_eq!(matches[1].group(0).unwrap().of(text), "b=x");
    assert_eq!(matches[1].group(2), None);
    assert_eq!(matches[1].group(9), None);
}

#[test]
fn branch_reset_numbers_groups_once() {
    let regex = Regex::compile("(?|(a)x|(b)y)(c)", Flags::PATTERN).unwrap();
    assert_eq!(regex.group_count(), 2);
    let text = "byc";
    let m = regex.find(text).unwrap().unwrap();
    assert_eq!(m.group(1).unwrap().of(text), "b");
    assert_eq!(m.group(2).unwrap().of(text), "c");
    check(r"(?|(a)|(b))\1", "aa bb ab", &["aa", "bb"]);
}

#[test]
fn empty_matches_move_on() {
    check("a*", "baac", &["", "aa", ""]);
    check("(?=é)", "éé", &["", ""]);
    check("x?", "é", &["", ""]);
    check("(?!x)", "ab", &["", "", ""]);
}

#[test]
fn anchored_at_the_left() {
    let regex = Regex::compile("a|b", Flags::METAVARIABLE).unwrap();
    assert!(regex.is_match_at_start("bx").unwrap());
    assert!(!regex.search("xb").unwrap());
    let regex = Regex::compile("a|ab$", Flags::METAVARIABLE).unwrap();
    assert!(regex.is_match_at_start("abc").unwrap());
    let regex = Regex::compile("(?i)^(true|yes)$", Flags::METAVARIABLE).unwrap();
    assert!(regex.is_match_at_start("TRUE").unwrap());
    assert!(regex.is_match_at_start("yes\n").unwrap());
    assert!(!regex.is_match_at_start("yes\nno").unwrap());
    let regex = Regex::compile("b", Flags::PATTERN).unwrap();
    assert!(!regex.is_match_at_start("ab").unwrap());
    assert!(regex.search("ab").unwrap());
    let regex = Regex::compile("(?!.*secret).*", Flags::METAVARIABLE).unwrap();
    assert!(regex.is_match_at_start("open").unwrap());
    assert!(!regex.is_match_at_start("a secret").unwrap());
}

#[test]
fn strings_with_an_expression() {
    let compile = |text: &str| Regex::of_string_pattern(text).unwrap().unwrap();
    assert!(compile("=~/ab+/").search("xabb").unwrap());
    assert!(!compile("=~/ab+/").search("AB").unwrap());
    assert!(compile("=~/ab+/i").search("AB").unwrap());
    assert!(compile("=~/^b/m").search("a\nb").unwrap());
    assert!(!compile("=~/^b/").search("a\nb").unwrap());
    assert!(compile("=~/a/b/").search("a/b").unwrap());
    assert!(compile("=~//").search("").unwrap());
    assert!(Regex::of_string_pattern("=~/a/g").is_none());
    assert!(Regex::of_string_pattern("=~/a").is_none());
    assert!(Regex::of_string_pattern("/a/").is_none());
    assert!(Regex::of_string_pattern("=~/(/").unwrap().is_err());
}

#[test]
fn wrong_expressions_say_where() {
    let cases = [
        ("(a", 0, "'(' is not closed"),
        ("a)", 1, "unmatched ')'"),
        ("x[a", 1, "class is not closed"),
        ("*a", 0, "quantifier has nothing to repeat"),
        ("a|+", 2, "quantifier has nothing to repeat"),
        ("[z-a]", 2, "range in a class is out of order"),
        ("a{3,2}", 1, "numbers in a quantifier are out of order"),
        ("a{99999}", 1, "number in a quantifier is too large"),
        ("a\\", 1, "stray '\\' at the end"),
        ("\\x{110000}", 0, "escape names no character"),
        ("(?<1a>x)", 3, "'1a' is no name of a group"),
        ("\\k<no>", 0, "no group is named 'no'"),
        ("(a)\\2", 5, "there is no group 2"),
        ("[[:alpa:]]", 1, "unknown class '[:alpa:]'"),
        ("(?#", 3, "comment is not closed"),
        ("(?(1)a|b|c)(d)", 0, "conditional has more than two branches"),
    ];
    for (pattern, offset, message) in cases {
        let error = error(pattern);
        assert_eq!(
            (error.offset(), error.to_string().as_str()),
            (Some(offset), message),
            "{pattern}"
        );
    }
}

#[test]
fn unsupported_constructs_are_named() {
    for (pattern, what) in [
        ("a(*SKIP)b", "'(*SKIP)'"),
        (r"\C", "'\\C'"),
        (r"\y", "'\\y'"),
        ("(?C1)a", "option 'C' in '(?'"),
        ("(?(R)a|b)", "condition '(R)'"),
    ] {
        let message = error(pattern).to_string();
        assert_eq!(
            message,
            format!("{what} is not supported in a regular expression"),
            "{pattern}"
        );
    }
}

#[test]
fn hostile_expressions_are_refused_or_bounded() {
    assert_eq!(error(&"(".repeat(5000)), RegexError::TooDeep);
    assert_eq!(error("((((a{999}){999}){999}){999})"), RegexError::TooLarge);
    assert_eq!(error(&"a".repeat(200_000)), RegexError::TooLarge);
    assert_eq!(error("a{2}{2}{2}{2}{2}{2}"), RegexError::TooDeep);
    assert_eq!(error("((?=a)a){999}{999}"), RegexError::TooLarge);
    let counted = Regex::compile("((?=a)a){999}b", Flags::PATTERN).unwrap();
    assert_eq!(counted.search(&"a".repeat(60_000)), Err(Overrun));
    let nested = format!("{}a{}", "(?:".repeat(59), ")".repeat(59));
    assert!(Regex::compile(&nested, Flags::PATTERN).is_ok());
    let nested = format!("{}(?=a){}", "(?:".repeat(58), ")".repeat(58));
    assert!(Regex::compile(&nested, Flags::PATTERN).is_ok_and(|r| !r.is_linear()));
}

#[test]
fn endless_backtracking_is_an_error_value() {
    let regex = Regex::compile(r"(a|aa)+(?=x)\1y", Flags::PATTERN).unwrap();
    let text = "a".repeat(200);
    assert_eq!(regex.search(&text), Err(Overrun));
    let all: Vec<_> = regex.find_iter(&text).collect();
    assert_eq!(all, [Err(Overrun)]);
    assert_eq!(Overrun.to_string(), "regular expression took more than 1000000 steps");
}

#[test]
fn plain_expressions_stay_linear() {
    for pattern in [r"(?i)\bpass(word)?\s*[:=]\s*\S{8,64}\b", "^(a+)+$", r"(?x) a \h+ \R $"] {
        assert!(Regex::compile(pattern, Flags::PATTERN).unwrap().is_linear(), "{pattern}");
    }
    for pattern in ["a(?!b)", r"(a)\1", "a++"] {
        assert!(!Regex::compile(pattern, Flags::PATTERN).unwrap().is_linear(), "{pattern}");
    }
}

#[test]
fn any_text_compiles_or_fails_without_a_panic() {
    // A seeded walk over the characters that mean something, so that a failure repeats.
    let alphabet: Vec<char> = r"ab1\()[]{}?*+|^$.-:<>=!#,wWdbQEpkgKRxu&é/ iPR'".chars().collect();
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut next = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    let mut compiled = 0;
    for _ in 0..3000 {
        let length = next(14);
        let pattern: String = (0..length).map(|_| alphabet[next(alphabet.len())]).collect();
        let Ok(regex) = Regex::compile(&pattern, Flags::PATTERN) else { continue };
        compiled += 1;
        let text = "ab1é\n(a)[b] \\ab=1é";
        for found in regex.find_iter(text).take(50).flatten() {
            assert!(text.get(found.span.range()).is_some(), "{pattern}: {found:?}");
        }
    }
    assert!(compiled > 500, "{compiled}");
}
