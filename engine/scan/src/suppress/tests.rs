//! A test is a text, a rule with its equivalents and the lines of a finding; the answer is what accepts it.

use tamis_lang::{by_file_name, parse};

use super::*;

const SHELL: &str = "python.lang.shell-true";

/// A finding of a rule on lines.
struct Case<'a> {
    text: &'a str,
    rule: &'a str,
    equivalents: &'a [&'a str],
}

impl Case<'_> {
    fn read(&self, suppressions: &Suppressions, first: u32, last: u32) -> Option<Suppression> {
        let equivalents: Vec<String> = self.equivalents.iter().map(|&id| id.to_owned()).collect();
        suppressions.find(self.rule, &equivalents, first, last)
    }

    /// Without a tree.
    fn lines(&self, first: u32, last: u32) -> Option<Suppression> {
        self.read(&Suppressions::read(self.text, None), first, last)
    }

    fn accepted(&self) -> Option<Suppression> {
        self.lines(1, 1)
    }
}

fn ours(text: &str) -> Case<'_> {
    Case { text, rule: SHELL, equivalents: &[] }
}

/// Of a rule with equivalents everywhere.
fn peer(text: &str) -> Case<'_> {
    let equivalents = &[
        "bandit:B602",
        "ruff:S602",
        "eslint:security/detect-eval-with-expression",
        "checkov:CKV_AWS_20",
        "trivy:AVD-AWS-0107",
        "hadolint:DL3007",
    ];
    Case { text, rule: "any.pack.rule", equivalents }
}

/// Read with the comments of a real tree; `file` decides the language.
fn with_tree(file: &str, text: &str) -> Suppressions {
    let language = by_file_name(file).expect("a language of the table");
    let tree = parse(language.syntax.as_ref().expect("it has a grammar"), text);
    Suppressions::read(text, Some(tree.comments()))
}

/// Lines of `text` on which a one-line finding of a rule without equivalents is accepted.
fn accepted_lines(suppressions: &Suppressions, text: &str) -> Vec<u32> {
    let lines = 1..=text.lines().count() as u32;
    lines.filter(|line| suppressions.find(SHELL, &[], *line, *line).is_some()).collect()
}

fn reason(text: &str) -> Option<String> {
    peer(text).accepted().expect("a comment that accepts it").reason
}

#[test]
fn forms_and_reasons() {
    let cases = [
        ("x # tamis: ignore", "tamis: ignore", None),
        ("x # tamis:ignore", "tamis: ignore", None),
        ("x # TAMIS: Ignore -- checked by hand", "tamis: ignore", Some("checked by hand")),
        ("x # tamis: ignore: input is a constant", "tamis: ignore", Some("input is a constant")),
        ("x /* tamis: ignore[any.pack.rule] a test */", "tamis: ignore", Some("a test")),
        ("x // tamis:ignore [ other , pack.rule ]: one-off", "tamis: ignore", Some("one-off")),
        ("<!-- tamis: ignore[rule] static page --> x", "tamis: ignore", Some("static page")),
        ("x # nosemgrep", "nosemgrep", None),
        ("x # NOSEM", "nosemgrep", None),
        ("x # nosemgrep: pack.rule, other -- why not", "nosemgrep", Some("why not")),
        ("x // nosemgrep:other,rule because of this", "nosemgrep", Some("because of this")),
        ("x # nosem=rule", "nosemgrep", None),
        ("x # nosemgrep: other any.pack.rule", "nosemgrep", Some("any.pack.rule")),
        ("x # nosec", "nosec", None),
        ("x # nosec - no user input", "nosec", Some("no user input")),
        ("x #nosec: B101, B602 # fixed list", "nosec", Some("fixed list")),
        ("x # nosec B101 B602", "nosec", None),
        ("x # type: ignore # nosec B602", "nosec", None),
        ("x # noqa", "noqa", None),
        ("x # NOQA:E501,S602 fine", "noqa", Some("fine")),
        ("x # noqa: E501 S602", "noqa", None),
        ("x // eslint-disable-line", "eslint-disable-line", None),
        (
            "x /* eslint-disable-line no-eval, security/detect-eval-with-expression -- own code */",
            "eslint-disable-line",
            Some("own code"),
        ),
        (
            "x #checkov:skip=CKV_AWS_20:The bucket is a website",
            "checkov:skip",
            Some("The bucket is a website"),
        ),
        ("x # checkov:skip=CKV_AWS_1,CKV_AWS_20: public", "checkov:skip", Some("public")),
        ("x # bridgecrew:skip=CKV_AWS_20", "checkov:skip", None),
        ("x #tfsec:ignore:AVD-AWS-0107", "tfsec:ignore", None),
        ("x # trivy:ignore:aws-0107 open by design", "trivy:ignore", Some("open by design")),
        ("x # trivy:ignore:AVD-AWS-*", "trivy:ignore", None),
        ("x # tfsec:ignore:aws-other tfsec:ignore:aws-0107", "tfsec:ignore", None),
    ];
    for (text, form, reason) in cases {
        let found = peer(text).accepted().unwrap_or_else(|| panic!("not accepted: {text}"));
        assert_eq!((found.form.as_str(), found.reason.as_deref()), (form, reason), "{text}");
    }
}

