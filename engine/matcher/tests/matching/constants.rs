//! Literals match what is known to have their value, by scope and flow.

use crate::support::{bound, check, texts};

#[test]
fn the_last_assignment_before_the_use_counts() {
    check(
        "python",
        "pattern: run('a')",
        "
x = 'a'
run(x)  # <--
x = 'b'
run(x)
def f():
    x = 'a'
    run(x)  # <--
def g(x):
    run(x)
",
    );
}

#[test]
fn branches_and_loops_leave_a_name_open() {
    check(
        "python",
        "pattern: run('a')",
        "
def f(c):
    x = 'a'
    if c:
        x = 'b'
        run(x)
    run(x)
def g(c):
    x = 'a'
    if c:
        run(x)  # <--
    else:
        x = 'b'
    while c:
        run(x)
def h(c):
    for i in c:
        x = 'a'
        run(x)  # <--
        x = 'b'
",
    );
    // One of two strings is a string still.
    check("python", "pattern: run('...')", "x = 'a'\nif c:\n    x = 'b'\nrun(x)  # <--\nrun(y)\n");
}

#[test]
fn names_of_the_module_and_of_the_class_are_seen_inside() {
    check(
        "python",
        "pattern: run('a')",
        "
URL = 'a'
OTHER = 'a'
class C:
    path = 'a'
    def m(self):
        run(URL)  # <--
        run(self.path)  # <--
        run(C.path)  # <--
        run(OTHER)
def f():
    global OTHER
    OTHER = input()
",
    );
    check(
        "javascript",
        "pattern: run('a')",
        "
const url = 'a';
let other = 'a';
function f() { run(url); } // <--
function g() { other = h(); run(other); }
function k() { run(other); }
",
    );
}

#[test]
fn strings_are_put_together() {
    check(
        "python",
        "pattern: run('ab')",
        "x = 'a'\nrun(x + 'b')  # <--\nrun(f'{x}b')  # <--\nrun('a' 'b')  # <--\nrun(f'{y}b')\n",
    );
    check("python", "pattern: run('abab')", "run('ab' * 2)  # <--\nrun('ab' * n)\n");
    // A number in a string with code is no known text.
    check("python", "pattern: run('...')", "x = 1\nrun(f'{x}')\n");
}

#[test]
fn a_string_metavariable_stands_for_the_literal_itself() {
    let code = "def f():\n    algorithm = 'md5'\n    run(algorithm)\n";
    assert_eq!(bound("python", "pattern: run('$X')", code, "$X"), ["md5"]);
}

#[test]
fn constants_can_be_switched_off() {
    let rule = "pattern: run('a')\noptions:\n  constant_propagation: false\n";
    check("python", rule, "x = 'a'\nrun(x)\nrun('a')  # <--\n");
}

#[test]
fn symbolic_values_are_followed_where_the_rule_asks() {
    let code = "c = connect()\nc.run()\nconnect().run()\n";
    let rule = "pattern: connect().run()";
    assert_eq!(texts("python", rule, code), ["connect().run()"]);
    let symbolic = "pattern: connect().run()\noptions:\n  symbolic_propagation: true\n";
    assert_eq!(texts("python", symbolic, code), ["c.run()", "connect().run()"]);
    // Names that stand for each other end.
    assert!(texts("python", symbolic, "a = b\nb = a\na.run()\n").is_empty());
}

#[test]
fn one_name_is_one_variable_only_in_one_scope() {
    check(
        "python",
        "pattern: |\n  $X = 'a'\n  ...\n  run($X)\n",
        "
x = 'a'  # <--
y = 'a'
def f():
    y = 'b'
    run(y)
run(x)
",
    );
    check(
        "javascript",
        "pattern: |\n  $X = {a: 1};\n  ...\n  run($X);\n",
        "function f() {\n  const o = {a: 1};\n  const o = 2;\n  run(o);\n}\n",
    );
}
