//! PHP's functions as control-flow graphs.
//!
//! A variable belongs to the function it is named in; closures name what they take along, arrow functions take what they
//! use. Functions and classes are there from the start, and the whole project's; names of functions are lower case.
//! What looks like a statement and does something with a value (`echo`, `print`, `include`, `exit`, backticks) is a call.
//! A file included by a path that is written out hands over the variables that this one only reads.
//! Read [`lower`], then `names.rs` and `expressions.rs`.

use rustc_hash::FxHashSet;
use tamis_ir::{At, BlockId, Builder, Lowering, Module, Operand, Sharing};
use tamis_syntax::{Field, Grammar, NodeId, Tree};

use crate::lower::{Control, Fields, Source};

mod calls;
mod classes;
mod expressions;
mod functions;
mod imports;
mod names;
mod statements;
mod strings;
mod targets;
#[cfg(test)]
mod tests;

/// The name of constructors.
const CONSTRUCTOR: &str = "__construct";

/// PHP's part of data flow.
pub(crate) const LOWERING: Lowering = Lowering {
    lower,
    locate: imports::locate,
    has_aliases: false,
    constructor: CONSTRUCTOR,
    implicit_receiver: false,
    sharing: Sharing::Project,
    bare_members: false,
};

fn lower(grammar: &Grammar, tree: &Tree, text: &str) -> Module {
    if tree.is_empty() {
        return Builder::new(At::default()).finish();
    }
    let src = Source { grammar, tree, text };
    let mut lower = Lower {
        b: Builder::new(src.at(NodeId::ROOT)),
        src,
        f: Fields::of(grammar),
        return_type: grammar.field("return_type"),
        classes: Vec::new(),
        foreign: FxHashSet::default(),
        closures: Vec::new(),
        depth: 0,
    };
    lower.b.module().exports_all = true;
    lower.file();
    lower.b.finish()
}

/// One file on its way to a program. Recursion is as deep as the tree, which is bounded.
struct Lower<'t> {
    b: Builder,
    src: Source<'t>,
    f: Fields,
    return_type: Field,
    /// Classes around, the innermost last.
    classes: Vec<classes::Outer<'t>>,
    /// Variables that the file's own code reads and never sets.
    foreign: FxHashSet<&'t str>,
    /// Whether the functions around are arrow functions, which see what is around them; the innermost last.
    closures: Vec<bool>,
    /// Loops and switches that are open in the function.
    depth: usize,
}

impl<'t> Control<'t> for Lower<'t> {
    fn b(&mut self) -> &mut Builder {
        &mut self.b
    }

    fn src(&self) -> Source<'t> {
        self.src
    }

    fn expression(&mut self, id: NodeId) -> Operand {
        self.value(id)
    }

    fn condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        self.test(id, then, otherwise);
    }
}