#[test]
fn comments_that_say_nothing_of_the_finding() {
    let cases = [
        "x # tamis: ignored",
        "x # tamis: ignore-files",
        "x # tamis: ignore[]",
        "x # tamis: ignore[any.pack.rule",
        "x # tamis: ignore[other]",
        "x # tamis: ignore[ule]",
        "x # tamis: ignore[any.pack]",
        "x # tamis: please",
        "x # nosemgrep: other",
        "x # nosemgrep: k.rule",
        "x # nosemgreps",
        "x # run it with --nosemgrep",
        "x # see docs/nosemgrep",
        "x # nosec B101",
        "x # nosec G602",
        "x # nosec assert_used",
        "x # nosecret",
        "x # the word nosec",
        "x # noqa: E501",
        "x # noqa: because",
        "x # noqa-like",
        "x # flake8: noqa",
        "x // eslint-disable-line no-eval",
        "x // eslint-disable-lines",
        "x // see eslint-disable-line",
        "x // eslint-disable-next-line",
        "x # checkov:skip",
        "x # checkov:skip=",
        "x # checkov:skip=CKV_AWS_2:no",
        "x # trivy:ignore:",
        "x # trivy:ignore:AVD-AWS-0108",
        "x # trivy:ignore:AVD-AWS-0107:exp:2020-01-01",
        "x # tfsec:ignore:AVD-AWS-0107:ws:dev",
        "x # trivy:ignore:AVD-AWS-0107[port=22]",
        "x # hadolint ignore",
        "x # hadolint ignore=DL3006",
        "x # hadolint global ignore=DL3007",
        "x # gitleaks:allow",
        "x # pragma: allowlist secret",
    ];
    for text in cases {
        assert_eq!(peer(text).accepted(), None, "{text}");
    }
}

#[test]
fn peers_speak_of_their_own_rules_only() {
    let bare = ["x # nosec", "x # noqa", "x // eslint-disable-line", "x # trivy:ignore:*"];
    for text in bare {
        assert_eq!(ours(text).accepted(), None, "{text}");
        assert!(peer(text).accepted().is_some(), "{text}");
    }
    // The same number in another tool is another rule.
    let ruff = |text| Case { text, rule: "a.b", equivalents: &["ruff:B602"] };
    assert_eq!(ruff("x # nosec B602").accepted(), None);
    assert!(ruff("x # noqa: B602").accepted().is_some());
    let gosec = Case { text: "x // #nosec G204 -- ok", rule: "a.b", equivalents: &["gosec:G204"] };
    assert_eq!(gosec.accepted().unwrap().reason.as_deref(), Some("ok"));
}

#[test]
fn ids_of_ours_may_be_shortened_and_of_others_borrowed() {
    for id in ["python.lang.shell-true", "lang.shell-true", "shell-true", "SHELL-TRUE"] {
        assert!(ours(&format!("x # tamis: ignore[{id}]")).accepted().is_some(), "{id}");
        assert!(ours(&format!("x # nosemgrep: {id}")).accepted().is_some(), "{id}");
    }
    // Semgrep's registry puts folders before an id that a local copy of the rule goes without.
    let longer = "rules.python.lang.shell-true";
    assert!(ours(&format!("x # nosemgrep: {longer}")).accepted().is_some());
    assert_eq!(ours(&format!("x # tamis: ignore[{longer}]")).accepted(), None);
    let equivalents = &["bandit:B602", "semgrep:python.audit.subprocess-shell"];
    for id in [
        "B602",
        "bandit:B602",
        "subprocess-shell",
        "python.audit.subprocess-shell",
        "r.python.audit.subprocess-shell",
    ] {
        for text in [format!("x # tamis: ignore[{id}]"), format!("x # nosemgrep: {id}")] {
            assert!(Case { text: &text, rule: SHELL, equivalents }.accepted().is_some(), "{text}");
        }
    }
    assert_eq!(
        Case { text: "x # nosemgrep: ruff:B602", rule: SHELL, equivalents }.accepted(),
        None
    );
}

