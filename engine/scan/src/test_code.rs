//! Which parts of a file are code of tests: what a test framework runs, and what stands around it in the same file.
//!
//! For: findings of the packs `default` and `minimal`, which accept those in tests. Not for: folders. A folder `tests` may
//! hold anything, so only what a framework or a compiler itself goes by counts: imports, attributes, classes, calls, and
//! names of files that have a meaning to them (`conftest.py`, `x_test.go`, `x.spec.ts`).
//!
//! Imprecise: the text is read by lines, as formatters lay it out; code of tests that is laid out otherwise stays code.

use tamis_syntax::Span;

/// The code of tests in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TestCode {
    /// All of it.
    Whole,
    /// These parts, in order; none if empty.
    Parts(Vec<Span>),
}

impl TestCode {
    /// Reads the text of the file at `path`. Linear.
    pub(crate) fn of(path: &str, text: &str) -> TestCode {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let whole = match extension {
            "py" | "pyi" => is_python_test(name, stem, text),
            "js" | "jsx" | "ts" | "tsx" | "mjs" | "cjs" | "mts" | "cts" => {
                stem.ends_with(".test") || stem.ends_with(".spec") || is_script_test(text)
            }
            "go" => stem.ends_with("_test"),
            "java" | "kt" => {
                let framework = ["org.junit", "org.testng"];
                framework.iter().any(|name| text.contains(name)) && has_line(text, is_annotation)
            }
            "rb" => has_line(text, is_ruby_test),
            "php" => has_line(text, |line| {
                line.contains("class ") && line.contains(" extends ") && ends_in_test_case(line)
            }),
            "rs" => return rust_tests(path, text),
            _ => false,
        };
        if whole { TestCode::Whole } else { TestCode::Parts(Vec::new()) }
    }

    /// Whether all of `span` is code of tests.
    pub(crate) fn covers(&self, span: Span) -> bool {
        match self {
            TestCode::Whole => true,
            TestCode::Parts(parts) => parts.iter().any(|part| part.contains(span)),
        }
    }
}

fn has_line(text: &str, wanted: impl Fn(&str) -> bool) -> bool {
    text.lines().any(|line| wanted(line.trim_start()))
}

fn is_python_test(name: &str, stem: &str, text: &str) -> bool {
    if name == "conftest.py" {
        return true;
    }
    let named = stem.starts_with("test_") || stem.ends_with("_test");
    let framework = || {
        has_line(text, |line| {
            let module = line.strip_prefix("import ").or_else(|| line.strip_prefix("from "));
            module.is_some_and(|it| starts_with_word(it, &["pytest", "unittest", "nose"]))
                || line.starts_with("class ") && line.contains("TestCase")
        })
    };
    let is_test = |line: &str| {
        let definition = line.strip_prefix("async ").unwrap_or(line).strip_prefix("def ");
        definition.is_some_and(|it| it.starts_with("test"))
    };
    has_line(text, is_test) && (named || framework())
}

/// `describe("…", () => {`, `it("…", async function`, `test(…)`, as mocha, jest, vitest, jasmine and tap have them.
fn is_script_test(text: &str) -> bool {
    has_line(text, |line| {
        let end = line.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(line.len());
        let word = &line[..end];
        if !["describe", "suite", "context", "specify", "it", "test"].contains(&word) {
            return false;
        }
        // `describe.only(`, `test.each(`
        let mut rest = &line[end..];
        if let Some(member) = rest.strip_prefix('.') {
            let end = member.find(|c: char| !c.is_alphanumeric()).unwrap_or(member.len());
            rest = &member[end..];
        }
        let Some(arguments) = rest.strip_prefix('(') else { return false };
        let text = arguments.starts_with(['"', '\'', '`']);
        text && (arguments.contains("=>") || arguments.contains("function"))
    })
}

fn is_annotation(line: &str) -> bool {
    line.strip_prefix('@').is_some_and(|it| {
        starts_with_word(it, &["Test", "ParameterizedTest", "RepeatedTest", "TestFactory"])
    })
}

fn is_ruby_test(line: &str) -> bool {
    let described = line.starts_with("RSpec.describe ") || line.starts_with("describe ");
    described && line.ends_with(" do") || line.starts_with("class ") && ends_in_test_case(line)
}

/// `< ActiveSupport::TestCase`, `extends TestCase`, `< Minitest::Test`.
fn ends_in_test_case(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches('{').trim_end();
    line.ends_with("TestCase")
        || line.ends_with("Minitest::Test")
        || line.ends_with("IntegrationTest")
}

