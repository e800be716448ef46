//! What Rust lowers to.

use tamis_ir::ImportRequest;

use crate::lower::testing::{check as check_in, is_whole, module};

fn check(text: &str, wanted: &[&str]) {
    check_in("rust", text, wanted);
}

#[test]
fn blocks_are_values() {
    check(
        "fn f(c: C) -> X { let x = if c { g() } else { h() }; { x; 1 } }",
        &["if c b1 else b2", "?g()", "goto b3", "?h()", "goto b3", "b3:", "x = %", "return 1"],
    );
    check("fn f() { g(); }", &["?g()", "return null"]);
    check("fn f() -> X { g() /* end */ }", &["= Call ?g()", "return %"]);
}

#[test]
fn let_hides_and_unpacks() {
    check(
        "fn f(x: A) { let x = g(x); let (a, _, b) = x; let S { c, d: Some(e), .. } = b; }",
        &["Call ?g(x)", "x = %", "a = x[0]", "b = x[2]", "c = b.c", "e = b.d"],
    );
    check(
        "fn f() { let Some(x) = g() else { return 1 }; x }",
        &["fork", "return x", "return 1", "x = %"],
    );
}

#[test]
fn conditions_bind() {
    check(
        "fn f() { if let Some(a) = g() && a.ok && !h() { i(a) } }",
        &["Call ?g()", "fork", "?i(a)", "if a.ok", "a = %", "?h()", "if %"],
    );
    check("fn f() { while let Some(x) = it.next() { g(x); } }", &["?it.next()", "?g(x)", "goto"]);
}

#[test]
fn match_tests_and_binds() {
    check(
        "fn f(x: T) { match x { 1 | 2 => a(), n if n > 3 => b(n), E::V(p, q) => c(q), _ => d() } }",
        &["List(1, 2)", "x In %", "?a()", "n = x", "n Greater 3", "?b(n)", "?c(q)", "?d()"],
    );
}

#[test]
fn loops_and_labels() {
    check(
        "fn f() { 'a: for (i, x) in g().iter() { if x { continue 'a; } break; } loop { break 1; } }",
        &["?g()", "fork", "iterate", "i = %", "x = %", "= 1"],
    );
}

#[test]
fn references_and_the_like_are_the_same() {
    check("fn f(x: T) { let y = &mut *x.p; g(&\"a\", y?); }", &["= x.p", "y = %", "?g(\"a\", %"]);
    check("fn f(x: T) { g(x.clone(), x.unwrap()); }", &["join(x)", "= x", "?g(%"]);
    check("fn f(x: T) { g(x.parse::<u32>(), x as u8) }", &["Number x", "Number x"]);
}

#[test]
fn types_have_methods_and_traits_above() {
    check(
        "struct S { a: Arc<Mutex<T>> } trait T { fn m(&self) { self.n() } } \
         impl T for S { fn n(&self) -> u8 { self.a } } impl S { fn new() -> Self { Self { a: 1 } } }",
        &[
            "class S : T",
            "n = f2 Instance",
            "new = f3 Static",
            "class T",
            "m = f1 Instance",
            "T::m(self Receiver)",
            "Call self.n()",
            "return self.a",
            "Map(a: 1)",
        ],
    );
    let found = module("rust", "struct S<X: Q> { a: Arc<Mutex<T>>, b: &'a dyn U, c: X }");
    let types: Vec<String> = found.classes[0]
        .field_types
        .iter()
        .map(|(name, type_)| format!("{name}: {type_}"))
        .collect();
    assert_eq!(types, ["a: T", "b: U", "c: Q"]);
}

#[test]
fn constructors_of_this_file_make_tuples() {
    check(
        "enum E { V(A, B) } struct P(A); fn f() { E::V(1, 2); P(3); Some(4); Other(5); }",
        &["Tuple(1, 2)", "Tuple(3)", "Call ?Other(5)"],
    );
}

#[test]
fn closures_have_parameters_and_capture() {
    check(
        "fn f(x: T) { let g = move |_, (a, b): P| a + x; }",
        &["<closure>(%0 Plain, %1 Plain)", "a = %1[0]", "a Add ^x"],
    );
}

#[test]
fn async_blocks_are_left_by_return() {
    check("fn f() { let x = async { return 1; }; x.await }", &["= 1", "await x"]);
    check("async fn f() {}", &["f()"]);
    assert!(module("rust", "pub async fn f() {}").functions[1].is_async);
}