#[test]
fn secrets_have_forms_of_their_own() {
    let secret = |text| Case { text, rule: "secrets.aws.key", equivalents: &[] };
    for text in
        ["k=v # gitleaks:allow", "k=v # pragma: allowlist secret", "k=v // pragma:whitelist secret"]
    {
        assert!(secret(text).accepted().is_some(), "{text}");
        assert_eq!(ours(text).accepted(), None, "{text}");
    }
    let next = secret("# pragma: allowlist nextline secret\nk=v\nk=w");
    assert_eq!(next.lines(1, 1), None);
    assert_eq!(next.lines(2, 2).unwrap().form, "pragma: allowlist nextline secret");
    assert_eq!(next.lines(3, 3), None);
    for text in ["k=v # pragma: allowlist secrets", "k=v # pragma: once", "k=v # gitleaks:allowed"]
    {
        assert_eq!(secret(text).accepted(), None, "{text}");
    }
    // A commented-out secret is accepted on its own line, not the one below it.
    let own = secret("# k=v gitleaks:allow\nk=w");
    assert!(own.lines(1, 1).is_some() && own.lines(2, 2).is_none());
}

#[test]
fn ours_reach_their_line_or_the_code_below() {
    let text = "\
a()  # tamis: ignore
b()
# tamis: ignore
c()
d()
# reviewed, tamis: ignore
e()
# tamis: ignore

f()
# tamis: ignore
# why this is so
    # and more
g()
h()
";
    let expected = [1, 3, 4, 6, 8, 9, 11, 14];
    assert_eq!(accepted_lines(&Suppressions::read(text, None), text), expected);
    assert_eq!(accepted_lines(&with_tree("a.py", text), text), expected);
}

#[test]
fn ours_reach_the_first_line_of_a_finding_only() {
    let case = ours("# nosemgrep\nrun(\n  a,  # tamis: ignore\n)  # nosem\n");
    assert!(case.lines(2, 4).is_some());
    assert_eq!(ours("\nrun(\n  a,  # tamis: ignore\n)  # nosem\n").lines(2, 4), None);
}

#[test]
fn peers_reach_the_lines_of_a_finding() {
    let inside = |comment: &str| format!("\nrun(\n  a,  # {comment}\n)\n");
    for comment in ["nosec", "nosec B602", "noqa: S602", "checkov:skip=CKV_AWS_20"] {
        let text = inside(comment);
        assert!(peer(&text).lines(2, 4).is_some(), "{comment}");
        assert_eq!(peer(&text).lines(4, 4), None, "{comment}");
        assert_eq!(peer(&text).lines(1, 2), None, "{comment}");
    }
    // Bare, these mostly speak of style: not of a call around them.
    assert_eq!(peer(&inside("noqa")).lines(2, 4), None);
    assert!(peer("\nrun(\n  a\n)  # noqa\n").lines(2, 4).is_some());
    // Standing alone above, a comment of Bandit or Ruff says nothing.
    assert_eq!(peer("# nosec\n# noqa\nrun()").lines(3, 3), None);
}

#[test]
fn next_line_forms() {
    let rule = "security/detect-eval-with-expression";
    let text = format!("a() // eslint-disable-next-line {rule}\neval(b)\neval(c)\n");
    assert_eq!(peer(&text).lines(1, 1), None);
    assert_eq!(peer(&text).lines(2, 2).unwrap().form, "eslint-disable-next-line");
    assert_eq!(peer(&text).lines(3, 3), None);
    let text = "/* eslint-disable-next-line --\n * long reason\n */\neval(b)\n";
    let equivalents = ["eslint:no-eval".to_owned()];
    let found = with_tree("a.js", text);
    assert!(found.find("a.b", &equivalents, 4, 4).is_some());
    assert_eq!(found.find("a.b", &equivalents, 2, 2), None);
}

