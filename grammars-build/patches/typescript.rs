//! Our patches to tree-sitter-typescript 0.23.2, for both of its dialects, `typescript` and `tsx`.
//!
//! One function a patch: what TypeScript allows, what the release did with it, what the patch changes.
//! No patch changes the tree of a file that the release parsed without error, unless the release misread it:
//! `f<import("x").A>(y)` and `x as import("y").A<B>` were comparisons, `abstract` on a line of its own before a class
//! was its modifier. `tests/typescript.rs` compares the two on snippets and, on demand, on a folder of files.
//! When a release brings one of these forms itself, its patch fails the build: delete it then.

use super::edit::{Grammar, Patched, alias, choice, field, optional, prec, seq, symbol, token};

/// A patch and the name its failure is reported under.
type Patch = (&'static str, fn(&mut Grammar) -> Patched);

const PATCHES: &[Patch] = &[
    ("variance", variance),
    ("nameless_default_signature", nameless_default_signature),
    ("export_type_star", export_type_star),
    ("abstract_as_name", abstract_as_name),
    ("import_type", import_type),
];

/// Applies every patch, or says which one could not be applied and why.
pub(crate) fn patch(grammar: &mut Grammar) -> Patched {
    for (name, apply) in PATCHES {
        apply(grammar)
            .map_err(|reason| format!("patch '{name}' of patches/typescript.rs: {reason}"))?;
    }
    Ok(())
}

/// Variance annotations: `interface Box<in out T>`, `type Source<out T>`.
///
/// The release knows only `const` there. `out` is a keyword from now on right after a type parameter list's `<`, so
/// it is allowed as the parameter's name too: `<out>`, `<out out>`.
/// What this costs: the assertion `<out>x` and, in `tsx`, an element `<out>` of that name are errors now.
fn variance(grammar: &mut Grammar) -> Patched {
    let modifiers = [optional(token("const")), optional(token("in")), optional(token("out"))];
    grammar.replace("type_parameter", &optional(token("const")), seq(modifiers))?;
    let name = symbol("_type_identifier");
    let name_or_out = choice([name.clone(), alias(token("out"), "type_identifier")]);
    grammar.replace("type_parameter", &field("name", name), field("name", name_or_out))
}

/// A declaration file's `export default function (name: string): void;`.
///
/// The release wants a name or a body. The node is a `function_signature` without `name`.
fn nameless_default_signature(grammar: &mut Grammar) -> Patched {
    let end = choice([symbol("_semicolon"), symbol("_function_signature_automatic_semicolon")]);
    grammar.add_rule(
        "_nameless_function_signature",
        seq([optional(token("async")), token("function"), symbol("_call_signature"), end]),
    )?;
    let value = seq([field("value", symbol("expression")), symbol("_semicolon")]);
    let declaration = field("declaration", symbol("declaration"));
    let signature =
        field("declaration", alias(symbol("_nameless_function_signature"), "function_signature"));
    grammar.replace(
        "export_statement",
        &choice([declaration.clone(), value.clone()]),
        choice([declaration, signature, value]),
    )
}

/// `export type * from "x"` and `export type * as ns from "x"`.
///
/// The release takes only a list in braces after `export type`.
fn export_type_star(grammar: &mut Grammar) -> Patched {
    let from = || symbol("_from_clause");
    let list = [symbol("export_clause"), optional(from())];
    let [clause, optional_from] = list.clone();
    let what =
        choice([seq(list), seq([token("*"), from()]), seq([symbol("namespace_export"), from()])]);
    let [export, type_, end] = [token("export"), token("type"), symbol("_semicolon")];
    grammar.replace(
        "export_statement",
        &seq([export.clone(), type_.clone(), clause, optional_from, end.clone()]),
        seq([export, type_, what, end]),
    )
}

/// `abstract` as a name: `interface Type { abstract?: boolean }`, `abstract.trim()`.
///
/// The release reads it as the modifier wherever one may stand. It joins the other words that are names as well.
fn abstract_as_name(grammar: &mut Grammar) -> Patched {
    grammar.replace(
        "_reserved_identifier",
        &token("declare"),
        choice([token("declare"), token("abstract")]),
    )
}

/// `import("x").A.B` wherever a type may stand, and as the name of a generic type: `import("x").Map<string>[]`.
///
/// The release has it as a whole type only: neither `[]` nor `<...>` may follow, nor may `(` go before. The tree is
/// as before, a `member_expression` over a `call_expression`; it can now be the `name` of a `generic_type`.
/// After a `(`, `[` or `<` only the text behind the import tells a type from an expression, so both are tried.
fn import_type(grammar: &mut Grammar) -> Patched {
    let call = "_type_query_call_expression_in_type_annotation";
    let member = "_type_query_member_expression_in_type_annotation";
    grammar.try_side_by_side(["call_expression", call])?;
    grammar.try_side_by_side(["member_expression", member])?;

    let call = alias(symbol(call), "call_expression");
    let member = alias(symbol(member), "member_expression");
    let nested = symbol("nested_type_identifier");
    grammar.replace("generic_type", &nested.clone(), choice([nested, member.clone()]))?;
    let [member, call] = [prec(-1, member), prec(-1, call)];
    grammar.remove("type", &member)?;
    grammar.remove("type", &call)?;
    let other = token("const");
    grammar.replace("primary_type", &other.clone(), choice([other, member, call]))
}
