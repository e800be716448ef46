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

#[test]
fn keywords_of_php_are_called_by_a_name_left_open() {
    let rule = "
patterns:
  - pattern: $F(...)
  - metavariable-regex: {metavariable: $F, regex: '(include|echo)$'}
";
    check("php", rule, "<?php\ninclude $x; // <--\nrequire $x;\necho $a, $b; // <--\nf($x);\n");
    check("php", "$F($A, $B)", "<?php\necho $a, $b; // <--\necho $a;\n");
    check("php", "echo $A", "<?php\necho $a; // <--\nprint $a;\n");
    let method = "
patterns:
  - pattern: $F(...)
  - metavariable-regex: {metavariable: $F, regex: .*->set$}
";
    check("php", method, "<?php\n$a->set(1); // <--\n$a->get(1);\nset(1);\n");
}

#[test]
fn text_and_code_of_a_string_of_php_are_its_parts() {
    let rule = "
patterns:
  - pattern: '\"...$X...\"'
  - metavariable-regex: {metavariable: $X, regex: .*select}
";
    check("php", rule, "<?php\n$a = \"select $b\"; // <--\n$c = \"from $b\";\n");
    check(
        "php",
        "\"...{$X}...\"",
        "<?php\nf(\"a $b\"); // <--\nf(\"{$b['c']} d\"); // <--\nf(\"a\");\n",
    );
    check("php", "\"$A{$X}...\"", "<?php\nf(\"a {$b} c\"); // <--\nf('a {$b} c');\n");
    check("php", "`...`", "<?php\necho `ls $x`; // <--\n$y = `ls`; // <--\n$z = \"ls\";\n");
}

#[test]
fn regular_expressions_of_ruby_have_code_in_them() {
    check("ruby", "/...#{$X}.../", "a =~ /b#{c}d/ # <--\na =~ /#{c}/i # <--\na =~ /bcd/\n");
    check("ruby", "/.../", "a =~ /b#{c}d/ # <--\na =~ /bcd/ # <--\na =~ b\n");
}

#[test]
fn what_stands_before_a_condition_of_go_is_a_statement() {
    let rule = "
pattern: |
  $X, $ERR := $F(...)
  if $ERR != nil { ... }
";
    check(
        "go",
        rule,
        "package p\nfunc g() {\n  if a, err := f(); err != nil { h() } // <--\n\
         \x20 b, err := f() // <--\n  if err != nil { h() }\n  if c, err := f(); err == nil { h() }\n}\n",
    );
}

#[test]
fn arms_of_select_are_cases() {
    let rule = "
pattern: |
  select {
    case ...
    case <- $C:
  }
";
    check(
        "go",
        rule,
        "package p\nfunc g() {\n  select { // <--\n  case a := <-b:\n    f(a)\n  case <-c:\n    h()\n  }\n\
         \x20 select {\n  case d <- 1:\n    f(a)\n  }\n}\n",
    );
}

#[test]
fn let_is_var_unless_the_rule_says_otherwise() {
    check("javascript", "var $X = 1", "var a = 1; // <--\nlet b = 1; // <--\n");
    let apart = "pattern: var $X = 1\noptions: {let_is_var: false}";
    check("javascript", apart, "var a = 1; // <--\nlet b = 1;\n");
}

#[test]
fn braces_alone_are_an_object_of_javascript() {
    check("javascript", "{...}", "function f() {\n  g({a: 1}); // <--\n  if (h) { i(); }\n}\n");
}

#[test]
fn types_of_rust_are_known_by_their_last_name() {
    check(
        "rust",
        "fn $F(...) -> Result<$T> { ... }",
        "fn a() -> io::Result<u8> { b() } // <--\nfn c() -> Result<u8> { b() } // <--\nfn d() -> Option<u8> { b() }\n",
    );
}

#[test]
fn a_statement_is_not_looked_for_in_conditions() {
    check(
        "c",
        "$A == $B;",
        "void f() {\n  a == b; // <--\n  if (a == b) { c = d == e; // <--\n  }\n  while (a == b) g();\n}\n",
    );
    check("c", "$A == $B", "void f() {\n  if (a == b) g(); // <--\n}\n");
}

#[test]
fn the_default_of_a_switch_is_asked_for_by_its_name() {
    let rule = "
patterns:
  - pattern: switch ($X) { }
  - pattern-not: 'switch ($X) { default: ... }'
";
    check(
        "c",
        rule,
        "void f() {\n  switch (a) { case 1: b(); } // <--\n  switch (a) { case 1: b(); default: c(); }\n}\n",
    );
}