#[test]
fn blocks_of_infrastructure() {
    let text = "\
#trivy:ignore:AVD-AWS-0107
resource \"aws_s3_bucket\" \"a\" {
  # checkov:skip=CKV_AWS_20: website
  acl = \"public-read\"
  tags = {}
}
resource \"aws_s3_bucket\" \"b\" {
  acl = \"public-read\"
}
";
    let found = with_tree("a.tf", text);
    let checkov = ["checkov:CKV_AWS_20".to_owned()];
    let trivy = ["trivy:AVD-AWS-0107".to_owned()];
    // The whole resource.
    assert_eq!(found.find("t.r", &checkov, 2, 6).unwrap().form, "checkov:skip");
    assert_eq!(found.find("t.r", &trivy, 2, 6).unwrap().form, "trivy:ignore");
    // One attribute: the line above counts, the rest of the resource where it is given.
    assert!(found.find("t.r", &checkov, 4, 4).is_some());
    assert_eq!(found.find("t.r", &checkov, 5, 5), None);
    assert!(found.find_in_block("t.r", &checkov, (5, 5), Some((2, 6))).is_some());
    assert!(found.find_in_block("t.r", &trivy, (5, 5), Some((2, 6))).is_some());
    // The other resource.
    for equivalents in [&checkov, &trivy] {
        assert_eq!(found.find_in_block("t.r", equivalents, (8, 8), Some((7, 9))), None);
    }
    // Other forms do not gain by the block.
    let case = Suppressions::read("a {\n  b # tamis: ignore\n  c # nosec\n}", None);
    let bandit = ["bandit:B1".to_owned()];
    assert_eq!(case.find_in_block("t.r", &bandit, (1, 1), Some((1, 4))), None);
}

#[test]
fn hadolint_above_an_instruction() {
    let text = "# hadolint ignore=DL3006, DL3007\nFROM a:latest\nFROM b:latest\n";
    let equivalents = ["hadolint:DL3007".to_owned()];
    for found in [with_tree("Dockerfile", text), Suppressions::read(text, None)] {
        assert_eq!(found.find("d.f", &equivalents, 2, 2).unwrap().form, "hadolint ignore");
        assert_eq!(found.find("d.f", &equivalents, 3, 3), None);
    }
}

#[test]
fn text_in_quotes_is_no_comment() {
    let texts = [
        ("a.py", "x = \"# tamis: ignore\""),
        ("a.py", "x = f'# nosemgrep'"),
        ("a.py", "x = rb'a\\'  # nosemgrep'"),
        ("a.js", "x = `// tamis: ignore`"),
        ("a.js", "x = 'http://host/' + nosemgrep"),
        ("a.js", "x = a /* b */ + nosemgrep"),
        ("a.js", "x = \"/* nosem */\" + '// nosem'"),
    ];
    for (file, text) in texts {
        assert_eq!(ours(text).accepted(), None, "{text}");
        assert_eq!(with_tree(file, text).find(SHELL, &[], 1, 1), None, "{text}");
    }
    // Only a tree knows a text of several lines.
    let text = "x = \"\"\"\n# tamis: ignore\n\"\"\"\n";
    assert!(accepted_lines(&with_tree("a.py", text), text).is_empty());
    // A comment holds quotes, too, and a text may stand before it.
    for text in ["x = \"a\"  # it's 'so' nosemgrep", "x = 'it\\'s' # nosemgrep"] {
        assert!(ours(text).accepted().is_some(), "{text}");
        assert!(with_tree("a.py", text).find(SHELL, &[], 1, 1).is_some(), "{text}");
    }
}

#[test]
fn comment_starters_without_a_tree() {
    for text in [
        "#nosem",
        "x;# nosem",
        "x // nosem",
        "//nosem",
        "x /* nosem */",
        "<!-- nosem -->",
        "<!--nosem-->",
        "-- nosem",
        "--nosem",
        "x -- nosem",
        "; nosem",
        "x ; nosem",
        " * nosem",
        "{# nosem #}",
        "KEY=don't # nosem",
        "x = \"open # nosem",
        "/* a */ /* nosem */",
        "/*/ nosem */",
        "é # nosem",
    ] {
        assert!(ours(text).accepted().is_some(), "{text}");
    }
    for text in [
        "nosem",
        "x nosem",
        "x: nosem",
        "http://host/ nosem",
        "http://host/#nosem",
        "run --nosem",
        "a * nosem",
        "x; nosem",
        "/* a */ nosem",
        "<!-- a --> nosem",
        "{# a #} nosem",
        "*/ nosem",
        "\"#{nosem}\"",
        "tamis: ignore",
        "k: nosemgrep",
    ] {
        assert_eq!(ours(text).accepted(), None, "{text}");
    }
}

