//! Placeholder until the encoder lands.
use tamis_ir::PatternSyntax;
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |_| Vec::new() };
