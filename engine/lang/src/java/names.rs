//! What Java's imports bind: `import java.util.Random` makes `Random` stand for `java.util.Random`.

use tamis_syntax::{Grammar, NameTable, NodeId, Role, Tree};

use crate::rows::dotted;

/// Names bound by the imports of the file; `.*` imports open a package.
pub(crate) fn names(_: &Grammar, tree: &Tree, text: &str) -> NameTable {
    let mut table = NameTable::default();
    for (at, node) in tree.nodes().iter().enumerate() {
        if node.role != Role::Import {
            continue;
        }
        let mut path = dotted(tree, NodeId(at as u32), text);
        path.retain(|part| *part != "static");
        match path.split_last() {
            Some((&"*", package)) => table.insert_open(package),
            Some((local, _)) => table.insert(local, &path),
            None => {}
        }
    }
    table
}
