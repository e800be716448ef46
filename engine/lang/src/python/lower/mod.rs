//! Python's functions as control-flow graphs.
//!
//! Names are scoped as Python does it: a name assigned anywhere in a function is local to all of it, unless `global` or
//! `nonlocal` says otherwise; comprehensions have scopes of their own; class bodies are seen from directly inside only.
//! `and`, `or` and `not` are branches where they decide (in `if`, `while`, `assert`), values elsewhere.
//! Read [`lower`], then `statements.rs` and `expressions.rs`.

use tamis_ir::{At, Builder, Lowering, Module, Operand};
use tamis_syntax::{Field, Grammar, NodeId, Span, Tree};

mod definitions;
mod expressions;
mod imports;
mod scopes;
mod statements;
mod strings;
mod targets;
#[cfg(test)]
mod tests;

/// Python's part of data flow.
pub(crate) const LOWERING: Lowering = Lowering {
    lower,
    locate: imports::locate,
    has_aliases: false,
    constructor: "__init__",
    implicit_receiver: false,
    sharing: tamis_ir::Sharing::File,
    bare_members: false,
};

fn lower(grammar: &Grammar, tree: &Tree, text: &str) -> Module {
    if tree.is_empty() {
        return Builder::new(At::default()).finish();
    }
    let at = At { node: NodeId::ROOT, span: tree.span(NodeId::ROOT) };
    let mut lower = Lower { b: Builder::new(at), grammar, tree, text, fields: Fields::of(grammar) };
    lower.b.module().exports_all = true;
    lower.declare_names(NodeId::ROOT);
    lower.statements(NodeId::ROOT);
    lower.b.finish()
}

/// One file on its way to a program. Recursion is as deep as the tree, which is bounded.
struct Lower<'t> {
    b: Builder,
    grammar: &'t Grammar,
    tree: &'t Tree,
    text: &'t str,
    fields: Fields,
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
    definition: Field,
    expression: Field,
    function: Field,
    guard: Field,
    key: Field,
    left: Field,
    module_name: Field,
    name: Field,
    object: Field,
    operator: Field,
    operators: Field,
    parameters: Field,
    return_type: Field,
    right: Field,
    subject: Field,
    subscript: Field,
    superclasses: Field,
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
            definition: field("definition"),
            expression: field("expression"),
            function: field("function"),
            guard: field("guard"),
            key: field("key"),
            left: field("left"),
            module_name: field("module_name"),
            name: field("name"),
            object: field("object"),
            operator: field("operator"),
            operators: field("operators"),
            parameters: field("parameters"),
            return_type: field("return_type"),
            right: field("right"),
            subject: field("subject"),
            subscript: field("subscript"),
            superclasses: field("superclasses"),
            type_: field("type"),
            value: field("value"),
        }
    }
}

impl<'t> Lower<'t> {
    fn kind(&self, id: NodeId) -> &'t str {
        self.grammar.kind_name(self.tree.node(id).kind)
    }

    fn span(&self, id: NodeId) -> Span {
        self.tree.span(id)
    }

    fn at(&self, id: NodeId) -> At {
        At { node: id, span: self.tree.span(id) }
    }

    fn text_of(&self, id: NodeId) -> &'t str {
        self.tree.span(id).of(self.text)
    }

    fn field(&self, id: NodeId, field: Field) -> Option<NodeId> {
        self.tree.child_by_field(id, field)
    }

    fn fields(&self, id: NodeId, field: Field) -> Vec<NodeId> {
        self.tree.children(id).filter(|child| self.tree.node(*child).field == field).collect()
    }

    fn children(&self, id: NodeId) -> Vec<NodeId> {
        self.tree.children(id).collect()
    }

    /// A dotted type as written, for `Optional[T]` and `"T"` what is inside.
    fn type_name(&self, id: NodeId) -> Option<String> {
        let mut text = self.text_of(id).trim();
        for _ in 0..4 {
            text = text.trim_matches(|c| c == '"' || c == '\'').trim();
            let inner = ["Optional[", "typing.Optional[", "Annotated[", "Type[", "type["]
                .iter()
                .find_map(|wrapper| text.strip_prefix(wrapper));
            match inner.and_then(|inner| inner.strip_suffix(']')) {
                Some(inner) => text = inner.split(',').next().unwrap_or(inner).trim(),
                None => break,
            }
        }
        let text = text.strip_suffix("| None").map_or(text, str::trim);
        let dotted = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        (!text.is_empty() && text.chars().all(dotted)).then(|| text.to_owned())
    }

    /// What stands here is not lowered; its parts are.
    fn opaque(&mut self, id: NodeId) -> Operand {
        self.b.unlowered(self.span(id));
        let parts = self.children(id).into_iter().map(|child| self.expression(child)).collect();
        self.b.temp(tamis_ir::Value::Opaque(parts), self.at(id))
    }
}
