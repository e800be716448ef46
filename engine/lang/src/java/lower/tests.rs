//! What Java lowers to.

use tamis_ir::ImportRequest;

use crate::lower::testing::{check as check_in, is_whole, module};

fn check(text: &str, wanted: &[&str]) {
    check_in("java", text, wanted);
}

/// The code of a method.
fn check_body(text: &str, wanted: &[&str]) {
    check(&format!("class C {{ void f(T x) {{ {text} }} }}"), wanted);
}

#[test]
fn names_are_looked_for_as_the_language_does() {
    check(
        "class C { T a; static T b; static final String K = \"k\"; void f(T x) { T y = x; g(x, y, a, b, K, D.c); h(a); } \
         static void g() { b = a; } void h(T q) {} }",
        &[
            "C.f(this Receiver",
            "y = x",
            "^C.g(x, y, this.a, ^C.b, \"k\", ?D.c)",
            "this.h(this.a)",
            "^C.b = ",
        ],
    );
    check("class C extends B { void f() { g(z); } }", &["this.g(this.z)"]);
    check("class C { void f() { g(z); } }", &["?g(?z)"]);
}

#[test]
fn constructors_set_fields_first() {
    check(
        "class C extends B { int n = 1; { g(); } C(T x) { super(x); this.x = x; } C() { this(1); } C(A a, B b) {} }",
        &[
            "class C : ?B",
            "<init>",
            "Implicit ?super()",
            "<init>(x)",
            "this.n = 1",
            "this.g()",
            "this.x = x",
            "this.<init>(1)",
            "Implicit ?super()",
            "this.n = 1",
        ],
    );
    check("class C { T x = g(); }", &["C.<init>(this Receiver)", "this.x = %"]);
}

#[test]
fn static_members_belong_to_the_class() {
    check(
        "class C { static T a = g(); static { h(a); } static class D {} }",
        &["C()", "?g()", "a = %", "?h(a)", "D = ^D"],
    );
}

#[test]
fn bodies_make_classes() {
    check(
        "class C { void f() { Runnable r = new Runnable() { public void run() { g(C.this); } }; } void g(T x) {} }",
        &[
            "class <Runnable> : ?Runnable",
            "New %",
            "?Runnable>.run(this Receiver)".trim_start_matches('?'),
        ],
    );
    check(
        "record R(T a, T b) { R { g(a); } T b() { return a; } }",
        &[
            "a = f",
            "<init>(this Receiver, a Plain, b Plain)",
            "?g(a)",
            "this.a = a",
            "this.b = b",
            "return this.a",
        ],
    );
    check("enum E { A(1), B; E(int n) {} }", &["New ^E(1)", "A = %", "New ^E()", "B = %"]);
}

#[test]
fn loops_and_labels() {
    check_body(
        "l: for (T y : xs) { for (int i = 0; i < 3; i++) { continue l; } } do { g(); } while (x);",
        &["fork", "iterate ?xs", "y = %", "i = 0", "i Less 3", "i Add 1", "?g()", "if x"],
    );
}

#[test]
fn switches_test_and_fall_through() {
    check_body(
        "switch (x) { case 1: g(); case 2: case 3: h(); break; default: i(); }",
        &["x Equal 1", "?g()", "goto", "?h()", "?i()", "x Equal 3"],
    );
    check_body(
        "T y = switch (x) { case \"a\", \"b\" -> 1; case \"c\" -> { yield 2; } default -> throw g(); };",
        &["List(\"a\", \"b\")", "x In %", "= 1", "= 2", "throw"],
    );
    check_body(
        "switch (x) { case S s when s.a -> g(s); case R(A a, var b) -> h(a); default -> {} }",
        &["fork", "?g(s)", "s = x", "if s.a", "a = x[*]"],
    );
}

#[test]
fn handlers_see_what_was_raised() {
    check_body(
        "try (R r = g()) { h(); } catch (A | B e) { i(e); } catch (C d) { j(d); } finally { k(); }",
        &["?k()", "fork b6 b7", "?g()", "r = %", "?h()", "e = %", "?i(e)", "d = %", "?j(d)"],
    );
}

