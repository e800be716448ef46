//! Typed metavariables.

use crate::support::check;

#[test]
fn the_nearest_declaration_says_the_type() {
    check(
        "java",
        "f((A $X))",
        r#"
class C {
    A x;
    void a() { f(x); } // <--
    void b(B x) { f(x); }
    void c() { var y = new A(); f(y); } // <--
    void d() { for (A z : zs) { f(z); } } // <--
    void e(boolean c) { f(c ? new A() : null); } // <--
    void g(A[] as) { f(as); f(as[0]); } // <--
}
"#,
    );
}

#[test]
fn operations_have_types() {
    check(
        "java",
        "f((boolean $X))",
        "class C { void m(int i, Boolean b) {\n  f(i == 1); // <--\n  f(!b); // <--\n  f(b); // <--\n  f(i + 1);\n  f(\"a\".equals(c)); // <--\n} }\n",
    );
    check(
        "java",
        "f((String $X))",
        "class C { void m(int i, String s) {\n  f(s + i); // <--\n  f(i + i);\n  f(\"a\"); // <--\n} }\n",
    );
}

#[test]
fn a_type_with_its_package_must_be_imported_or_said() {
    check(
        "java",
        "f((a.b.T $X))",
        "import a.b.T;\nclass C { void m(T t, a.b.T u, c.T v) {\n  f(t); // <--\n  f(u); // <--\n  f(v);\n} }\n",
    );
    check("java", "f((a.b.T $X))", "class C { void m(T t) {\n  f(t);\n} }\n");
}

#[test]
fn a_type_may_be_a_metavariable() {
    check(
        "java",
        "$T $A;\n...\nf(($T $B));",
        "class C { void m() {\n  int x; // <--\n  f(x);\n  long y;\n  String z;\n  g(y);\n} }\n",
    );
}

#[test]
fn pointers_of_c_are_typed() {
    check(
        "c",
        "(char *$X) == (char *$Y)",
        "int f(char *a, int n) {\n  char *s = \"x\";\n  if (s == \"y\") return 1; // <--\n  return n == 1;\n}\n",
    );
}

#[test]
fn members_have_the_type_that_their_owner_gives_them() {
    check(
        "go",
        "($X : sync.RWMutex).Lock()",
        "package p\nimport \"sync\"\ntype A struct { mu sync.RWMutex }\ntype B struct { mu sync.Mutex }\n\
         func (a *A) f() {\n  a.mu.Lock() // <--\n}\nfunc (b *B) f() {\n  b.mu.Lock()\n}\n",
    );
}

#[test]
fn pointers_and_arrays_of_c_are_types_of_their_own() {
    check(
        "c",
        "f((char * $X))",
        "void g(char *a, char b, int *c) {\n  char d[10]; const char *e = a;\n  f(a); // <--\n  f(b);\n  f(c);\n  f(d);\n  f(e); // <--\n  f(\"x\"); // <--\n  f('x');\n}\n",
    );
    check("c", "($X && $X)", "void g(int a) {\n  f(a && a); // <--\n  f(a);\n}\n");
    check("c", "argv", "int main(int n, char **argv) {\n  f(argv); // <--\n}\n");
}
