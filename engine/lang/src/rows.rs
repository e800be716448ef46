//! Short constructors for the rows of a language's table.

use tamis_syntax::{Grammar, KindRow, NameTable, NodeId, Role, Treat, Tree, string_content};

/// Keep the node.
pub(crate) const fn keep(kind: &'static str, role: Role) -> KindRow {
    KindRow { kind, role, treat: Treat::Keep }
}

/// Keep the node, leave out what is below.
pub(crate) const fn leaf(kind: &'static str, role: Role) -> KindRow {
    KindRow { kind, role, treat: Treat::Leaf }
}

/// Keep the node, leave out what is below; its text is read without case.
pub(crate) const fn caseless(kind: &'static str, role: Role) -> KindRow {
    KindRow { kind, role, treat: Treat::Caseless }
}

/// Leave out the node with everything below.
pub(crate) const fn skip(kind: &'static str) -> KindRow {
    KindRow { kind, role: Role::Other, treat: Treat::Skip }
}

/// Leave out the node, keep its children.
pub(crate) const fn transparent(kind: &'static str) -> KindRow {
    KindRow { kind, role: Role::Other, treat: Treat::Transparent }
}

/// Leave out the node if it has one named child, else keep it.
pub(crate) const fn unwrap(kind: &'static str, role: Role) -> KindRow {
    KindRow { kind, role, treat: Treat::Unwrap }
}

/// Leave out the node if it has one named child, which takes over its range; else keep it.
pub(crate) const fn absorb(kind: &'static str, role: Role) -> KindRow {
    KindRow { kind, role, treat: Treat::Absorb }
}

/// The pinned grammar `name` with a language's tables.
pub(crate) fn grammar(name: &str, rows: &[KindRow], tokens: &[&str]) -> Grammar {
    let language = tamis_grammars::grammar(name)
        .expect("every language's grammar is pinned in grammars-build");
    Grammar::new(language, rows, tokens)
}

/// For languages whose files import nothing by name.
pub(crate) fn no_names(_: &Grammar, _: &Tree, _: &str) -> NameTable {
    NameTable::default()
}

/// The identifiers of a dotted name in order; a leaf is its own single part. Relative imports keep their dots in one part.
pub(crate) fn dotted<'t>(tree: &Tree, id: NodeId, text: &'t str) -> Vec<&'t str> {
    tree.subtree(id)
        .filter(|part| tree.is_leaf(*part))
        .map(|part| tree.span(part).of(text))
        .collect()
}

/// The content of a string node without interpolation.
pub(crate) fn literal<'t>(tree: &Tree, id: NodeId, text: &'t str) -> Option<&'t str> {
    (tree.node(id).role == Role::String && tree.is_leaf(id))
        .then(|| string_content(tree.span(id).of(text)))
}
