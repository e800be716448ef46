//! What Go lowers to.

use tamis_ir::ImportRequest;

use super::imports::package_name;
use crate::lower::testing::{check as check_in, is_whole, module};

fn check(text: &str, wanted: &[&str]) {
    check_in("go", &format!("package p\n{text}"), wanted);
}

#[test]
fn several_results_are_a_tuple() {
    check(
        "func f() (a string, err error) { a, err = g(); x, _ := h(); if x { return }; return x, nil }",
        &[
            "?g()",
            "a = %",
            "[0]",
            "err = %",
            "[1]",
            "x = %",
            "Tuple(0: a, 1: err)",
            "Tuple(0: x, 1: null)",
        ],
    );
    check("func f() { a, b = b, a }", &["= ?b", "= ?a", "?a = %", "?b = %"]);
}

#[test]
fn a_second_value_asks_a_map() {
    check(
        "func f() { if v, ok := m[k]; ok { g(v) } }",
        &["?k In ?m", "v = ?m[*]", "ok = %", "if %", "?g(v)"],
    );
    check("func f() { if !m[k] { return } }", &["?k In ?m", "if %"]);
}

#[test]
fn loops_and_labels() {
    check(
        "func f() { L: for i, x := range xs { for j := 0; j < 3; j++ { continue L } } }",
        &["fork", "opaque()", "iterate ?xs", "j = 0", "j Less 3", "j Add 1"],
    );
    check("func f() { for x { break }; for { } }", &["if ?x"]);
}

#[test]
fn switches_test_and_fall_through() {
    check(
        "func f(x T) { switch x { case 1, 2: g(); fallthrough; case 3: h(); default: i() } }",
        &["List(1, 2)", "x In %", "?g()", "goto b3", "?h()", "?i()", "x Equal 3"],
    );
    check(
        "func f(x T) { switch y := x.(type) { case int: g(y); case S: h(y) } }",
        &["fork", "Number x", "?g(y)", "y = x", "?h(y)"],
    );
}

#[test]
fn types_have_methods_bases_and_fields() {
    let found = module(
        "go",
        "package p\ntype S struct { *B; a, b q.T; m map[string]int }\ntype I interface { M(); N(x int) }\n\
         func (s *S) M(x string) {}\nfunc (o *Other) N() {}\n",
    );
    let types: Vec<String> = found.classes[0]
        .field_types
        .iter()
        .map(|(name, type_)| format!("{name}: {type_}"))
        .collect();
    assert_eq!(types, ["B: B", "a: q.T", "b: q.T", "m: "]);
    assert_eq!(found.classes[0].bases.len(), 1);
    assert_eq!(&*found.classes[0].methods[0].name, "M");
    assert_eq!(found.classes[1].required.len(), 2);
    // The type of this method is another file's.
    assert_eq!((&*found.classes[2].name, found.classes[2].bases.len()), ("Other", 1));
}

#[test]
fn literals_are_maps_and_lists() {
    check(
        "type P struct { a, b string }\nfunc f() { g(&P{a: x}, P{x, y}, []string{x}, map[string]T{\"k\": x}, [][]T{{x}}) }",
        &["Map(a: ?x)", "List(a: ?x, b: ?y)", "List(?x)", "Map(k: ?x)", "List(?x)", "List(%"],
    );
}

#[test]
fn builtins_and_conversions() {
    check(
        "func f(x T) { g(append(x, y, z...), string(x), int64(x), []byte(x), len(x), x.(int), *x) }",
        &["List(*x, ?y, *?z)", "join(x)", "Number x", "= x", "?len(x)", "Number x", "= x"],
    );
    check("func f(x T) { panic(x) }", &["throw x"]);
    check("func f(n int, x ...T) { n = 1 }", &["f(n Plain, x Rest)", "Number n", "n = 1"]);
}

#[test]
fn channels_are_lists() {
    check(
        "func f() { c <- x; y := <-c; select { case z := <-d: g(z); case d <- 1: } }",
        &["?c[*] = ?x", "iterate ?c", "fork", "iterate ?d", "?g(z)", "?d[*] = 1"],
    );
}

#[test]
fn imports_and_their_folders() {
    check(
        "import (\n\"fmt\"\ndb \"a.com/x/db\"\n. \"a.com/y\"\n_ \"a.com/z/v2\"\n)\nfunc f() { fmt.Print(db.X) }",
        &[
            "import 0: fmt Module",
            "import 1: a.com/x/db Module",
            "import 2: a.com/y All",
            "import 3: a.com/z/v2 Module",
            "^fmt.Print(^db.X)",
        ],
    );
    assert_eq!(["a.com/b/v2", "gopkg.in/yaml.v3", "fmt"].map(package_name), ["b", "yaml", "fmt"]);
    let guesses = |module| {
        let request = ImportRequest { importer: "cmd/a.go", module, item: "" };
        super::imports::locate(&request).into_iter().map(|it| it.path).collect::<Vec<_>>()
    };
    assert_eq!(guesses("a.com/x/db"), ["a.com/x/db/", "x/db/", "db/"]);
    assert_eq!(guesses("./sub"), ["cmd/sub/"]);
    assert!(guesses("net/http").is_empty());
}

#[test]
fn nothing_of_common_code_is_left_out() {
    is_whole(
        "go",
        "package p\nimport \"fmt\"\nconst ( A = iota; B )\nvar x, y = 1, \"a\"\nvar z map[string][]int\n\
         type F func(int) (string, error)\ntype G[T any] struct { v T }\ntype Alias = F\n\
         func (g *G[T]) Get(k string, _ int, more ...T) (r T, err error) { defer g.mu.Unlock(); go func() {}()\n\
         x++; y--; x <<= 1; x &^= 2; a[1:2:3] = b[:]; *p = 3; var q int; type local struct{}; const c = 1\n\
         l: for { select { case <-d: break l; case v, ok := <-e: _ = v; default: } }\n\
         if err := f(); err != nil { return r, err } else if x := g(); x { } else { }\n\
         switch a := b.(type) { case *S, []int, map[string]int, func(): default: }\n\
         s := struct{ a int }{1}; m := map[K]V{{1}: {2}}; arr := [...]int{1: 2}; i := x.(interface{ M() })\n\
         f := func(a, b int) int { return a }; f2 := G[int]{v: 1}; h := Map[int, string](x); for range 3 {}\n\
         j := 0x1F + 1_000 + 'a' + 1.5e3 + 2i; k := `raw`; return *new(T), nil }\n",
    );
}

#[test]
fn broken_code_is_no_trouble() {
    for text in [
        "func",
        "func f(",
        "type S struct {",
        "func f() { if",
        "func f() { for i := range }",
        "func f() { switch x { case",
        "func f() { a, b := }",
        "func f() { x. }",
        "import (",
        "var",
        "func (",
        "func () f() {}",
        "func f() { break L; continue; fallthrough; goto M }",
        "func f() { select {} }",
        "func f() { m[ }",
        "func f() { return , }",
        "type I interface { M",
    ] {
        module("go", &format!("package p\n{text}"));
        module("go", text);
    }
}
