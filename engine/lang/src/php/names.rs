//! What PHP's `use` binds: `use A\\B as C` makes `C` stand for `A\\B`.

use tamis_syntax::{Grammar, NameTable, NodeId, Role, Tree};

/// Names bound by the file's `use` declarations, also those in groups.
pub(crate) fn names(grammar: &Grammar, tree: &Tree, text: &str) -> NameTable {
    let mut table = NameTable::default();
    let clauses = grammar.kind_ids("namespace_use_clause");
    let alias = grammar.field("alias");
    for (at, node) in tree.nodes().iter().enumerate() {
        if !clauses.contains(&node.kind) {
            continue;
        }
        let id = NodeId(at as u32);
        let mut path = prefix(grammar, tree, id, text);
        let mut local = None;
        for child in tree.children(id) {
            if alias != 0 && tree.node(child).field == alias {
                local = Some(tree.span(child).of(text));
            } else {
                path.extend(names_below(tree, child, text));
            }
        }
        if let Some(local) = local.or(path.last().copied()) {
            table.insert(&local.to_ascii_lowercase(), &path);
        }
    }
    table
}

/// The part of a group's names before its braces.
fn prefix<'t>(grammar: &Grammar, tree: &Tree, clause: NodeId, text: &'t str) -> Vec<&'t str> {
    let group = NodeId(tree.node(clause).parent);
    if !grammar.kind_ids("namespace_use_group").contains(&tree.node(group).kind) {
        return Vec::new();
    }
    let declaration = NodeId(tree.node(group).parent);
    tree.children(declaration)
        .take_while(|child| *child != group)
        .flat_map(|child| names_below(tree, child, text))
        .collect()
}

fn names_below<'t>(tree: &Tree, id: NodeId, text: &'t str) -> Vec<&'t str> {
    tree.subtree(id)
        .filter(|part| tree.node(*part).role == Role::Identifier)
        .map(|part| tree.span(part).of(text))
        .collect()
}
