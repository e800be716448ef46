//! JavaScript's and TypeScript's functions as control-flow graphs.
//!
//! One lowering for both: TypeScript only adds kinds. Names are scoped as the language does it: `var` and functions
//! belong to the function, `let`, `const` and classes to the block; functions are there from the start of their block.
//! `this` is a parameter of every function that mentions it, captured by arrows. CommonJS' `module.exports` is a
//! variable of the top level. Conditions and logical operators that run code on one side are branches.
//! Read [`lower`], then `statements.rs` and `expressions.rs`.

use tamis_ir::{At, Builder, Lowering, Module, Operand, Value};
use tamis_syntax::{Field, Grammar, NodeId, Tree};

use crate::lower::Source;

mod calls;
mod classes;
mod expressions;
mod functions;
mod jsx;
mod modules;
mod scopes;
mod statements;
mod strings;
mod targets;
#[cfg(test)]
mod tests;
mod types;

/// JavaScript's part of data flow.
pub(crate) const LOWERING: Lowering = Lowering {
    lower,
    locate: modules::locate,
    has_aliases: true,
    constructor: "constructor",
    implicit_receiver: true,
    sharing: tamis_ir::Sharing::File,
    bare_members: false,
};

fn lower(grammar: &Grammar, tree: &Tree, text: &str) -> Module {
    if tree.is_empty() {
        return Builder::new(At::default()).finish();
    }
    let src = Source { grammar, tree, text };
    let fields = Fields::of(grammar);
    let scopes = scopes::Scopes::of(src, &fields);
    let b = Builder::new(src.at(NodeId::ROOT));
    let (exported, namespaces) = (Vec::new(), Vec::new());
    let mut lower = Lower { b, src, f: fields, scopes, exported, namespaces, fields: Vec::new() };
    lower.declare_body(NodeId::ROOT);
    lower.begin_exports();
    lower.block(NodeId::ROOT);
    lower.end_exports();
    lower.b.finish()
}

/// One file on its way to a program. Recursion is as deep as the tree, which is bounded.
struct Lower<'t> {
    b: Builder,
    src: Source<'t>,
    f: Fields,
    scopes: scopes::Scopes,
    /// `export { a as b }`, to be resolved at the end: local name, exported name.
    exported: Vec<(String, String)>,
    /// Namespaces that are open, by their variable; `None` for one without a plain name.
    namespaces: Vec<Option<tamis_ir::LocalId>>,
    /// Fields that the next constructor sets.
    fields: Vec<NodeId>,
}

/// Field numbers by name.
struct Fields {
    alias: Field,
    alternative: Field,
    argument: Field,
    arguments: Field,
    attribute: Field,
    body: Field,
    condition: Field,
    consequence: Field,
    constructor: Field,
    decorator: Field,
    finalizer: Field,
    function: Field,
    handler: Field,
    increment: Field,
    index: Field,
    initializer: Field,
    key: Field,
    kind: Field,
    label: Field,
    left: Field,
    name: Field,
    object: Field,
    operator: Field,
    parameter: Field,
    parameters: Field,
    pattern: Field,
    property: Field,
    return_type: Field,
    right: Field,
    source: Field,
    type_: Field,
    value: Field,
}

impl Fields {
    fn of(grammar: &Grammar) -> Self {
        let field = |name: &str| grammar.field(name);
        Fields {
            alias: field("alias"),
            alternative: field("alternative"),
            argument: field("argument"),
            arguments: field("arguments"),
            attribute: field("attribute"),
            body: field("body"),
            condition: field("condition"),
            consequence: field("consequence"),
            constructor: field("constructor"),
            decorator: field("decorator"),
            finalizer: field("finalizer"),
            function: field("function"),
            handler: field("handler"),
            increment: field("increment"),
            index: field("index"),
            initializer: field("initializer"),
            key: field("key"),
            kind: field("kind"),
            label: field("label"),
            left: field("left"),
            name: field("name"),
            object: field("object"),
            operator: field("operator"),
            parameter: field("parameter"),
            parameters: field("parameters"),
            pattern: field("pattern"),
            property: field("property"),
            return_type: field("return_type"),
            right: field("right"),
            source: field("source"),
            type_: field("type"),
            value: field("value"),
        }
    }
}

impl Lower<'_> {
    /// What stands here is not lowered; its parts are.
    fn opaque(&mut self, id: NodeId) -> Operand {
        self.b.unlowered(self.src.span(id));
        let parts = self.src.children(id).into_iter().map(|child| self.expression(child)).collect();
        self.b.temp(Value::Opaque(parts), self.src.at(id))
    }

    fn null(&mut self, id: NodeId) -> Operand {
        self.b.constant(tamis_ir::Constant::Null, self.src.at(id))
    }
}
