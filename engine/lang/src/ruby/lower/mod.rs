//! Ruby's methods as control-flow graphs.
//!
//! Everything is an expression: branches write their value to a temporary, and the last one of a method is returned.
//! A name that no assignment declares is a method of `self`, read like a field (`params`, `current_user`); methods
//! without parameters are getters. Instance variables are fields of `self` under the name without `@`, so that
//! `attr_accessor` needs nothing. A block is a function, handed over by the name `&block`; `yield` calls it. Symbols are
//! texts. Modules are classes, `include` puts them above. Constants and functions of the top level are the whole
//! project's.
//! Read [`lower`], then `names.rs` and `expressions.rs`.

use rustc_hash::FxHashSet;
use tamis_ir::{At, BlockId, Builder, Lowering, Module, Operand, Sharing};
use tamis_syntax::{Grammar, NodeId, Tree};

use crate::lower::{Control, Fields, Source};

mod calls;
mod classes;
mod control;
mod expressions;
mod functions;
mod names;
mod strings;
mod targets;
#[cfg(test)]
mod tests;

/// Ruby's part of data flow.
pub(crate) const LOWERING: Lowering = Lowering {
    lower,
    locate: |_| Vec::new(),
    has_aliases: false,
    constructor: "initialize",
    implicit_receiver: false,
    sharing: Sharing::Project,
    bare_members: true,
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
        functions: FxHashSet::default(),
        classes: Vec::new(),
        frames: vec![names::Frame::default()],
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
    /// Methods of the top level.
    functions: FxHashSet<&'t str>,
    /// Classes and modules around, the innermost last.
    classes: Vec<names::Outer<'t>>,
    /// The top level and the methods around, with what is known of their variables.
    frames: Vec<names::Frame<'t>>,
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