#[test]
fn lambdas_and_method_references() {
    check_body(
        "g(y -> y.a, (p, q) -> { return p; }, (T z) -> x, this::h, T::new);",
        &[
            "?g(%",
            "this.h",
            "?T)",
            "<lambda>(y Plain)",
            "return y.a",
            "<lambda>(p Plain, q Plain)",
            "return ^x",
        ],
    );
}

#[test]
fn expressions() {
    check_body(
        "T y = (int) x; y += 1L; y = x instanceof S s ? s.a : -1; a[0][i] = new T[] {x}; g(\"a\\n\", 'c', 0x1F);",
        &[
            "Number x",
            "y Add 1",
            "s = x",
            "InstanceOf",
            "= s.a",
            "= -1",
            "List(x)",
            "?a[0][*] = %",
            "?g(\"a\\n\", \"c\", 31)",
        ],
    );
}

#[test]
fn types_are_noted() {
    let found = module("java", "class C<T> { Optional<Repo> a; private b.D d; List<E> e; int n; }");
    let types: Vec<String> = found.classes[0]
        .field_types
        .iter()
        .map(|(name, type_)| format!("{name}: {type_}"))
        .collect();
    assert_eq!(types, ["a: Repo", "d: b.D", "e: List", "n: "]);
}

#[test]
fn imports_and_their_files() {
    check(
        "import a.b.C; import a.d.*; import static a.b.C.m; class X { void f() { m(C.n); } }",
        &[
            "import 0: a.b Named(\"C\")",
            "import 1: a.d All",
            "import 2: a.b Named(\"C\")",
            "C = import 0",
            "m = %",
            "^m(^C.n)",
        ],
    );
    let guesses = |module, item| {
        let request = ImportRequest { importer: "x/Y.java", module, item };
        super::imports::locate(&request).into_iter().map(|it| it.path).collect::<Vec<_>>()
    };
    assert_eq!(guesses("a.b", "C"), ["a/b/C.java", "a/b.java", "a/b/"]);
    assert_eq!(guesses("a.b", ""), ["a/b/"]);
    assert!(guesses("java.util", "List").is_empty());
}

#[test]
fn nothing_of_common_code_is_left_out() {
    is_whole(
        "java",
        "package a.b; import java.util.*;\n@A(x = 1) public final class C<T extends B> extends D<T> implements E, F {\n\
         private static final int N = 1, M; int[] a = {1, 2}, b[]; @Inject T t; static { g(); } { h(); }\n\
         public C(T x, int... r) throws X { super(x); } @Override public <U> U f(@P final String s, U u) throws X {\n\
         final var v = new HashMap<String, List<?>>(); int i = 0, j; i++; --i; i >>>= 2; a[i] = ~i; assert i > 0 : s;\n\
         synchronized (this) { g(); } if (a == null) return null; else if (!b) ; for (;;) break; while (x) continue;\n\
         Object o = (Runnable & S) () -> {}; o = int[].class; o = new int[3][]; o = C.super.f(s, u); this.t.u.v();\n\
         try { g(); } finally { h(); } class Local {} record R(int a) {} enum G { H } interface I { void m(); }\n\
         l: { break l; } s = \"\"\"\n text \"\"\"; char c = '\\''; double d = 1.5e3, e = 0x1p3, q = 07; u.<T>g(); a.new B();\n\
         switch (i) { case 1 -> g(); default -> {} } return (U) (s + 1L); } abstract void k(); }\n\
         @interface J { String value() default \"x\"; } sealed interface K permits L {} non-sealed class L implements K {}\n",
    );
}

#[test]
fn broken_code_is_no_trouble() {
    for text in [
        "class",
        "class C {",
        "class C { void f(",
        "class C { void f() { if",
        "class C { int x = ; }",
        "import",
        "import static a;",
        "class C { void f() { switch (x) { case",
        "record R(",
        "enum E { A(",
        "class C { void f() { try { } catch ( } }",
        "class C { void f() { yield 1; break l; continue; } }",
        "class C { void f() { x. ; this. ; super. } }",
        "class C { C() { this( } }",
        "interface I { void",
        "class C { void f() { new T() { } }",
        "class C { void f() { a -> } }",
        "void f() { g(); }",
        "@",
    ] {
        module("java", text);
    }
}
