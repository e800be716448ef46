//! HTML patterns.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, encode};

/// How HTML patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect =
    Dialect { wrappers: |_| vec![("", "\n"), ("", "</_w_>\n")], ..Dialect::PLAIN };
