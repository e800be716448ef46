//! What constructs of JavaScript and TypeScript lower to.

use tamis_ir::{Module, dump};

fn module(language: &str, text: &str) -> Module {
    let language = crate::language(language).expect("the language is in the table");
    let syntax = language.syntax.as_ref().expect("it has a grammar");
    let tree = crate::parse(syntax, text);
    super::lower((syntax.grammar)(), &tree, text)
}

fn check_in(language: &str, text: &str, wanted: &[&str]) {
    let found = dump(&module(language, text));
    let mut rest = found.as_str();
    for line in wanted {
        match rest.find(line) {
            Some(at) => rest = &rest[at + line.len()..],
            None => panic!("'{line}' is not (or not in this order) in\n{found}"),
        }
    }
}

fn check(text: &str, wanted: &[&str]) {
    check_in("javascript", text, wanted);
}

/// All of `wanted` are there, in whatever order: blocks are numbered as they are made, not as they run.
fn check_all(language: &str, text: &str, wanted: &[&str]) {
    for line in wanted {
        check_in(language, text, &[line]);
    }
}

fn exports(text: &str) -> Vec<String> {
    let module = module("typescript", text);
    module.exports.iter().map(|export| export.name.to_string()).collect()
}

#[test]
fn var_is_of_the_function_and_let_of_the_block() {
    check_all(
        "javascript",
        "function f() { if (a) { var x = 1; let y = 2; } g(x, y); }\n",
        &["x = 1", "y = 2", "?g(x, ?y)"],
    );
}

#[test]
fn functions_are_there_before_their_place() {
    check("f();\nfunction f() {}\n", &["f = %", "Call f()"]);
}

#[test]
fn conditions_become_branches() {
    check(
        "if (a && !b) f(); else g();\n",
        &["if ?a b4 else b3", "?f()", "?g()", "if ?b b3 else b2"],
    );
    check("a && f(a);\n", &["if ?a b1 else b2", "?f(?a)"]);
    check("x = a ? b : c;\n", &["if ?a", "= ?b", "= ?c", "?x = %"]);
}

#[test]
fn patterns_take_things_apart() {
    check(
        "const { a, b: { c = 1 }, ...d } = o; const [e, , f, ...g] = l;\n",
        &["a = ?o.a", "join(?o.b.c, 1)", "d = ?o", "e = ?l[0]", "f = ?l[2]", "?l[3::]"],
    );
    check(
        "function f({ a, b = 2 }, [c], d = 3, ...e) {}\n",
        &[
            "f1 f(%0 Plain, %3 Plain, d Plain, e Rest)",
            "a = %0.a",
            "join(%0.b, 2)",
            "c = %3[0]",
            "d = join(d, 3)",
        ],
    );
}

#[test]
fn loops_and_labels() {
    check(
        "l: for (const x of xs) { for (let i = 0; i < 3; i++) { continue l; } }\n",
        &["b1:", "fork b2 b3", "iterate ?xs", "goto b1"],
    );
    check("do { f(); } while (g());\n", &["?f()", "?g()", "if %"]);
}

#[test]
fn handlers_see_what_was_thrown() {
    check_all(
        "javascript",
        "try { f(); } catch (e) { g(e); } finally { h(); }\n",
        &["unwind", "?f()", "e = %", "?g(e)", "?h()"],
    );
}

#[test]
fn switch_falls_through() {
    check_all(
        "javascript",
        "switch (a) { case 1: f(); case 2: g(); break; default: h(); }\n",
        &["?a Equal 1", "?a Equal 2", "?f()", "goto b3", "?g()", "goto b1", "?h()"],
    );
}

#[test]
fn classes_list_their_methods_and_set_their_fields() {
    check(
        "class C extends B { static s = 1; x = 2; #p; constructor(a) { super(a); this.y = a; } get g() { return this.x; } \
         static m() {} h = (q) => this.x; }\n",
        &[
            "class C : ?B",
            "constructor = f2 Instance",
            "g = f3 Getter",
            "m = f4 Class",
            "h = f5 Instance",
            "s = 1",
            "C.constructor(this Receiver, a Plain)",
            "this.x = 2",
            "Implicit ?super()",
            "constructor(a)",
            "this.y = a",
            "return this.x",
        ],
    );
    check(
        "class C extends B { x = f(); }\n",
        &["constructor = f2", "constructor(*%1)", "this.x = %"],
    );
}

#[test]
fn this_is_a_parameter_and_arrows_capture_it() {
    check(
        "function f() { return () => this.x; }\n",
        &["f1 f(this Receiver)", "f2 <arrow>()", "return ^this.x"],
    );
    check("function f(a) { return a; }\n", &["f1 f(a Plain)"]);
}

#[test]
fn modules_import_and_export() {
    check(
        "import d, { a as b } from './m'; import * as n from 'node:fs'; const { q } = require('./r');\n",
        &[
            "import 0: ./m Named(\"default\")",
            "import 1: ./m Named(\"a\")",
            "import 2: fs Module",
            "import 3: ./r Module",
            "d = import 0",
            "b = import 1",
            "n = import 2",
            "= import 3",
            "q = %",
        ],
    );
    assert_eq!(
        exports(
            "export const u = 1, v = 2; export function f() {} export default class C {}\n\
             export { g as h }; export * from './all'; export { z } from './z'; export * as n from './n';\n\
             function g() {}\n"
        ),
        ["f", "u", "v", "default", "*", "z", "n", "h"]
    );
    assert_eq!(exports("export default foo(1);"), ["default"]);
    assert_eq!(exports("@D() export class C {}"), ["C"]);
}