#[test]
fn comments_of_trees() {
    let cases: [(&str, &str, &[u32]); 6] = [
        ("a.jsx", "x = <a>\n  {/* nosemgrep */}\n  <b/>\n</a>\n", &[2, 3]),
        ("a.js", "/* tamis: ignore */ a()\nb()\n", &[1]),
        ("a.js", "/*\n  tamis: ignore\n*/\na()\nb()\n", &[2, 4]),
        ("a.rs", "/// tamis: ignore\nfn a() {}\nfn b() {}\n", &[1, 2]),
        ("a.yaml", "a: # nosemgrep\n  # tamis: ignore\n  b: '# nosem'\nc: 1\n", &[1, 2, 3]),
        ("a.html", "<!-- nosemgrep -->\n<p>nosemgrep</p>\n<i/>\n", &[1, 2]),
    ];
    for (file, text, expected) in cases {
        assert_eq!(accepted_lines(&with_tree(file, text), text), expected, "{file}: {text}");
    }
    // Code that is no comment stacks no comments.
    let text = "// nosem\n#include <a>\nint b;\n";
    assert_eq!(accepted_lines(&with_tree("a.c", text), text), [1, 2]);
}

#[test]
fn several_on_a_line() {
    let text = "x # nosec B602 # noqa: E501 # nosemgrep: other";
    let found = peer(text).accepted().unwrap();
    assert_eq!((found.form.as_str(), found.reason), ("nosec", None));
    assert_eq!(reason("x # noqa: E501 too long # nosec B602 fine"), Some("fine".to_owned()));
    // The first that accepts, in order of place.
    assert_eq!(peer("x # tamis: ignore # nosec").accepted().unwrap().form, "tamis: ignore");
    assert_eq!(reason("x # nosec B602 a list, # noqa: S602"), Some("a list".to_owned()));
}

#[test]
fn spans_are_of_the_comment() {
    let text = "é = 1  # tamis: ignore  \r\ny\r\n";
    for found in [with_tree("a.py", text), Suppressions::read(text, None)] {
        assert_eq!(found.find(SHELL, &[], 1, 1).unwrap().span.unwrap().of(text), "# tamis: ignore");
    }
    // Of a long comment only the line.
    let text = "/*\n   tamis: ignore\n*/\na()\n";
    let found = with_tree("a.js", text).find(SHELL, &[], 4, 4).unwrap();
    assert_eq!(found.span.unwrap().of(text).trim(), "tamis: ignore");
}

#[test]
fn nested_and_unsorted_comments() {
    let text = "/* a */ x /* nosemgrep */\n";
    let spans = [Span::new(10, 25), Span::new(13, 22), Span::new(0, 7)];
    assert!(Suppressions::read(text, Some(&spans)).find(SHELL, &[], 1, 1).is_some());
    assert_eq!(Suppressions::read(text, Some(&spans[2..])).find(SHELL, &[], 1, 1), None);
    assert_eq!(Suppressions::read(text, Some(&[])).find(SHELL, &[], 1, 1), None);
}

#[test]
fn nothing_to_read() {
    for text in ["", "\n", "x = 1 # fine\n", "tami", "# nose"] {
        let found = Suppressions::read(text, None);
        assert!(found.comments.is_empty() && found.find(SHELL, &[], 1, 1).is_none(), "{text}");
    }
    assert_eq!(Suppressions::default().find(SHELL, &[], 0, u32::MAX), None);
    assert_eq!(Suppressions::read("# nosem", None).find("", &[], 2, 1), None);
}

