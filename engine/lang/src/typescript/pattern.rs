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
