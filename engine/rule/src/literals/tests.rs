//! Needs of patterns, expressions and rules.

use super::regex::{Texts, regex_need};
use super::{Need, needs, needs_of, taint_needs};
use crate::model::{Formula, Located, Mode};
use crate::parse_rules;

/// `a & b`, `(a | b)`; literals in either case with `~` before them; `*` where nothing is known.
fn show(need: &Need) -> String {
    let join = |parts: &[Need], sign: &str| parts.iter().map(show).collect::<Vec<_>>().join(sign);
    match need {
        Need::Always => "*".to_owned(),
        Need::Literal(literal) if literal.any_case => format!("~{}", literal.text),
        Need::Literal(literal) => literal.text.to_string(),
        Need::All(parts) => format!("({})", join(parts, " & ")),
        Need::Any(parts) => format!("({})", join(parts, " | ")),
    }
}

#[track_caller]
fn check(language: &str, pattern: &str, expected: &str) {
    let formula = Formula::Pattern(Located { value: pattern.to_owned(), span: Default::default() });
    assert_eq!(show(&needs_of(&formula, &[language])), expected, "{pattern}");
}

#[track_caller]
fn check_regex(regex: &str, expected: &str) {
    assert_eq!(show(&regex_need(regex, Texts::Source)), expected, "{regex}");
}

/// Needs of a rule for Python with this body.
#[track_caller]
fn check_rule(body: &str, expected: &str) {
    let parsed = parse_rules("test.yaml", &crate::tests::file(body));
    assert_eq!(crate::tests::messages(&parsed), [] as [String; 0]);
    assert_eq!(show(&needs(&parsed.rules[0])), expected, "{body}");
}

#[test]
fn names_of_code() {
    check("python", "os.system(...)", "(system & os)");
    check("python", "$X.execute($Q, ...)", "execute");
    check("python", "import a1.b1", "(a1 & b1)");
    check("python", "from flask import request", "(request & flask)");
    check("python", "subprocess.$F(..., shell=True, ...)", "(subprocess & shell)");
    check("python", "<... yaml.load(...) ...>", "(load & yaml)");
    check("python", "@app.route(...)\ndef $F(...): ...", "(route & app)");
    check("go", "$X := md5.Sum($...ARGS)", "(Sum & md5)");
    check("rust", "unsafe { ... }", "unsafe");
    check("ruby", "Digest::MD5.new", "(Digest & MD5 & new)");
    check("c", "strcpy($A, $B);", "strcpy");
}

#[test]
fn words_that_need_not_stand() {
    check("python", "$X = $Y", "*");
    check("python", "def $F(...):\n  ...\n  return $X if not None else True", "*");
    check("python", "if $X == 8 and 0x41 and 1e5: ...", "*");
    check("python", "self.x = f", "*");
    check("javascript", "const $X = require('...'); function $F() { return new this }", "*");
    check("typescript", "import $X from 'express'", "express");
    check("java", "java.lang.Runtime.getRuntime().exec($X)", "(getRuntime & exec)");
    check("rust", "std::env::args()", "(args & env)");
    check("python", "f(x) # comment with words", "*");
    check("javascript", "f(x) /* words */ // more\ng1()", "g1");
}

#[test]
fn types_of_metavariables() {
    check("java", "(HttpServletRequest $R).getParameter(...)", "getParameter");
    check("java", "(java.util.Map<String, Foo> $M).get(...)", "get");
    check("typescript", "($X: SomeType).run1()", "run1");
    check("go", "($X : *http.Request).Foo()", "Foo");
    check("c", "strlen((char *$X))", "strlen");
    check("c", "call((std::wstring $X))", "call");
    check("ruby", "link_to(href: $X)", "(link_to & href)");
    check("python", "call(first, $X)", "(first & call)");
}

