//! What Rust's `use` binds: `use std::process::Command as C` makes `C` stand for `std::process::Command`.

use tamis_syntax::{Grammar, NameTable, NodeId, Role, Tree};

use crate::rows::dotted;

/// Names bound by all `use` declarations of the file, wherever they stand.
pub(crate) fn names(grammar: &Grammar, tree: &Tree, text: &str) -> NameTable {
    let mut table = NameTable::default();
    let lists = grammar.kind_ids("use_list");
    let scoped = grammar.kind_ids("scoped_use_list");
    let walk = Walk { tree, text, lists, scoped };
    for (at, node) in tree.nodes().iter().enumerate() {
        if node.role == Role::Import {
            for child in tree.children(NodeId(at as u32)) {
                walk.bind(child, &[], &mut table, 0);
            }
        }
    }
    table
}

struct Walk<'t> {
    tree: &'t Tree,
    text: &'t str,
    lists: &'t [u16],
    scoped: &'t [u16],
}

impl Walk<'_> {
    fn bind(&self, id: NodeId, prefix: &[&str], table: &mut NameTable, depth: u32) {
        if depth > 32 {
            return;
        }
        let node = self.tree.node(id);
        let children: Vec<NodeId> = self.tree.children(id).collect();
        if self.lists.contains(&node.kind) {
            children.iter().for_each(|child| self.bind(*child, prefix, table, depth + 1));
        } else if self.scoped.contains(&node.kind) {
            let Some((list, path)) = children.split_last() else { return };
            let mut whole = prefix.to_vec();
            path.iter().for_each(|part| whole.extend(dotted(self.tree, *part, self.text)));
            self.bind(*list, &whole, table, depth + 1);
        } else if node.role == Role::Alias {
            let [path, alias] = children[..] else { return };
            let whole = self.whole(prefix, path);
            table.insert(self.tree.span(alias).of(self.text), &whole);
        } else {
            let whole = self.whole(prefix, id);
            if let Some(local) = whole.last().copied() {
                table.insert(local, &whole);
            }
        }
    }

    /// The path with its prefix; a closing `self` stands for the prefix.
    fn whole<'a>(&'a self, prefix: &[&'a str], id: NodeId) -> Vec<&'a str> {
        let mut whole = prefix.to_vec();
        whole.extend(dotted(self.tree, id, self.text));
        if whole.last() == Some(&"self") {
            whole.pop();
        }
        whole
    }
}
