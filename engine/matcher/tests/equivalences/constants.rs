//! What names are known to be where they are used.

use crate::support::check;

#[test]
fn a_value_holds_until_the_next_assignment() {
    check(
        "go",
        "f(\"a\")",
        r#"
package p
func g() {
    x := "a"
    f(x) // <--
    x = h()
    f(x)
}
func i() {
    x := "a"
    f(x) // <--
}
"#,
    );
}

#[test]
fn branches_join() {
    check(
        "java",
        "f(\"...\")",
        r#"
class A { void m(boolean c, String d) {
    String x = "a";
    if (c) { x = "b"; }
    f(x); // <--
    if (c) { x = d; }
    f(x);
    String y = "a";
    if (c) { y = d; return; }
    f(y); // <--
    String z = "a";
    while (c) { f(z); z = d; }
    f(z);
} }
"#,
    );
}

#[test]
fn one_value_is_needed_where_one_is_asked_for() {
    check(
        "java",
        "f(\"a\")",
        r#"
class A { void m(boolean c) {
    String x = "a";
    if (c || g(x = "b")) { f(x); }
    f(x);
} }
"#,
    );
}

#[test]
fn fields_that_never_change_are_constants() {
    check(
        "java",
        "f(\"k\")",
        r#"
class A {
    private static final String K = "k";
    private String once = "k";
    String open = "k";
    void m() {
        f(K); // <--
        f(this.K); // <--
        f(once); // <--
        f(open);
    }
}
"#,
    );
}

#[test]
fn sums_and_appended_texts_fold() {
    check(
        "php",
        "f(\"ab\")",
        r#"<?php
$x = "a";
$x .= "b";
f($x); // <--
f("a" . "b"); // <--
$x .= $_GET["y"];
f($x);
"#,
    );
    check("java", "f(3)", "class A { void m() {\n  int n = 1;\n  f(n + 2); // <--\n} }\n");
}

#[test]
fn methods_that_change_a_string_are_seen() {
    check(
        "ruby",
        "f(\"...\")",
        r#"
def m(u)
  a = "x"
  a.concat("y")
  f(a) # <--
  a << u
  f(a)
end
"#,
    );
}

#[test]
fn parameters_and_names_of_other_functions_are_unknown() {
    check(
        "ruby",
        "f(\"...\")",
        r#"
def a
  x = "s"
  f(x) # <--
end
def b
  f(x)
end
def c(x)
  f(x)
end
"#,
    );
}

#[test]
fn names_defined_together_are_no_constants() {
    check("go", "f(\"...\")", "package p\nfunc g() {\n  var a, b = h(\"x\")\n  f(a)\n}\n");
}