#[test]
fn strings() {
    check("python", "hashlib.new('md5')", "(hashlib & md5 & new)");
    check("python", "open1(\"/etc/$X/passwd\")", "(passwd & open1 & etc)");
    check("python", "g1(rb'some\\nthing')", "(some & g1)");
    check("python", "g1(\"\\x41bc tail\")", "(tail & g1)");
    check("python", "\"\"\"one\ntwo2 $...X three\"\"\"", "(three & two2 & one)");
    check("python", "f\"$X-suffix ${lower}\"", "(suffix & lower)");
    check(
        "python",
        "bind1(\"0.0.0.0\", \"a:b-c.d\", \"...\", \"x...tail\")",
        "(0.0.0.0 & a:b-c.d & bind1)",
    );
    check("javascript", "g1(`sel ${x1} from`)", "(from & sel & g1)");
    check("javascript", "$X.replace(/abc\\.def/g, 'it\\'s')", "(replace & abc)");
    check("javascript", "a1 / b1 / c1", "(a1 & b1 & c1)");
    check("python", "don't stop", "(stop & don)");
    check("go", "import \"net/http\"", "(http & net)");
}

#[test]
fn regexes_in_strings_see_values() {
    check("python", "g1(\"=~/^https?:.*token/\")", "(token & http & g1)");
    check("python", "g1(\"=~/(?:foo bar|qux)/\")", "(g1 & (foo | qux))");
    check("python", "g1(\"=~/abc/i\")", "(~abc & g1)");
    check("python", "g1(\"=~/abc\\\\def/\")", "g1");
}

#[test]
fn infrastructure_languages() {
    check(
        "terraform",
        "resource \"aws_s3_bucket\" $NAME { ... acl = \"public-read\" enabled = true }",
        "(aws_s3_bucket & public-read & resource)",
    );
    check("hcl", "x1 = <<EOF\nsome text\nEOF", "(some & text & x1)");
    check(
        "yaml",
        "jobs:\n  $J:\n    runs-on: ubuntu-latest # note\n    on: yes",
        "(ubuntu-latest & runs-on & jobs)",
    );
    check("yaml", "key: \"a ${{ github.event }} b\"\nport: 8080", "(github.event & port & key)");
    check("json", "{\"Action\": \"s3:Get\", \"ok\": true}", "(Action & s3:Get)");
    check("dockerfile", "user root\nRUN apt-get install", "(apt-get & install & root)");
    check("bash", "cat <<'END1'\nEND1\ncurl $URL | bash", "(bash & curl & cat)");
    check("toml", "[package1]\nname = \"x1y\"", "(package1 & name & x1y)");
}

#[test]
fn text_languages() {
    check(
        "generic",
        "proxy_pass http://$HOST ... upgrade-insecure;",
        "(proxy_pass & insecure & upgrade)",
    );
    check("html", "<Script src=\"$X\">...</script>", "(~script & ~src)");
    check("regex", "AKIA[0-9A-Z]{16}", "AKIA");
    check("php", "Mysql_Query($_GET[...]) + echo($x)", "(~mysql_query & ~_get)");
}

#[test]
fn languages_join() {
    let formula =
        Formula::Pattern(Located { value: "foo $x".to_owned(), span: Default::default() });
    assert_eq!(show(&needs_of(&formula, &["js", "ts"])), "foo");
    assert_eq!(show(&needs_of(&formula, &["js", "php"])), "~foo");
    assert_eq!(show(&needs_of(&formula, &["js", "cobol"])), "*");
    assert_eq!(show(&needs_of(&formula, &[])), "*");
}

#[test]
fn literals_of_expressions() {
    check_regex("foo.*barbaz", "(barbaz & foo)");
    check_regex("\\bfoo\\b\\s+x", "foo");
    check_regex("foo|bar", "(bar | foo)");
    check_regex("foo|\\d+", "*");
    check_regex(
        "(sk|rk)_(test|live)_[0-9a-z]{10,99}",
        "(rk_live_ | rk_test_ | sk_live_ | sk_test_)",
    );
    check_regex("(?i)password\\s*=", "~password");
    check_regex("AKIA(?i)abc", "~akiaabc");
    check_regex("x(abc)+y", "xabc");
    check_regex("x(abc)*y", "*");
    check_regex("(abc)?def", "def");
    check_regex("ab{2}c", "abbc");
    check_regex("[Ff]oo[.]bar", "~foo.bar");
    check_regex(
        "-----BEGIN (RSA )?PRIVATE KEY",
        "(-----BEGIN PRIVATE KEY | -----BEGIN RSA PRIVATE KEY)",
    );
    check_regex("(?i)kiss", "~kiss");
    check_regex("été+", "été");
    check_regex("^$", "*");
    check_regex("", "*");
    check_regex("foo\n", "foo");
}

