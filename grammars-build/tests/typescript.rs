//! The patched TypeScript grammars against the release they are made from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tamis_grammars::{grammar, tree_sitter::Language};

use crate::{here, parse, syntax_errors};

#[path = "../patches/edit.rs"]
mod edit;
#[path = "../patches/typescript.rs"]
mod patches;

const VENDORED: &str = "vendor/tree-sitter-typescript";

/// A form the release fails on, for each patch several, and a part of the tree it has now.
const PATCHED: &[(&str, &str)] = &[
    ("interface Box<in out T> {}", "(type_parameters (type_parameter name: (type_identifier)))"),
    (
        "type Source<out T, in U = T> = (x: U) => T;",
        "(type_parameter name: (type_identifier) value: (default_type",
    ),
    (
        "class Cell<const in out T extends object> {}",
        "(type_parameter name: (type_identifier) constraint: (constraint",
    ),
    ("type Weird<out out> = out;", "(type_parameter name: (type_identifier)))"),
    (
        "export default function (x: number): string;",
        "declaration: (function_signature parameters: (formal_parameters",
    ),
    (
        "export default function (x: string): void\nexport default function (x: any) { return x; }",
        "declaration: (function_signature parameters: (formal_parameters",
    ),
    (
        "export default async function <T>(x: T): Promise<T>;",
        "(function_signature type_parameters: (type_parameters",
    ),
    ("export type * from './a';", "(export_statement source: (string"),
    (
        "export type * as ns from './a';",
        "(export_statement (namespace_export (identifier)) source: (string",
    ),
    (
        "interface X { abstract?: boolean; readonly abstract: 1 }",
        "(property_signature name: (property_identifier)",
    ),
    (
        "interface X { abstract(): void; abstract new (): X }",
        "(method_signature name: (property_identifier)",
    ),
    ("abstract class A { abstract abstract: string; abstract = 2 }", "value: (number)"),
    (
        "const { abstract } = paper; abstract.trim();",
        "object: (identifier) property: (property_identifier)",
    ),
    (
        "let a: import('x').A[];",
        "(array_type (member_expression object: (call_expression function: (import)",
    ),
    (
        "let a: (import('x').A | B)[];",
        "(parenthesized_type (union_type (member_expression object: (call_expression",
    ),
    (
        "let a: keyof import('x').A;",
        "(index_type_query (member_expression object: (call_expression",
    ),
    (
        "let a: import('x').A.B<string>['c'];",
        "(lookup_type (generic_type name: (member_expression object: (member_expr",
    ),
    (
        "let a: [...import('x').A<B>[]];",
        "(rest_type (array_type (generic_type name: (member_expression",
    ),
    (
        "let a: Array<import('x').A<import('y').B>>;",
        "type_arguments: (type_arguments (generic_type name: (member_expr",
    ),
    ("const f = (x: import('a').B<C>): import('a').D<E> => x;", "(arrow_function parameters:"),
    (
        "class C extends D implements import('y').F<G> {}",
        "(implements_clause (generic_type name: (member_expression",
    ),
];

/// Text that the release takes for a comparison or a modifier, and what it is.
const MISREAD: &[(&str, &str)] = &[
    (
        "f<import('x').A>(y);",
        "(call_expression function: (identifier) type_arguments: (type_arguments (member_expr",
    ),
    (
        "const a = x as import('y').A<B>;",
        "(as_expression (identifier) (generic_type name: (member_expression",
    ),
    ("abstract\nclass A {}", "(expression_statement (identifier)) (class_declaration"),
];

