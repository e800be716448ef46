//! TypeScript patterns: JavaScript's, and types.

use tamis_ir::PatternSyntax;

use crate::javascript;
use crate::pattern::{Dialect, Wrapper, encode};

/// How TypeScript patterns are read, with and without JSX.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    wrappers: |text| javascript::pattern::wrappers(text).chain(TYPE_WRAPPERS).collect(),
    ..javascript::pattern::DIALECT
};

const TYPE_WRAPPERS: [Wrapper; 4] = [
    ("interface _w_ {", "}\n"),
    ("type _w_ = {", "}\n"),
    ("type _w_ = ", "\n"),
    // A typed parameter alone.
    ("function _w_(", ") {}\n"),
];

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn types() {
        check(
            "typescript",
            &PATTERN,
            &[
                ("($X : Foo).bar(...)", "_T0_.bar(_E1_)", "call_expression"),
                ("f(($X : Foo<Bar>))", "f(_T0_)", "call_expression"),
                (
                    "function f(..., a: T): $R { ... }",
                    "function f(_E0_, a: T): _M1_ { _E2_; }",
                    "function_declaration",
                ),
                ("let $X: $T = ...", "let _M0_: _M1_ = _E2_", "lexical_declaration"),
                ("f<...>()", "f<_E0_>()", "call_expression"),
                (
                    "interface $I { ... b: T }",
                    "interface _M0_ { _E1_; b: T }",
                    "interface_declaration",
                ),
                ("type $A = { ...; b: T }", "type _M0_ = { _E1_; b: T }", "type_alias_declaration"),
                ("type $A = $B | C", "type _M0_ = _M1_ | C", "type_alias_declaration"),
                (
                    "class $C implements $I { ... }",
                    "class _M0_ implements _M1_ { _E2_; }",
                    "class_declaration",
                ),
                ("$X as $T", "_M0_ as _M1_", "as_expression"),
                ("enum $E { ..., b }", "enum _M0_ { _E1_, b }", "enum_declaration"),
                (
                    "const $X = (..., $A: $T): $R => { ... }",
                    "const _M0_ = (_E1_, _M2_: _M3_): _M4_ => { _E5_; }",
                    "lexical_declaration",
                ),
                (
                    "class $C { constructor(..., private $X: $T, ...) { ... } }",
                    "class _M0_ { constructor(_E1_, private _M2_: _M3_, _E4_) { _E5_; } }",
                    "class_declaration",
                ),
                (
                    "@Dec({..., a: $V}) class $C { ... }",
                    "@Dec({_E0_, a: _M1_}) class _M2_ { _E3_; }",
                    "class_declaration",
                ),
            ],
        );
    }

    #[test]
    fn fragments() {
        check(
            "typescript",
            &PATTERN,
            &[
                ("m(...): $T;", "class _w_ {m(_E0_): _M1_;}", "class_body"),
                (
                    "private $X: $T = ...",
                    "class _w_ {private _M0_: _M1_ = _E2_}",
                    "public_field_definition",
                ),
                ("k: $V", "({k: _M0_})", "pair"),
            ],
        );
    }
}