#[test]
fn commonjs_exports_are_a_variable() {
    assert_eq!(exports("exports.a = f; module.exports.b = g;"), ["=", "a", "b"]);
    assert_eq!(exports("module.exports = { a, b: 1, c() {} };"), ["=", "a", "b", "c"]);
    check("module.exports = f;\n", &["module.exports = Map()", "module.exports = ?f"]);
    // A parameter of that name is another thing.
    check("(function (exports) { exports.a = 1; })(x);\n", &["exports.a = 1"]);
}

#[test]
fn files_of_imports_are_guessed() {
    let guesses = |importer, module| {
        let request = tamis_ir::ImportRequest { importer, module, item: "" };
        super::modules::locate(&request).into_iter().map(|it| it.path).collect::<Vec<_>>()
    };
    let found = guesses("a/b/c.ts", "../d");
    assert!(found.contains(&"a/d.ts".to_owned()) && found.contains(&"a/d/index.js".to_owned()));
    assert!(guesses("a/c.ts", "./d.js").contains(&"a/d.ts".to_owned()));
    assert!(guesses("a/c.ts", "@/lib/d").contains(&"lib/d.ts".to_owned()));
    assert!(guesses("a/c.ts", "@lib/d").contains(&"lib/d.ts".to_owned()));
    assert!(guesses("a/c.ts", "express").is_empty());
    assert!(guesses("c.ts", "../../d").is_empty());
}

#[test]
fn templates_and_tags() {
    check(
        "x = `a${b}c`; tag`d${e}`;\n",
        &["template(\"a\", ?b, \"c\")", "List(\"d\", \"\")", "Implicit ?tag(%"],
    );
}

#[test]
fn elements_are_made_of_their_parts() {
    check(
        "const a = <div {...p} title={t}>hi {n}</div>; const b = <Box x={y}>z{c}</Box>;\n",
        &["opaque(?p, %", "Map(x: %", "Implicit ?Box("],
    );
}

#[test]
fn typescript_adds_types() {
    check_all(
        "typescript",
        "enum E { A, B = 'x', C = 5, D }\nnamespace N { export const g = 1; }\n\
         class C { constructor(private readonly db: Db, @Body() q?: T) {} m(this: C, a: string) {} }\n\
         f(x as any, y!, <T>z);\n",
        &[
            "Map(A: 0, B: \"x\", C: 5, D: 6)",
            "N.g = g",
            "this.db = db",
            "q = q",
            "C.m(this Receiver, a Plain)",
            "?f(?x, ?y, ?z)",
        ],
    );
    let module = module("typescript", "class C { p: a.B; constructor(private db: Db) {} }");
    let types: Vec<String> = module.classes[0]
        .field_types
        .iter()
        .map(|(name, type_)| format!("{name}: {type_}"))
        .collect();
    assert_eq!(types, ["p: a.B", "db: Db"]);
}

#[test]
fn nothing_of_common_code_is_left_out() {
    let text = "'use strict'; async function* f(a, { b }, ...c) { yield* a; for await (const x of b) await x; \
                delete a.b; void 0; typeof a; a?.b?.[c]?.(d); new F; (0, g)(...c); x ||= 1; i++; [a, b] = [b, a]; \
                label: { break label; } return async (x) => ({ ...x, [y]: 1, 'z': 2, get w() { return 1; } }); }\n\
                with (o) { f(); } throw new Error(`x`);\nimport('m').then(({ default: d }) => d);\n\
                /a+/g.test(b); class A { static { f(); } *g() {} async h() {} [k]() {} }\n\
                if (a) ; else if (b) { } debugger; for (;;) { break; } new.target; import.meta.url;\n";
    let found = module("javascript", text);
    assert!(
        found.unlowered.is_empty(),
        "{:?}",
        found.unlowered.iter().map(|it| it.of(text)).collect::<Vec<_>>()
    );
    let text = "abstract class A<T> implements B { abstract m(): void; private static readonly x?: number = 1; }\n\
                declare module 'm' { const y: string; } type T = string | number; interface I { a: b }\n\
                export type { U } from './u'; function f(a: string): void; let z = a satisfies T;\n\
                import type { V } from './v'; import w = require('w'); export = w; f<string>(1);\n";
    let found = module("typescript", text);
    assert!(
        found.unlowered.is_empty(),
        "{:?}",
        found.unlowered.iter().map(|it| it.of(text)).collect::<Vec<_>>()
    );
}

#[test]
fn broken_code_is_no_trouble() {
    for text in [
        "function",
        "class {",
        "x = = 1",
        "f(",
        "try {",
        "switch (x) { case",
        "for (of) {",
        "@",
        "export default",
        "export {",
        "import {a",
        "const {a: = b",
        "({a",
        "`${",
        "<a b=",
        "x => {",
        "yield",
        "async",
        "export *",
        "super(",
    ] {
        module("typescript", text);
        module("javascript", text);
        module("tsx", text);
    }
}
