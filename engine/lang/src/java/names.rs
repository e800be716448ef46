//! What Java's imports bind: `import java.util.Random` makes `Random` stand for `java.util.Random`.

use tamis_syntax::{Grammar, NameTable, NodeId, Role, Tree};

use crate::rows::dotted;

/// Names bound by the imports of the file; `.*` imports bind none.
pub(crate) fn names(_: &Grammar, tree: &Tree, text: &str) -> NameTable {
    let mut table = NameTable::default();
    for (at, node) in tree.nodes().iter().enumerate() {
        if node.role != Role::Import {
            continue;
        }
        let path = dotted(tree, NodeId(at as u32), text);
        if let Some(local) = path.last().filter(|last| **last != "*") {
            table.insert(local, &path);
        }
    }
    table
}
