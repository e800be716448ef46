//! What Python's imports bind, and where: `from os import system as s` makes `s` stand for `os.system`.

use tamis_syntax::{Grammar, NameTable, NodeId, Role, Span, Tree};

use crate::rows::dotted;

/// Names bound by all imports of the file: each from its import to the end of the function it stands in. One that
/// surely runs, for it stands in no branch, replaces what the name stood for.
pub(crate) fn names(grammar: &Grammar, tree: &Tree, text: &str) -> NameTable {
    let mut table = NameTable::default();
    let (name, module) = (grammar.field("name"), grammar.field("module_name"));
    for (at, node) in tree.nodes().iter().enumerate() {
        if node.role != Role::Import {
            continue;
        }
        let import = NodeId(at as u32);
        let (visible, certain) = reach(tree, import);
        let base = tree.child_by_field(import, module).map(|id| dotted(tree, id, text));
        let every = tree.children(import).any(|child| tree.span(child).of(text) == "*");
        if let Some(base) = base.as_deref().filter(|_| every) {
            table.insert_open(base);
        }
        for child in tree.children(import).filter(|child| tree.node(*child).field == name) {
            if let Some((local, path)) = bound(tree, text, child, base.as_deref()) {
                table.insert_at(local, &path, visible, certain);
            }
        }
    }
    table
}

/// Where an import counts, and whether it surely runs before what follows.
fn reach(tree: &Tree, import: NodeId) -> (Span, bool) {
    let start = tree.span(import).start;
    let mut certain = true;
    for around in tree.ancestors(import).skip(1) {
        match tree.node(around).role {
            Role::Function => return (Span::new(start, tree.span(around).end), certain),
            Role::Block | Role::Root | Role::With => {}
            _ => certain = false,
        }
    }
    (Span::new(start, u32::MAX), certain)
}

/// The local name that a part of an import binds, and the dotted path it stands for.
fn bound<'t>(
    tree: &Tree,
    text: &'t str,
    child: NodeId,
    base: Option<&[&'t str]>,
) -> Option<(&'t str, Vec<&'t str>)> {
    let (path, alias) = if tree.node(child).role == Role::Alias {
        let mut parts = tree.children(child);
        let (path, alias) = (parts.next()?, parts.next()?);
        (dotted(tree, path, text), Some(tree.span(alias).of(text)))
    } else {
        (dotted(tree, child, text), None)
    };
    match (base, alias) {
        (Some(base), alias) => {
            let local = alias.or(path.last().copied())?;
            Some((local, base.iter().chain(&path).copied().collect()))
        }
        (None, Some(alias)) => Some((alias, path)),
        // `import a.b` binds `a` to itself.
        (None, None) => path.first().map(|first| (*first, vec![*first])),
    }
}