fn starts_with_word(text: &str, words: &[&str]) -> bool {
    let rest = words.iter().find_map(|word| text.strip_prefix(word));
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Items under `#[cfg(test)]` and `#[test]`; a whole file that cargo builds as a test (`tests/x.rs`).
fn rust_tests(path: &str, text: &str) -> TestCode {
    let mut parts = Vec::new();
    // Where the item of an attribute begins, and its indentation.
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        let indent = line.len() - line.trim_start().len();
        if trimmed.starts_with("#![cfg(test)]") {
            return TestCode::Whole;
        }
        match open {
            None if is_test_attribute(trimmed) => open = Some((start, indent)),
            None => {}
            Some((from, outer)) => {
                let ends = indent == outer && (trimmed.starts_with('}') || is_short_item(trimmed));
                if ends {
                    parts.push(Span::new(from as u32, at as u32));
                    open = None;
                }
            }
        }
    }
    // What cargo builds as a test, and modules that are named so: `#[cfg(test)] mod tests;` stands in another file.
    let is_named = matches!(path.rsplit('/').next(), Some("test.rs" | "tests.rs"));
    let built_alone = is_named || path.starts_with("tests/") || path.contains("/tests/");
    if built_alone && parts.iter().any(|part| text[part.start as usize..].starts_with('#')) {
        return TestCode::Whole;
    }
    TestCode::Parts(parts)
}

/// `#[test]`, `#[tokio::test(flavor = "…")]`, `#[cfg(test)]`, `#[cfg(all(test, unix))]`.
fn is_test_attribute(line: &str) -> bool {
    let Some(inner) = line.strip_prefix("#[") else { return false };
    let name_end = inner.find(['(', ']']).unwrap_or(inner.len());
    let name = &inner[..name_end];
    match name {
        "cfg" => {
            let condition = &inner[name_end..];
            condition.starts_with("(test)") || condition.starts_with("(all(test,")
        }
        _ => name.rsplit("::").next() == Some("test"),
    }
}

/// An item on one line: `mod tests;`, `use super::*;`.
fn is_short_item(line: &str) -> bool {
    line.ends_with(';') || line.ends_with('}') && !line.starts_with("#[")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines, from 1, that are code of tests.
    fn lines(path: &str, text: &str) -> Vec<usize> {
        let found = TestCode::of(path, text);
        let mut at = 0;
        let mut lines = Vec::new();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let span = Span::new(at as u32, (at + line.trim_end().len()) as u32);
            at += line.len();
            if found.covers(span) {
                lines.push(number + 1);
            }
        }
        lines
    }

    #[test]
    fn items_of_rust_are_told_apart() {
        let text =
            "fn main() {}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n}\nfn more() {\n}\n";
        assert_eq!(lines("src/a.rs", text), [3, 4, 5, 6]);
        let text =
            "#[tokio::test(flavor = \"x\")]\nasync fn t() {\n    a();\n}\n\nfn helper() {}\n";
        // With the empty line that ends it.
        assert_eq!(lines("src/a.rs", text), [1, 2, 3, 4, 5]);
        assert_eq!(lines("crates/a/tests/b.rs", text), [1, 2, 3, 4, 5, 6]);
        let text = "#[cfg(test)]\nmod tests;\n#[cfg(test)]\nuse a::b;\nfn main() {\n}\n";
        assert_eq!(lines("src/a.rs", text), [1, 2, 3, 4]);
    }

    #[test]
    fn what_only_looks_like_a_test_is_code() {
        assert!(
            lines("src/a.rs", "/// #[test]\nfn main() {\n}\n#[cfg(not(test))]\nfn x() {\n}\n")
                .is_empty()
        );
        assert!(lines("tests/app.py", "import flask\ndef test(x):\n    return x\n").is_empty());
        assert!(lines("a.py", "import pytest_helper\ndef test_it():\n    pass\n").is_empty());
        assert!(lines("a.js", "it = test(x)\ncontext(\"2d\")\ndescribe(thing)\n").is_empty());
        assert!(lines("Test.java", "class ATest {}\n").is_empty());
        assert!(lines("a.rb", "describe \"x\"\n").is_empty());
    }

    #[test]
    fn frameworks_are_known_by_what_they_run() {
        let whole = |path, text| TestCode::of(path, text) == TestCode::Whole;
        assert!(whole("a.py", "import pytest\nclass TestA:\n    def test_b(self): pass\n"));
        assert!(whole("b.py", "class A(django.test.TestCase):\n    def test_b(self): pass\n"));
        assert!(whole("test_c.py", "async def test_c(client): pass\n"));
        assert!(whole("conftest.py", ""));
        assert!(whole("a.js", "  describe.only('x', () => {\n"));
        assert!(whole("a.ts", "test(`x`, async (t) => {\n"));
        assert!(whole("a.spec.tsx", ""));
        assert!(whole("a_test.go", "package a"));
        assert!(whole(
            "A.java",
            "import org.junit.jupiter.api.Test;\n    @Test\n    void a() {}\n"
        ));
        assert!(whole("a_spec.rb", "RSpec.describe A do\n"));
        assert!(whole("ATest.php", "final class ATest extends TestCase\n{\n"));
    }
}
