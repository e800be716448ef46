//! Go's functions as control-flow graphs.
//!
//! Several results are a tuple. A type is a class, its methods may stand in other files of the package; an interface is
//! a class above all that have its methods. Pointers are the same object. A channel is a list. What is deferred runs at
//! once, where its arguments are evaluated. `v, ok := m[k]` is also the question whether `k` is in `m`.
//! Read [`lower`], then `statements.rs` and `expressions.rs`.

use rustc_hash::FxHashMap;
use tamis_ir::{At, BlockId, Builder, ClassId, LocalId, Lowering, Module, Operand};
use tamis_syntax::{Grammar, NodeId, Tree};

use crate::lower::{Control, Fields, Source};

mod declarations;
mod expressions;
mod imports;
mod literals;
mod statements;
mod targets;
#[cfg(test)]
mod tests;
mod types;

/// Go's part of data flow. No name can be the constructor's: objects are made by literals.
pub(crate) const LOWERING: Lowering = Lowering {
    lower,
    locate: imports::locate,
    has_aliases: false,
    constructor: "<none>",
    implicit_receiver: false,
    sharing: tamis_ir::Sharing::Folder,
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
        classes: FxHashMap::default(),
        results: Vec::new(),
        questions: FxHashMap::default(),
        next_case: None,
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
    /// Types of the file by name, and those that only have methods here.
    classes: FxHashMap<&'t str, ClassId>,
    /// Named results of the open function.
    results: Vec<LocalId>,
    /// What a variable says is in a map: of `v, ok := m[k]` the question for `ok`.
    questions: FxHashMap<LocalId, Operand>,
    /// Where `fallthrough` goes.
    next_case: Option<tamis_ir::BlockId>,
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