#[test]
fn what_only_pcre_knows_is_cut() {
    check_regex("(?<!x)foo(?=bar)baz", "foobaz");
    check_regex("(?!a(b[)]c)\\))secret", "secret");
    check_regex("(['\"])token\\1", "(\"token | 'token)");
    check_regex("foo++bar", "(bar & foo)");
    check_regex("(?>abc)d", "abcd");
    check_regex("abc{x", "abc{x");
    check_regex("abc[[]def(?!x)", "abc[def");
    check_regex("abc\\hdef\\Z(?!x)", "(abc\tdef | abc def)");
    check_regex("abc\\Qd\\E(?=x)", "*");
    check_regex("(?(1)abc|def)", "*");
    check_regex("a(?R)?b", "*");
    check_regex("foo(", "*");
    check_regex("(?=x)\\p{L}token\\x{41}", "tokenA");
    check_regex("(?=", "*");
}

#[test]
fn rules_join_their_terms() {
    check_rule(
        "patterns:\n- pattern: aa.bb($X)\n- pattern-inside: |\n    with cc(): ...\n- pattern-not: dd()\n- pattern-not-inside: ee()\n- metavariable-regex: {metavariable: $X, regex: (?i).*secret}",
        "(~secret & aa & bb)",
    );
    check_rule("pattern-either:\n- pattern: aa()\n- pattern: bb()\n- pattern: aa(bb)", "(aa | bb)");
    check_rule("pattern-either:\n- pattern: aa()\n- pattern: $X", "*");
    check_rule(
        "patterns:\n- pattern: aa($X)\n- metavariable-pattern:\n    metavariable: $X\n    pattern-either:\n    - pattern: bb()\n    - pattern-regex: cc\\s+ddd",
        "(aa & (bb | ddd))",
    );
    check_rule(
        "patterns:\n- pattern: aa($X)\n- metavariable-pattern:\n    metavariable: $X\n    patterns:\n    - pattern: bb()\n    - pattern-regex: 'cccc \"ddd'",
        "(cccc & aa & bb)",
    );
    check_rule(
        "patterns:\n- pattern: aa($X)\n- metavariable-pattern: {metavariable: $X, language: json, pattern: '{\"kkk\": 1}'}\n- metavariable-pattern: {metavariable: $X, language: generic, pattern: ggg}\n- metavariable-pattern: {metavariable: $X, language: regex, pattern: r+est}",
        "(est & ggg & aa)",
    );
    check_rule("pattern: aa\noptions: {generic_caseless: true}", "~aa");
    check_rule("mode: join", "*");
}

#[test]
fn taint_rules_need_any_of_their_parts() {
    let body = "mode: taint\npattern-sources:\n- pattern: input1()\n- pattern: argv1\npattern-sinks:\n- pattern: run1(...)\npattern-sanitizers:\n- pattern: quote1()";
    check_rule(body, "(argv1 | input1 | quote1 | run1)");
    let parsed = parse_rules("test.yaml", &crate::tests::file(body));
    let Mode::Taint(spec) = &parsed.rules[0].mode else { panic!() };
    let (sources, sinks) = taint_needs(spec, &["python"]);
    assert_eq!((show(&sources).as_str(), show(&sinks).as_str()), ("(argv1 | input1)", "run1"));
}

/// Large and odd texts: linear, no panic.
#[test]
fn hostile_texts() {
    let parens = "(".repeat(50_000) + &")".repeat(50_000);
    let quotes = "'\"`".repeat(30_000);
    let dollars = "$...$é\\".repeat(30_000);
    let long = "x".repeat(100_000);
    let heredocs = "<<A1 ".repeat(20_000);
    for text in [&parens, &quotes, &dollars, &long, &heredocs] {
        for language in ["python", "js", "yaml", "bash", "php", "html", "generic", "regex", "ruby"]
        {
            let formula =
                Formula::Pattern(Located { value: text.clone(), span: Default::default() });
            let need = needs_of(&formula, &[language]);
            assert!(need.literals().len() <= 64);
            assert!(need.literals().iter().all(|literal| literal.text.len() <= 64));
        }
    }
    for regex in
        ["(", "[", "[^", "\\", "{", "(?", "(?<", "[[:", "\\p{", "(?#", "a{1,2}{3}++", "é+\\é["]
    {
        for text in [regex.to_owned(), format!("(?=x){regex}"), regex.repeat(200)] {
            regex_need(&text, Texts::Value);
        }
    }
}
