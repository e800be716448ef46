//! Parsing with a parser kept per thread.

use std::cell::RefCell;

use tamis_grammars::tree_sitter::Parser;
use tamis_ir::Syntax;
use tamis_syntax::{LastParse, Tree};

/// Progress reports after which a parse gives up: some tens of seconds on text made to be slow, never reached by
/// code people write (a clean 5 MB file takes less than a tenth of it).
pub const PARSE_BUDGET: u32 = 2_000_000;

thread_local! {
    static PARSER: RefCell<Parser> = RefCell::new(Parser::new());
}

/// Parses `text`. Never fails: what did not parse is in the tree's errors.
pub fn parse(syntax: &Syntax, text: &str) -> Tree {
    PARSER.with_borrow_mut(|parser| {
        tamis_syntax::parse(parser, (syntax.grammar)(), text, PARSE_BUDGET)
    })
}

/// Parses `text` as [`parse`] does, and reuses what `last` holds of an earlier version of the same text.
pub fn reparse(syntax: &Syntax, text: &str, last: &mut Option<LastParse>) -> Tree {
    PARSER.with_borrow_mut(|parser| {
        tamis_syntax::reparse(parser, (syntax.grammar)(), text, PARSE_BUDGET, last)
    })
}
