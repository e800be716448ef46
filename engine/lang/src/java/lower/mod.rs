//! Java's methods as control-flow graphs.
//!
//! A plain name is looked for as Java does: local variables, then fields of the classes around, then classes. Fields of
//! objects are set at the head of each constructor, static ones by the class's own code. Static constants stand for
//! their values. Nested classes are variables of the top level, too. Overloads bear one name; data flow tells them apart
//! by the number of arguments.
//! Read [`lower`], then `names.rs` and `classes.rs`.

use rustc_hash::FxHashMap;
use tamis_ir::{At, BlockId, Builder, ClassId, Constant, LocalId, Lowering, Module, Operand};
use tamis_syntax::{Grammar, NodeId, Tree};

use crate::lower::{Control, Fields, Source};

mod calls;
mod classes;
mod expressions;
mod imports;
mod members;
mod names;
mod statements;
mod switches;
#[cfg(test)]
mod tests;

/// The name constructors go by.
const CONSTRUCTOR: &str = "<init>";

/// Java's part of data flow.
pub(crate) const LOWERING: Lowering = Lowering {
    lower,
    locate: imports::locate,
    has_aliases: false,
    constructor: CONSTRUCTOR,
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
        declarator: grammar.field("declarator"),
        classes: Vec::new(),
        switches: Vec::new(),
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
    declarator: tamis_syntax::Field,
    /// Classes around, the innermost last.
    classes: Vec<Outer<'t>>,
    /// Results of the `switch`es that are open as values.
    switches: Vec<LocalId>,
}

/// A class that is open.
struct Outer<'t> {
    class: ClassId,
    /// The variable it is in.
    name: String,
    /// Fields: whether static.
    fields: FxHashMap<&'t str, bool>,
    /// Methods: whether static.
    methods: FxHashMap<&'t str, bool>,
    /// Static fields that never change.
    constants: FxHashMap<&'t str, Constant>,
    /// Whether it extends another class.
    extends: bool,
    /// What its annotations name.
    annotations: Vec<Operand>,
    /// Whether the code being lowered has no `this`.
    is_static: bool,
    /// Fields with a value, and blocks, that every constructor runs first.
    prologue: Vec<NodeId>,
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