/// TypeScript that comes near the patched forms; its tree must stay as it is.
const ORDINARY: &[&str] = &[
    "type Same<T, U extends T = T> = { [K in keyof T]: U }; for (const k in o) if (k in p) q(k);",
    "if (i < out.length && out > 2) out.push(i < out, f<out>(y)); let z = async < out;",
    "function out<T>(out: number, abstract?: boolean) { return abstract ? out : { out, abstract }; }",
    "const out = 1, y = { out, abstract: 2 }; enum E { abstract, out } new out(); out`x`; x.out; x?.abstract;",
    "import abstract, { out, abstract as b } from 'x'; export { b, out as c };",
    "abstract class B<T> extends C { abstract foo(): void; protected abstract readonly y: string; abstract get x(): 1 }",
    "export default abstract class B {}\ndeclare abstract class C {}\n@dec() export abstract class D { @dec abstract x: 1 }",
    "type F = abstract new (x: boolean) => void; interface X { abstract new <T>(x: T): X }",
    "export default function f(x: number): string;\nexport default function f(x: any) { return x; }",
    "export default function () {}\n",
    "export default function* <T>(x: T): Iterable<T>\n{ yield x; }\n",
    "export default (function (x: number): string { return 'a'; });",
    "export type { A } from 'x'; export type { B }; export type C = string; export * from 'x'; export * as y from 'z';",
    "let a: import('x').A | null, b: import('x'), c: typeof import('x').y, d: [import('x').A, e?: import('y').B];",
    "function g(x: import('a').B, y?: import('a').C): import('a').D { return h(x); }",
    "const m = await import('x').then((m) => m.A); f((import('x')).then(g)); (import('x')); [import('x')];",
    "const m = import('x').A < 3; import('x').then<Foo>((m) => m.default); const n = y as import('x').A;",
    "class C extends (await import('x')).D<E> {}",
    "const x = a < b || c > (d), y = (a < b), z = [a < b, c > d], f = g<A>(1), h = new Map<string, A<B>[]>();",
    "const f = async <T extends object>(x: T): Promise<T> => x; const g = <const T,>(x: T) => x;",
];