#[test]
fn macros_by_their_arguments() {
    check(
        "fn f(x: T, y: T) { format!(\"a{}b{y:?}c{0}{{}}\", x.m(1)?); }",
        &["Call x.m(1)", "template(\"a\", %2, \"b\", y, \"c\", %2, \"{{}}\")"],
    );
    check("fn f(x: T) { vec![x, g(x)]; vec![x; 3]; }", &["?g(x)", "List(x, %", "List(*: x)"]);
    check("fn f(w: W, x: T) { write!(w, \"{}\", x); }", &["template(x)", "w.push_str(%"]);
    check("fn f(x: T) { info!(?x, \"{x}\"); }", &["?info!(x, \"{x}\", x)"]);
    check("fn f(x: T) { matches!(x, \"a\" | \"b\"); }", &["List(\"a\", \"b\")", "x In %"]);
    check("fn f(x: T) { assert!(x == 1 && g(), \"no\"); }", &["x Equal 1", "if %", "throw"]);
    check(
        "fn f(x: T) { q!(x.a[1], -x, &mut x.b.0, S { a: x }, |a| a, x.iter().map::<T>(g)); }",
        &["Negate x", "opaque(", "?q!(x.a[1], %", "x.b[0]"],
    );
}

#[test]
fn paths_lead_to_modules() {
    check(
        "mod db; use crate::a::{self, B as C, d::*}; use std::fs; \
         fn f() { crate::x::Y::new(); db::g(); C::h(); self::f(); }",
        &[
            "import 0: self.db Module",
            "import 1: crate Named(\"a\")",
            "import 2: crate.a Named(\"B\")",
            "import 3: crate.a.d All",
            "import 4: std Named(\"fs\")",
            "import 5: crate.x Named(\"Y\")",
            "import 6: self Named(\"f\")",
            "^db.g()",
            "^C.h()",
        ],
    );
    check("mod m { pub fn f() {} } fn g() { m::f() }", &["m = Map(f: f)", "Call ^m::f()"]);
}

#[test]
fn files_of_modules_are_guessed() {
    let guesses = |importer, module, item| {
        let request = ImportRequest { importer, module, item };
        super::modules::locate(&request).into_iter().map(|it| it.path).collect::<Vec<_>>()
    };
    assert!(guesses("p/src/a/b.rs", "crate.c", "d").contains(&"p/src/c.rs".to_owned()));
    assert_eq!(guesses("p/src/a/b.rs", "crate.c", "d")[0], "p/src/c/d.rs");
    assert!(guesses("src/a.rs", "self.b", "").contains(&"src/a/b.rs".to_owned()));
    assert!(guesses("src/a/mod.rs", "self.b", "").contains(&"src/a/b.rs".to_owned()));
    assert!(guesses("src/a/b.rs", "super", "c").contains(&"src/a/mod.rs".to_owned()));
    assert!(guesses("src/a/b.rs", "super.super", "c").contains(&"src/lib.rs".to_owned()));
    assert!(guesses("x/a.rs", "my_lib.m", "c").contains(&"my-lib/src/m.rs".to_owned()));
    assert!(guesses("x/a.rs", "std.fs", "read").is_empty());
}

#[test]
fn nothing_of_common_code_is_left_out() {
    is_whole(
        "rust",
        "#![allow(x)] extern crate a; use b::c; pub(crate) static mut S: [u8; 3] = [0; 3]; \
         type T = u8; union U { a: u8 } macro_rules! m { ($x:expr) => { $x } } extern \"C\" { fn q(); } \
         pub const fn f<'a, X: Y + 'a, const N: usize>(&'a mut self, a: impl Fn(u8) -> u8) -> Option<&'a str> \
         where X: Z { let mut x: u8; x = 1; x += 2; a.0.1 = *b; (c, d) = e; x <<= 1; \
         let y = 'l: { break 'l 1 }; for _ in 0..=9 {} while a < b {} loop {} \
         match x { 1..=2 | 'a'..='z' => (), ref z @ Some(_) => (), &[a, .., b] => (), E::A { b, .. } => (), \
         -1 => (), crate::C => (), Self::D => (), box_!() => (), } \
         a.b::<C>().await?; <T as U>::f(x); Vec::<u8>::new(); x[1..]; &x[..2]; ..; a..b; 1u8; 0xFFu32; 1.5f32; \
         b\"x\"; br#\"y\"#; 'c'; b'd'; r\"e\"; (); (1,); |_| (); || { return; }; async move {}; unsafe {}; \
         if let A | B = c {} if a && let Some(b) = c {} S { a, b: 1, ..Default::default() }; x as *const u8; \
         &raw const x; !a; -b; *c; return; }",
    );
}

#[test]
fn broken_code_is_no_trouble() {
    for text in [
        "fn",
        "fn f(",
        "impl {",
        "struct S {",
        "fn f() { let",
        "fn f() { match x {",
        "format!(",
        "fn f() { format!(\"{\", x) }",
        "fn f() { vec![; ] }",
        "fn f() { write!() }",
        "use a::{b",
        "fn f() { x. }",
        "fn f() { q!(a.b.(c) :: < d , ! ? & *) }",
        "mod m { fn",
        "fn f() { 'a: }",
        "fn f() { matches!(x) ; matches!(x, |) }",
        "fn f() { break 'a; continue; }",
        "trait T { fn",
        "impl T for",
        "fn f() { if let }",
        "fn f(_: T, |a) {}",
        "fn f() { \"\\u{zzz}\"; '\\'' }",
    ] {
        module("rust", text);
    }
}
