//! What Python's patterns mean.

use crate::support::{check, texts};

#[test]
fn an_import_pattern_covers_what_is_in_the_module() {
    check(
        "python",
        "pattern: import a.b",
        "import a.b  # <--\nimport a.b.c as d  # <--\nfrom a import b  # <--\nfrom a.b.c import d  # <--\nfrom a import c\nimport a\nimport ab\n",
    );
}

#[test]
fn imports_count_where_they_stand() {
    check(
        "python",
        "pattern: safe.run(...)",
        "
import danger as m
m.run()
def f():
    import safe as m
    m.run()  # <--
m.run()
from safe import run
run()  # <--
",
    );
    // A module that may be one of two is both.
    check(
        "python",
        "pattern: slow.load(...)",
        "try:\n    import fast as m\nexcept ImportError:\n    import slow as m\nm.load()  # <--\n",
    );
}

#[test]
fn a_body_with_an_ellipsis_may_go_on() {
    let code = "def f():  # <--\n    a()\n    b()\n    c()\n";
    check("python", "pattern: |\n  def $F():\n    ...\n    b()\n", code);
    check("python", "pattern: |\n  def $F():\n    a()\n    b()\n", &code.replace("  # <--", ""));
}

#[test]
fn a_leading_ellipsis_begins_with_its_block() {
    let rule = "
patterns:
  - pattern: use($X)
  - pattern-not-inside: |
      ...
      check($X)
      ...
";
    check(
        "python",
        rule,
        "def f(a):\n    use(a)\n    check(a)\ndef g(a):\n    use(a)  # <--\n    check(b)\n",
    );
}

#[test]
fn decorators_are_calls_too() {
    check(
        "python",
        "pattern: m.cached(...)",
        "import m\n@m.cached  # <--\ndef f(): pass\n@m.cached(1)  # <--\ndef g(): pass\n@m.other\ndef h(): pass\n",
    );
    check(
        "python",
        "pattern: |\n  @cached(...)\n  def $F(...):\n    ...\n",
        "@cached  # <--\ndef f(): pass\n",
    );
}

#[test]
fn async_is_asked_for_where_it_is_written() {
    check(
        "python",
        "pattern: 'async def $F(...): ...'",
        "async def f(): pass  # <--\ndef g(): pass\n",
    );
    check(
        "python",
        "pattern: 'def $F(...): ...'",
        "async def f(): pass  # <--\ndef g(): pass  # <--\n",
    );
    check(
        "python",
        "pattern: 'for $X in $Y: ...'",
        "async def f():\n    async for a in b:  # <--\n        pass\n",
    );
}

#[test]
fn a_class_need_not_have_the_bases_an_ellipsis_allows() {
    check(
        "python",
        "pattern: 'class $C(...): ...'",
        "class A: pass  # <--\nclass B(A): pass  # <--\n",
    );
}

#[test]
fn one_item_of_a_with_among_several() {
    let rule = "pattern: |\n  with open(...) as $F:\n    ...\n    $F.read()\n";
    check(
        "python",
        rule,
        "with open(a) as f, open(b) as g:  # <--\n    x()\n    g.read()\nwith open(a) as f:\n    h.read()\n",
    );
}

#[test]
fn adjacent_strings_are_pieces() {
    check("python", "pattern: '\"...\" \"...\"'", "a = ['x' 'y' 'z',  # <--\n 'b']\nc = 'd'\n");
}

#[test]
fn deep_patterns_stay_out_of_statements_of_functions() {
    check(
        "javascript",
        "pattern: f(<... x() ...>)",
        "f(g(x())); // <--\nf(() => x()); // <--\nf(() => { x(); });\nf(function () { return x(); });\n",
    );
    assert_eq!(
        texts("python", "pattern: f(<... x() ...>)", "f(lambda: x())\n"),
        ["f(lambda: x())"]
    );
}