/// The extension of a dialect's files, the released grammar and ours.
fn dialects() -> [(&'static str, Language, Language); 2] {
    [
        ("ts", tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(), grammar("typescript").unwrap()),
        ("tsx", tree_sitter_typescript::LANGUAGE_TSX.into(), grammar("tsx").unwrap()),
    ]
}

fn sexp(language: &Language, source: &str) -> String {
    parse(language, source).root_node().to_sexp()
}

#[test]
fn patched_forms_parse_clean() {
    for (dialect, released, patched) in dialects() {
        for (source, part) in PATCHED {
            assert_ne!(
                syntax_errors(&parse(&released, source)),
                Vec::<String>::new(),
                "{dialect}: the release parses it too: {source}"
            );
            assert_eq!(
                syntax_errors(&parse(&patched, source)),
                Vec::<String>::new(),
                "{dialect}: {source}"
            );
            let tree = sexp(&patched, source);
            assert!(tree.contains(part), "{dialect}: {source}\nwant {part}\n in  {tree}");
        }
    }
}

#[test]
fn misread_forms_are_read_right() {
    for (dialect, released, patched) in dialects() {
        for (source, part) in MISREAD {
            assert!(
                !sexp(&released, source).contains(part),
                "{dialect}: the release reads it right: {source}"
            );
            let tree = sexp(&patched, source);
            assert!(
                tree.contains(part) && !tree.contains("ERROR"),
                "{dialect}: {source}\nwant {part}\n in  {tree}"
            );
        }
    }
}

#[test]
fn ordinary_typescript_has_the_tree_it_had() {
    for (dialect, released, patched) in dialects() {
        for source in ORDINARY {
            let before = parse(&released, source);
            assert_eq!(syntax_errors(&before), Vec::<String>::new(), "{dialect}: {source}");
            assert_eq!(sexp(&patched, source), before.root_node().to_sexp(), "{dialect}: {source}");
        }
    }
}

#[test]
fn the_vendored_files_are_the_release() {
    let release = release_folder();
    for file in [
        "common/scanner.h",
        "tsx/src/grammar.json",
        "tsx/src/scanner.c",
        "typescript/src/grammar.json",
        "typescript/src/scanner.c",
    ] {
        let [ours, theirs] = [here(VENDORED), release.clone()].map(|folder| {
            let text = std::fs::read_to_string(folder.join(file)).unwrap();
            text.replace("\r\n", "\n")
        });
        assert!(ours == theirs, "{VENDORED}/{file} is not the file of the pinned release");
    }
}

/// The folder of the released crate that this test was built with: rustc's list of a crate's sources has it.
/// (`cargo metadata` would want the sources of every package for every platform.)
fn release_folder() -> PathBuf {
    let built = std::env::current_exe().unwrap().parent().unwrap().to_path_buf();
    let lists = std::fs::read_dir(&built).unwrap().flatten().filter(|entry| {
        let name = entry.file_name().into_string().unwrap_or_default();
        name.starts_with("tree_sitter_typescript-") && name.ends_with(".d")
    });
    let newest = lists
        .max_by_key(|entry| entry.metadata().unwrap().modified().unwrap())
        .unwrap_or_else(|| panic!("no tree_sitter_typescript-*.d in {}", built.display()));
    let list = std::fs::read_to_string(newest.path()).unwrap();
    let source = list
        .lines()
        .find_map(|line| line.strip_suffix("lib.rs:"))
        .expect("the list ends with its sources");
    // The line was `<crate>/bindings/rust/lib.rs:`; a path inside the workspace is relative to its root.
    here("..").join(source.replace("\\ ", " ")).join("../..")
}

#[test]
fn a_patch_that_does_not_fit_says_so() {
    let mut other = edit::Grammar::read(r#"{"rules": {"program": {"type": "BLANK"}}}"#).unwrap();
    let error = patches::patch(&mut other).unwrap_err();
    assert_eq!(
        error,
        "patch 'variance' of patches/typescript.rs: there is no rule 'type_parameter'"
    );

    let text = std::fs::read_to_string(here(VENDORED).join("tsx/src/grammar.json")).unwrap();
    let mut twice = edit::Grammar::read(&text).unwrap();
    patches::patch(&mut twice).unwrap();
    assert_ne!(twice.text(), edit::Grammar::read(&text).unwrap().text());
    let error = patches::patch(&mut twice).unwrap_err();
    assert!(
        error.starts_with("patch 'variance' of patches/typescript.rs: rule 'type_parameter' has "),
        "{error}"
    );
}

#[test]
fn an_edit_wants_exactly_one_place() {
    let list = r#"{"rules": {"a": {"members": [{"type": "STRING", "value": "x"}, {"type": "STRING", "value": "x"}]}}}"#;
    let mut grammar = edit::Grammar::read(list).unwrap();
    let [x, y] = ["x", "y"].map(edit::token);
    assert!(grammar.replace("a", &x, y.clone()).unwrap_err().contains("has 2 parts"));
    assert!(grammar.remove("a", &y).unwrap_err().contains("has 0 parts"));
    assert!(grammar.add_rule("a", y).unwrap_err().contains("already"));
    assert!(grammar.try_side_by_side(["a", "b"]).is_err());
    assert!(edit::Grammar::read("[]").is_err() && edit::Grammar::read("{").is_err());
}

/// Run it on a folder of real projects before a change to a patch is accepted, and read its table:
/// `TAMIS_TYPESCRIPT_CORPUS=folder cargo test -p tamis-grammars corpus -- --ignored --nocapture`.
#[test]
#[ignore = "wants a folder of TypeScript files in TAMIS_TYPESCRIPT_CORPUS"]
#[expect(clippy::print_stderr, reason = "its table is for the person who runs it")]
fn corpus_files_that_parsed_have_the_tree_they_had() {
    let folder = std::env::var_os("TAMIS_TYPESCRIPT_CORPUS")
        .expect("TAMIS_TYPESCRIPT_CORPUS names a folder");
    let sources = distinct_sources(Path::new(&folder));
    assert!(!sources.is_empty(), "no TypeScript below {}", Path::new(&folder).display());
    let (mut report, mut broken) = (String::new(), Vec::new());
    for (extension, released, patched) in dialects() {
        // The tsx grammar is tried on all files: those without `<T>x` are TSX as well.
        let mine =
            || sources.iter().filter(|(path, _)| extension == "tsx" || !path.ends_with(".tsx"));
        let (mut before, mut after) = (0, 0);
        for (path, source) in mine() {
            let [old, new] = [&released, &patched].map(|language| parse(language, source));
            before += usize::from(old.root_node().has_error());
            after += usize::from(new.root_node().has_error());
            if !old.root_node().has_error()
                && old.root_node().to_sexp() != new.root_node().to_sexp()
            {
                broken.push(format!("{extension}: the tree differs: {path}"));
            }
            if let Some(error) = syntax_errors(&new).first() {
                report.push_str(&format!("{extension}: {path}:{error}\n"));
            }
        }
        let count = mine().count();
        report.push_str(&format!(
            "{extension}: {count} files, with errors: {before} before, {after} now\n"
        ));
    }
    assert!(broken.is_empty(), "{report}{}", broken.join("\n"));
    eprintln!("{report}");
}

/// Path and text of every TypeScript file below `folder`, in path order, equal texts once.
fn distinct_sources(folder: &Path) -> Vec<(String, String)> {
    let (mut folders, mut paths) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|e| ["ts", "mts", "cts", "tsx"].iter().any(|x| e == *x))
            {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let mut seen = BTreeSet::new();
    let read =
        |path: PathBuf| Some((path.display().to_string(), std::fs::read_to_string(path).ok()?));
    paths.into_iter().filter_map(read).filter(|(_, text)| seen.insert(text.clone())).collect()
}
