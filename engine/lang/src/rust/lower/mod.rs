//! Rust's functions as control-flow graphs.
//!
//! Blocks, `if`, `match` and loops are values: each writes one temporary on all its ways. References, `?`, `clone` and
//! the like give on what they are applied to, so that the parts of a value stay apart. A type is a class, its `impl`s
//! give it methods, a trait is one more class above. Macros hold tokens, not expressions: `macros.rs` reads those.
//! Read [`lower`], then `expressions.rs` and `patterns.rs`.

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_ir::{At, Builder, ClassId, Constant, LocalId, Lowering, Module, Operand, Value};
use tamis_syntax::{Grammar, NodeId, Tree};

use crate::lower::{Fields, Source};

mod calls;
mod control;
mod expressions;
mod functions;
mod items;
mod macros;
mod modules;
mod paths;
mod patterns;
#[cfg(test)]
mod tests;
mod tokens;
mod types;

/// Rust's part of data flow. No name can be the constructor's: objects are made by literals.
pub(crate) const LOWERING: Lowering = Lowering {
    lower,
    locate: modules::locate,
    has_aliases: false,
    constructor: "<none>",
    implicit_receiver: false,
    sharing: tamis_ir::Sharing::File,
    bare_members: false,
};

fn lower(grammar: &Grammar, tree: &Tree, text: &str) -> Module {
    if tree.is_empty() {
        return Builder::new(At::default()).finish();
    }
    let src = Source { grammar, tree, text };
    let b = Builder::new(src.at(NodeId::ROOT));
    let mut lower = Lower {
        b,
        src,
        f: Fields::of(grammar),
        frames: Vec::new(),
        classes: FxHashMap::default(),
        files: FxHashSet::default(),
        inner: 0,
        paths: Vec::new(),
        has_modules: false,
        own: None,
        generics: Vec::new(),
    };
    lower.b.module().exports_all = true;
    lower.items(NodeId::ROOT);
    lower.b.finish()
}

/// One file on its way to a program. Recursion is as deep as the tree, which is bounded.
struct Lower<'t> {
    b: Builder,
    src: Source<'t>,
    f: Fields,
    /// What is open in the current body and can be left with a value.
    frames: Vec<Frame<'t>>,
    /// Types of the file by name.
    classes: FxHashMap<&'t str, ClassId>,
    /// Modules that `mod name;` puts in files of their own.
    files: FxHashSet<&'t str>,
    /// How many modules with a body are open.
    inner: usize,
    /// What the open module has, by path.
    paths: Vec<(String, LocalId)>,
    /// Whether a module has its body in this file.
    has_modules: bool,
    /// What `Self` means.
    own: Option<&'t str>,
    /// Parameters of types with what bounds them.
    generics: Vec<(&'t str, String)>,
}

/// A loop, a labelled block or an asynchronous one.
#[derive(Clone, Copy)]
struct Frame<'t> {
    label: Option<&'t str>,
    kind: FrameKind,
    result: LocalId,
}

impl Frame<'_> {
    /// Its name for the builder; no other frame of the body has the same temporary.
    fn name(self) -> String {
        self.result.0.to_string()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FrameKind {
    Loop,
    Block,
    /// `return` and `?` leave it, not the function.
    Async,
}

impl Lower<'_> {
    /// What stands here is not lowered; its parts are.
    fn opaque(&mut self, id: NodeId) -> Operand {
        self.b.unlowered(self.src.span(id));
        let parts = self.src.children(id).into_iter().map(|child| self.expression(child)).collect();
        self.b.temp(Value::Opaque(parts), self.src.at(id))
    }

    fn null(&mut self, id: NodeId) -> Operand {
        self.b.constant(Constant::Null, self.src.at(id))
    }

    /// The value under another expression: the same object.
    fn same(&mut self, value: Operand, at: At) -> Operand {
        match value.constant() {
            Some(constant) => {
                let constant = constant.clone();
                self.b.constant(constant, at)
            }
            None => self.b.temp(Value::Use(value), at),
        }
    }

    /// A value made from another that has its parts, but is no longer the same object.
    fn copy(&mut self, value: Operand, at: At) -> Operand {
        if value.constant().is_some() {
            return self.same(value, at);
        }
        self.b.temp(Value::Join(vec![value]), at)
    }
}
