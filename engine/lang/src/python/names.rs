//! What Python's imports bind: `from os import system as s` makes `s` stand for `os.system`.

use tamis_syntax::{Grammar, NameTable, NodeId, Role, Tree};

use crate::rows::dotted;

/// Names bound by all imports of the file, wherever they stand.
pub(crate) fn names(grammar: &Grammar, tree: &Tree, text: &str) -> NameTable {
    let mut table = NameTable::default();
    let (name, module) = (grammar.field("name"), grammar.field("module_name"));
    for (at, node) in tree.nodes().iter().enumerate() {
        if node.role != Role::Import {
            continue;
        }
        let import = NodeId(at as u32);
        let base = tree.child_by_field(import, module).map(|id| dotted(tree, id, text));
        for child in tree.children(import).filter(|child| tree.node(*child).field == name) {
            bind(tree, text, child, base.as_deref(), &mut table);
        }
    }
    table
}

fn bind(tree: &Tree, text: &str, child: NodeId, base: Option<&[&str]>, table: &mut NameTable) {
    let (path, alias) = if tree.node(child).role == Role::Alias {
        let mut parts = tree.children(child);
        let (Some(path), Some(alias)) = (parts.next(), parts.next()) else { return };
        (dotted(tree, path, text), Some(tree.span(alias).of(text)))
    } else {
        (dotted(tree, child, text), None)
    };
    match (base, alias) {
        (Some(base), alias) => {
            let Some(local) = alias.or(path.last().copied()) else { return };
            let whole: Vec<&str> = base.iter().chain(&path).copied().collect();
            table.insert(local, &whole);
        }
        (None, Some(alias)) => table.insert(alias, &path),
        // `import a.b` binds `a` to itself.
        (None, None) => {}
    }
}