/// Every cut of awkward pieces, with and without comments: no panic, spans in the text.
#[test]
fn odd_input() {
    let pieces = [
        "# nosem",
        "tamis: ignore[",
        "]",
        "é",
        "\"",
        "'",
        "\\",
        "/*",
        "*/",
        "\n",
        "\r\n",
        "trivy:ignore:é,",
        "pragma: ",
        "allowlist ",
        "hadolint ",
        "ignore=",
        ",",
        "checkov:skip=é:",
        "nosec B",
        "{#",
        " ",
    ];
    let mut seed = 0x9E37_79B9_u32;
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..8 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
        }
        let all = [Span::new(0, text.len() as u32)];
        for comments in [None, Some(all.as_slice())] {
            let found = Suppressions::read(&text, comments);
            for comment in &found.comments {
                assert!(
                    text.get(comment.span.range()).is_some_and(|part| !part.is_empty()),
                    "{text:?}"
                );
            }
            let _ = peer(&text).read(&found, 1, 9);
        }
    }
}

/// Long lines and many comments take time linear in the text: each of these took minutes if it were quadratic.
#[test]
fn hostile_input_is_linear() {
    let count = 40_000;
    let texts = [
        format!("# {}", "nosem ".repeat(count)),
        format!("{}{}", " ".repeat(count * 6), "/*nosem*/".repeat(count)),
        format!("# {}{}", "-".repeat(count * 6), "-nosem".repeat(count)),
        "# tamis: ignore\n".repeat(count),
        format!("x {}# nosem", "\"'`\\\"".repeat(count)),
        "/* nosec \"".repeat(count),
    ];
    for text in &texts {
        for comments in [None, Some([Span::new(0, text.len() as u32)])] {
            let found = Suppressions::read(text, comments.as_ref().map(<[Span; 1]>::as_slice));
            assert!(found.covers.len() <= 2 * found.comments.len());
        }
    }
}

#[test]
fn a_last_day_ends_the_reason_and_then_the_comment() {
    let text = "x # tamis: ignore[python.lang.shell-true] the vendor fixes it until 2027-01-31";
    let mut found = Suppressions::read(text, None);
    let accepted = found.find(SHELL, &[], 1, 1).unwrap();
    assert_eq!(accepted.reason.as_deref(), Some("the vendor fixes it"));
    assert_eq!(accepted.until.as_deref(), Some("2027-01-31"));
    found.expire(Date::parse("2027-01-31").unwrap());
    assert!(found.find(SHELL, &[], 1, 1).is_some(), "it holds on its last day");
    let mut found = Suppressions::read(text, None);
    found.expire(Date::parse("2027-02-01").unwrap());
    assert_eq!(found.find(SHELL, &[], 1, 1), None);
    assert_eq!(found.idle()[0].expired, Date::parse("2027-01-31"));
}

#[test]
fn only_a_day_behind_until_is_a_last_day() {
    for (text, reason) in [
        ("x # tamis: ignore wait until next week", Some("wait until next week")),
        ("x # tamis:ignore until 2027-01-31", None),
        ("x # tamis: ignore fixed 2027-01-31", Some("fixed 2027-01-31")),
        ("x # tamis: ignore[shell-true] ok until 2027-01-31.", Some("ok")),
    ] {
        assert_eq!(ours(text).accepted().expect(text).reason.as_deref(), reason, "{text}");
    }
    assert_eq!(ours("x # tamis: ignore soon until 2027-02-30").accepted(), None);
}

#[test]
fn comments_speak_of_lines_blocks_and_files() {
    let lines = |text: &str| accepted_lines(&Suppressions::read(text, None), text);
    assert_eq!(lines("a # tamis: ignore-next-line\nb\nc\n"), [2]);
    assert_eq!(
        lines("a\n# tamis: ignore-start[shell-true] why\nb\nc\n# tamis: ignore-end\nd\n"),
        [2, 3, 4, 5]
    );
    assert_eq!(lines("a\n# tamis: ignore-start\nb\nc"), [2, 3, 4]);
    assert_eq!(lines("a\nb\n# tamis: ignore-file[python.lang.shell-true]\n"), [1, 2, 3]);
    assert_eq!(lines("a\n# tamis: ignore-file[other.rule]\n"), [0u32; 0]);
}

