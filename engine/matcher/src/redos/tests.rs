//! Which expressions are called dangerous.

use super::{Risk, analyze, is_vulnerable};

fn risk(pattern: &str) -> Risk {
    analyze(pattern).unwrap_or_else(|| panic!("{pattern} does not parse"))
}

#[test]
fn exponential() {
    for pattern in [
        "^(a+)+$",
        "(a*)*$",
        "(a*?)*?$",
        "(a|aa)*$",
        "(a|a)*$",
        "([ab]|[ac])*$",
        "(aa?)*$",
        "(a{1,2})*$",
        "(a|a?)+$",
        "(a*a){20}$",
        "(.*a){10}$",
        "(aa+)*$",
        "(aa*a)*$",
        "([ab]|ab|ba)+$",
        "(?:x(a*b?)*y)*z",
        r"(\w+\s?)*$",
        r"^(([a-z])+.)+[A-Z]([a-z])+$",
        r"(\d+|[0-9a-f]+)*;",
        "((honk )+)+$",
        "(?i)(a|A)*$",
        "(.|\n|a)*?b",
        "^([a-zA-Z0-9])(([-.]|[_]+)?([a-zA-Z0-9]+))*@$",
    ] {
        assert!(risk(pattern).exponential, "{pattern}");
        assert!(is_vulnerable(pattern), "{pattern}");
    }
}

#[test]
fn harmless() {
    for pattern in [
        "",
        "a+$",
        "^[0-9]+$",
        "(a+)+",
        "(a?)*$",
        "(a|b)*$",
        "(a|ab)*$",
        "(a++)+$",
        "(a+)++$",
        "((honk )+)++$",
        "(?>a+)+$",
        "(a{3})*$",
        "(ab|cd|ef)+$",
        "hello+",
        "([a-z])",
        r"^\w+(?:,\w+){0,2}$",
    ] {
        assert!(!risk(pattern).exponential, "{pattern}");
        assert!(!is_vulnerable(pattern), "{pattern}");
    }
}

#[test]
fn nested_but_not_ambiguous() {
    for pattern in
        [r"^\w+([-.]\w+)*@x", r"(a+b)*c", "(a,?b+,)*$", "(?=(a+)+)b", r"/^(?:[a-z]+\.)*com$/i"]
    {
        let risk = risk(pattern);
        assert!(risk.nested && !risk.exponential, "{pattern}: {risk:?}");
        assert!(is_vulnerable(pattern), "{pattern}");
    }
}

#[test]
fn polynomial() {
    for pattern in [r"\s*\s*$", ".*.*x", r"\d+\w*$", r"a*b?a*$", r"(\s+)(.*)$"] {
        let risk = risk(pattern);
        assert!(risk.polynomial && !risk.exponential, "{pattern}: {risk:?}");
        assert!(!is_vulnerable(pattern), "{pattern}");
    }
    for pattern in [r"\s*\S*$", "a+b+c", "a*+a*$", "a*ba*$", "a*a*", r"\d+-\d+$"] {
        assert!(!risk(pattern).polynomial, "{pattern}");
    }
}

#[test]
fn javascript_literals_lose_their_slashes() {
    assert!(is_vulnerable("/(a+)+$/gi"));
    assert!(!is_vulnerable("/(a+)+/"));
    assert!(is_vulnerable("/(a+)+/X"));
}

#[test]
fn what_is_no_expression_is_not_judged() {
    assert_eq!(analyze("(a"), None);
    assert!(!is_vulnerable("(a+)+("));
}

#[test]
fn large_expressions_end() {
    let wide = format!("({})*$", "[a-z]?".repeat(150));
    assert!(analyze(&wide).is_some());
    let wider = format!("({})*$", "[a-z]?".repeat(5000));
    assert_eq!(analyze(&wider).map(|risk| risk.exponential), Some(false));
}

fn doubles(pattern: &str) -> bool {
    super::exponential(pattern, crate::regex::Flags::default()).is_some()
}

fn powers(pattern: &str, anchored: bool) -> bool {
    super::polynomial(pattern, crate::regex::Flags::default(), anchored).is_some()
}

#[test]
fn texts_that_double_the_time() {
    for pattern in [
        "^(a+)+$",
        "(a*)*$",
        "(a|aa)*$",
        "([ab]|[ac])*$",
        r"^(([a-z])+.)+[A-Z]([a-z])+$",
        r#"^(?:\s+(?:"(?:[^"\\]|\\\\|\\.)+"|'(?:[^'\\]|\\\\|\\.)+'))?"#,
        r#"("|')(\\?.)*?\1"#,
        r"^ab(c+)+$",
        r"(?=(a+)+b)",
        r"(\d(\s+)*){20}",
        r"a{2,3}(b+)+X",
        r"(a?b?)*$",
        r"^(?:a|a?)+b",
        r"foo([\w-]*)+bar",
        r"(a+)+aaaaa$",
        r"(([^X]b)+)*($|[^X]c)",
        r"\/(?![ *])(\\\/|.)*?\/[gim]*(?=\W|$)",
    ] {
        assert!(doubles(pattern), "{pattern}");
    }
}

#[test]
fn texts_that_match_anyway_do_not() {
    for pattern in [
        "",
        "a+",
        "(a+)+",
        "(.*,)+.+",
        "(a++)+$",
        "(?>a+)+$",
        r"^([^>]+)*(>|$)",
        r"(a+)+aaaaa*a+",
        r"((ab)+)*ababab",
        r"(([^X]b)+)*($|[^X]b)",
        r"(\d+(X\d+)?)+",
        r"(A*A*X)*",
        r"(a|b)*$",
        r"(.|\n)*!",
        r"^\w+([-.]\w+)*@x",
        r"(a+)*[\s\S][\s\S][\s\S]?",
        r"((;|^)a+)+$",
        r#"("[^"]*?"|[^"\s]+)+(?=\s*|\s*$)"#,
    ] {
        assert!(!doubles(pattern), "{pattern}");
    }
}

#[test]
fn texts_that_square_the_time() {
    for pattern in [r"\s+$", r"^\s*\s*$", r".*.*x", r"\d+\w*$", r"<.*>", r"^(.*)=(.*)=;", "a*b?a*$"]
    {
        assert!(powers(pattern, false), "{pattern}");
    }
    for pattern in [r"^\s*\s*$", r"\d+\w*$", r"(.*),(.*);"] {
        assert!(powers(pattern, true), "{pattern}");
    }
    for pattern in ["a", r"^\s+$", r"^\d+-\d+$", r"\w", r"\s+", "^a*b*$", r"[^<]*"] {
        assert!(!powers(pattern, false), "{pattern}");
    }
    for pattern in [r"\s+$", r"\d+-\d+$", "a*ba*$", r"\s+$"] {
        assert!(!powers(pattern, true), "{pattern}");
    }
}
