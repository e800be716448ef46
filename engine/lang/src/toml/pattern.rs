//! TOML patterns.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, encode};

/// How TOML patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    fallbacks: &["@", "@ = 1", "\"@\""],
    wrappers: |_| vec![("", "\n"), ("_w_ = ", "\n")],
    ..Dialect::PLAIN
};
