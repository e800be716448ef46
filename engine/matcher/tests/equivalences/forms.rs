//! Forms that come to the same.

use crate::support::check;

#[test]
fn signs_of_assignments_differ() {
    let code = "package p\nfunc f() {\n  x := a()\n  x = a()\n  x += a()\n}\n";
    let mark = |lines: &[usize]| {
        let marked = code.lines().enumerate().map(|(at, line)| match lines.contains(&(at + 1)) {
            true => format!("{line} // <--\n"),
            false => format!("{line}\n"),
        });
        marked.collect::<String>()
    };
    check("go", "$X = a()", &mark(&[3, 4]));
    check("go", "$X += a()", &mark(&[5]));
}

#[test]
fn pairs_of_an_assignment_stand_for_themselves() {
    check("ruby", "a = 1", "a, b = 1, 2 # <--\nb, a = 1, 2\n");
}

#[test]
fn casts_are_looked_through() {
    check(
        "java",
        "f($X.g())",
        "class A { void m() {\n  f((B) x.g()); // <--\n  f(x.g()); // <--\n  f((B) y);\n} }\n",
    );
}

#[test]
fn cases_of_a_switch_come_in_any_order() {
    check(
        "java",
        "switch ($X) { case 2: g(); }",
        r#"
class A { void m() {
    switch (x) { case 1: f(); case 2: g(); } // <--
    switch (x) { case 2: f(); }
} }
"#,
    );
}

#[test]
fn after_an_ellipsis_a_block_is_open() {
    let rule = "func $F(...) {\n  ...\n  a()\n}";
    check("go", rule, "package p\nfunc f() { // <--\n  a()\n  b()\n}\nfunc g() {\n  b()\n}\n");
    let closed = "func $F(...) {\n  a()\n}";
    check("go", closed, "package p\nfunc f() {\n  a()\n  b()\n}\nfunc g() { // <--\n  a()\n}\n");
}

#[test]
fn an_ellipsis_at_the_start_reaches_back_to_the_first_statement() {
    let rule = "
patterns:
  - pattern: a()
  - pattern-inside: |
      ...
      b()
";
    check(
        "go",
        rule,
        "package p\nfunc f() {\n  a() // <--\n  b()\n}\nfunc g() {\n  b()\n  a()\n}\nfunc h() {\n  a()\n}\n",
    );
}

#[test]
fn words_before_a_definition_come_in_any_order() {
    check(
        "java",
        "static public void $F() { ... }",
        "class A {\n  @B public final static void f() {} // <--\n  public void g() {}\n}\n",
    );
}

#[test]
fn an_annotation_stands_for_itself() {
    check(
        "java",
        "@A({\"x\"})",
        "class C {\n  @B\n  @A({\"x\"}) // <--\n  void f() {}\n  @A({\"y\"})\n  void g() {}\n}\n",
    );
}

#[test]
fn a_parameter_is_told_by_its_type() {
    check(
        "java",
        "$R $F(..., String $S, ...) { f($S); }",
        r#"
class A {
    void a(@P("s") String s) { f(s); } // <--
    void b(Text String, String s) { f(s); } // <--
    void c(Text s) { f(s); }
}
"#,
    );
}

#[test]
fn any_call_is_one_of_a_metavariable() {
    check("java", "$F(...)", "class A { void m() {\n  a(); // <--\n  b.c(); // <--\n} }\n");
    check("java", "a(...)", "class A { void m() {\n  a(); // <--\n  b.a();\n} }\n");
}

#[test]
fn names_of_an_open_package_are_known() {
    check(
        "java",
        "a.b.C.f()",
        "import a.b.*;\nclass A { void m() {\n  C.f(); // <--\n  D.f();\n} }\n",
    );
    check(
        "java",
        "a.b.C.f()",
        "import static a.b.C.f;\nclass A { void m() {\n  f(); // <--\n} }\n",
    );
}

#[test]
fn loops_of_which_nothing_is_said() {
    check(
        "java",
        "for (...) { ... }",
        "class A { void m() {\n  for (;;) {} // <--\n  for (B b : c) {} // <--\n  while (a) {}\n} }\n",
    );
}

#[test]
fn elements_without_keys_have_their_order() {
    check("go", "T{\"a\", ...}", "package p\nvar x = T{\"a\", b} // <--\nvar y = T{b, \"a\"}\n");
}

#[test]
fn an_imported_path_stands_for_what_lies_below() {
    check(
        "go",
        "import \"a/b\"",
        "package p\nimport \"a/b\" // <--\nimport \"a/b/c\" // <--\nimport \"a/bc\"\n",
    );
}

#[test]
fn php_reads_names_without_case() {
    check("php", "f(NULL)", "<?php\nF(null); // <--\nf($x);\n");
    check(
        "php",
        "new A\\B($X)",
        "<?php\nuse A\\B;\nuse A\\B as C;\nnew B(1); // <--\nnew c(1); // <--\nnew D(1);\n",
    );
}

#[test]
fn properties_of_php_are_assigned() {
    check(
        "php",
        "$x = [];",
        "<?php\nclass A {\n  protected $x = []; // <--\n  public $y = [];\n}\n",
    );
}

#[test]
fn what_a_metavariable_must_not_be_is_enough() {
    let rule = "
patterns:
  - pattern: f($X)
  - metavariable-pattern:
      metavariable: $X
      patterns:
        - pattern-not: $A.$B
";
    check("go", rule, "package p\nfunc g() {\n  f(a) // <--\n  f(a.b)\n}\n");
}
