//! Rust patterns.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Site, TypedSyntax, Wrapper, encode, words};

/// How Rust patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    typed: TypedSyntax::Colon,
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@;", "@: @", "@ => @,", "fn @(){}"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 10] = [
    ("", "\n"),
    // An expression.
    ("", ";\n"),
    ("fn _w_() {", "}\n"),
    // A header alone: `fn $F(...)`.
    ("", " {}\n"),
    // Functions with `self`.
    ("impl _w_ {", "}\n"),
    ("fn _w_() { match _w_ {", "} }\n"),
    // An attribute alone.
    ("", "\nfn _w_() {}\n"),
    ("struct _w_ {", "}\n"),
    ("_w_ {", "};\n"),
    ("type _w_ = ", ";\n"),
];

/// Words of a clause whose braces hold statements.
const BEFORE_BLOCK: [&str; 10] =
    ["fn", "if", "while", "for", "loop", "unsafe", "else", "async", "move", "const"];

fn form(site: &Site) -> &'static str {
    if !site.is_ellipsis() || site.is_quoted() {
        return "@";
    }
    if site.is_governed() && site.previous() != Some(')') {
        return "@;";
    }
    match site.bracket() {
        Some('(') if is_parameter(site) => "@: @",
        Some('{') => in_braces(site),
        None if site.is_statement() && !site.is_alone() => "@;",
        _ => "@",
    }
}

fn is_parameter(site: &Site) -> bool {
    let clause = words::last_clause(site.head());
    words::has_word(clause, "fn") && !clause.contains('(') && site.is_item()
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    let statement = if site.is_statement() { "@;" } else { "@" };
    let holds_items = words::has_any_word(clause, &["impl", "trait", "mod", "extern"])
        && !words::has_word(clause, "fn");
    if holds_items {
        return if site.is_statement() { "fn @(){}" } else { "@" };
    }
    if words::has_any_word(clause, &BEFORE_BLOCK) {
        return statement;
    }
    if words::has_word(clause, "match") {
        return match site.follows("{,}") {
            true if site.precedes(",}") => "@ => @",
            true => "@ => @,",
            false => "@",
        };
    }
    if words::has_any_word(clause, &["struct", "union"]) {
        return if site.is_item() { "@: @" } else { "@" };
    }
    let is_literal = head.ends_with(|c: char| words::is_word(c) || c == '>' || c == ':');
    if is_literal { "@" } else { statement }
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn expressions() {
        check(
            "rust",
            &PATTERN,
            &[
                ("$X", "_M0_;", "identifier"),
                ("f($X, ...)", "f(_M0_, _E1_);", "call_expression"),
                ("$X.unwrap()", "_M0_.unwrap();", "call_expression"),
                ("$X. ... .await", "_M0_. _E1_ .await;", "await_expression"),
                ("S {..., a: 1}", "S {_E0_, a: 1};", "struct_expression"),
                ("S { ... }", "S { _E0_ };", "struct_expression"),
                ("vec![..., 1]", "vec![_E0_, 1]", "macro_invocation"),
                ("println!(\"$X\", ...)", "println!(\"_M0_\", _E1_)", "macro_invocation"),
                ("$M!(...)", "_M0_!(_E1_)", "macro_invocation"),
                ("|...| $X", "|_E0_| _M1_;", "closure_expression"),
                ("($X : &str).len()", "_T0_.len();", "call_expression"),
                ("[..., 1]", "[_E0_, 1];", "array_expression"),
                ("unsafe { ... }", "unsafe { _E0_; }", "unsafe_block"),
                ("f::<...>()", "f::<_E0_>();", "call_expression"),
                ("<... $X.f() ...>", "_D0_( _M1_.f() );", "call_expression"),
                ("\"...\"", "\"_E0_\";", "string_literal"),
            ],
        );
    }

    #[test]
    fn statements() {
        check(
            "rust",
            &PATTERN,
            &[
                ("let $X = ...;", "let _M0_ = _E1_;", "let_declaration"),
                ("let $X: $T = ...", "let _M0_: _M1_ = _E2_;", "let_declaration"),
                ("g(); ... h();", "g(); _E0_; h();", "source_file"),
                ("g();\n...\nh();", "g();\n_E0_;\nh();", "source_file"),
                ("if $C { ... } else { ... }", "if _M0_ { _E1_; } else { _E2_; }", "if_expression"),
                (
                    "if let Some(...) = $X { ... }",
                    "if let Some(_E0_) = _M1_ { _E2_; }",
                    "if_expression",
                ),
                ("for $X in ... { ... }", "for _M0_ in _E1_ { _E2_; }", "for_expression"),
                (
                    "match $X { ... _ => 1 }",
                    "match _M0_ { _E1_ => _E1_, _ => 1 }",
                    "match_expression",
                ),
                (
                    "match $X { ..., _ => 1 }",
                    "match _M0_ { _E1_ => _E1_, _ => 1 }",
                    "match_expression",
                ),
                (
                    "match $X { $P => ..., ... }",
                    "match _M0_ { _M1_ => _E2_, _E3_ => _E3_ }",
                    "match_expression",
                ),
                ("return ...;", "return _E0_;", "expression_statement"),
                ("let (..., a) = $X;", "let (_E0_, a) = _M1_;", "let_declaration"),
            ],
        );
    }

    #[test]
    fn items() {
        check(
            "rust",
            &PATTERN,
            &[
                ("fn $F(...) { ... }", "fn _M0_(_E1_: _E1_) { _E2_; }", "function_item"),
                (
                    "fn $F(a: T, ..., $X: $T) -> $R { ... }",
                    "fn _M0_(a: T, _E1_: _E1_, _M2_: _M3_) -> _M4_ { _E5_; }",
                    "function_item",
                ),
                ("fn $F(...)", "fn _M0_(_E1_: _E1_);", "function_signature_item"),
                ("fn f(&self, ...) { ... }", "fn f(&self, _E0_: _E0_) { _E1_; }", "function_item"),
                (
                    "impl $T { ... fn f() {} ... }",
                    "impl _M0_ { fn _E1_(){} fn f() {} fn _E2_(){} }",
                    "impl_item",
                ),
                ("impl $A for $B { ... }", "impl _M0_ for _M1_ { fn _E2_(){} }", "impl_item"),
                ("trait $T { ... }", "trait _M0_ { fn _E1_(){} }", "trait_item"),
                ("struct $S { ..., a: $T }", "struct _M0_ { _E1_: _E1_, a: _M2_ }", "struct_item"),
                ("enum $E { ..., A }", "enum _M0_ { _E1_, A }", "enum_item"),
                ("mod $M { ... }", "mod _M0_ { fn _E1_(){} }", "mod_item"),
                ("use $A::$B;", "use _M0_::_M1_;", "use_declaration"),
                ("use a::{..., $X};", "use a::{_E0_, _M1_};", "use_declaration"),
                ("#[$A]", "#[_M0_]", "attribute_item"),
                (
                    "#[derive(..., $X)]\nstruct $S { ... }",
                    "#[derive(_E0_, _M1_)]\nstruct _M2_ { _E3_: _E3_ }",
                    "source_file",
                ),
                ("#![allow(...)]", "#![allow(_E0_)]", "inner_attribute_item"),
            ],
        );
    }
}