#[test]
fn blocks_files_and_further_forms_of_peers() {
    let equivalents: Vec<String> =
        ["eslint:no-eval", "ruff:S602", "codeql:js/code-injection", "ast-grep:no-eval"]
            .map(str::to_owned)
            .to_vec();
    for (text, lines) in [
        ("a\n/* eslint-disable no-eval */\nb\n/* eslint-enable no-eval */\nc\n", vec![2, 3, 4]),
        ("/* eslint-disable other */\nb\n", vec![]),
        ("# ruff: noqa: S602\nb\n", vec![1, 2]),
        ("# flake8: noqa: E501\nb\n", vec![]),
        ("// codeql[js/code-injection] trusted\nb\nc\n", vec![1, 2]),
        ("// ast-grep-ignore: no-eval\nb\nc\n", vec![1, 2]),
        ("// ast-grep-ignore: other\nb\nc\n", vec![]),
    ] {
        let found = Suppressions::read(text, None);
        let last = text.lines().count() as u32;
        let accepted: Vec<u32> = (1..=last)
            .filter(|line| found.find("any.rule", &equivalents, *line, *line).is_some())
            .collect();
        assert_eq!(accepted, lines, "{text}");
    }
}

#[test]
fn comments_of_ours_that_accept_nothing_are_known() {
    let text =
        "a # tamis: ignore[x]\nb # tamis: ignore\nc # nosec\nd # tamis: ignore[shell-true]\n";
    let found = Suppressions::read(text, None);
    assert!(found.find(SHELL, &[], 4, 4).is_some());
    let idle: Vec<Vec<String>> = found.idle().into_iter().map(|comment| comment.ids).collect();
    assert_eq!(idle, [vec!["x".to_owned()], vec![]]);
}

#[test]
fn comments_of_kics() {
    let text = "\
resource \"aws_s3_bucket\" \"a\" {
  # kics-scan ignore-line
  acl = \"public-read\"
  tags = {}
}
# kics-scan ignore-block
resource \"aws_s3_bucket\" \"b\" {
  acl = \"public-read\"
}
";
    let found = with_tree("a.tf", text);
    let checkov = ["checkov:CKV_AWS_20".to_owned()];
    assert_eq!(found.find("t.r", &checkov, 3, 3).unwrap().form, "kics-scan ignore-line");
    assert_eq!(found.find_in_block("t.r", &checkov, (4, 4), Some((1, 5))), None);
    let block = found.find_in_block("t.r", &checkov, (8, 8), Some((7, 9)));
    assert_eq!(block.unwrap().form, "kics-scan ignore-block");
    assert_eq!(found.find_in_block("a.b", &[], (8, 8), Some((7, 9))), None);
    let all = with_tree("a.tf", "# kics-scan ignore\na = 1\nb = 2\n");
    assert!(all.find("t.r", &checkov, 3, 3).is_some());
    let some = with_tree("a.tf", "# kics-scan disable=abc-1,def-2\na = 1\n");
    assert!(some.find("t.r", &["kics:def-2".to_owned()], 2, 2).is_some());
    assert_eq!(some.find("t.r", &checkov, 2, 2), None);
}

#[test]
fn our_word_is_seen_in_any_case() {
    for text in ["# tamis: ignore", "x // Tamis: ignore", "TAMIS:", "a\ntAmIs: x"] {
        assert!(Suppressions::may_be_idle(text), "{text}");
    }
    for text in ["", "nosec", "tamis", "tami s:"] {
        assert!(!Suppressions::may_be_idle(text), "{text}");
    }
}

/// Checkov reads annotations of manifests; they speak of the object they stand in.
#[test]
fn annotations_of_manifests() {
    let text = "kind: Pod\nmetadata:\n  annotations:\n    checkov.io/skip1: CKV_K8S_16=needs the host\n    \
                \"checkov.io/skip2\": \"CKV_K8S_20\"\nspec: {}\n---\nkind: Pod\nnote: see checkov.io/skip3: CKV_K8S_16\n";
    let found = Suppressions::read(text, Some(&[]));
    let equivalents = |id: &str| vec![format!("checkov:{id}")];
    let first = Some((1, 6));
    let block = found.find_in_block("k.r", &equivalents("CKV_K8S_16"), (6, 6), first).unwrap();
    assert_eq!(
        (block.form.as_str(), block.reason.as_deref()),
        ("checkov:skip", Some("needs the host"))
    );
    let other = found.find_in_block("k.r", &equivalents("CKV_K8S_20"), (6, 6), first).unwrap();
    assert_eq!(other.reason, None);
    assert_eq!(found.find_in_block("k.r", &equivalents("CKV_K8S_1"), (6, 6), first), None);
    // Another object, and a word in a text that is no key.
    assert_eq!(found.find_in_block("k.r", &equivalents("CKV_K8S_16"), (8, 8), Some((8, 9))), None);
}
