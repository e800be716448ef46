//! What Go's imports bind: `import h "net/http"` makes `h` stand for `http`, the last part of the path, which is how
//! rules write a package.

use tamis_syntax::{Grammar, NameTable, NodeId, Role, Tree};

use crate::rows::literal;

/// Names bound by the imports of the file.
pub(crate) fn names(_: &Grammar, tree: &Tree, text: &str) -> NameTable {
    let mut table = NameTable::default();
    for (at, node) in tree.nodes().iter().enumerate() {
        if node.role != Role::Import {
            continue;
        }
        let children: Vec<NodeId> = tree.children(NodeId(at as u32)).collect();
        let Some(path) = children.last().and_then(|child| literal(tree, *child, text)) else {
            continue;
        };
        let package = package_name(path);
        let plain = plain_name(package);
        let local = if children.len() > 1 { tree.span(children[0]).of(text) } else { plain };
        table.insert(local, &[package]);
        table.insert(local, &[plain]);
        table.insert(local, &[path]);
    }
    table
}

/// By custom the package in the folder `jwt-go`, `go-jwt` or `jwt.v2` is `jwt`.
fn plain_name(folder: &str) -> &str {
    let name = folder.rsplit_once(".v").map_or(folder, |(name, _)| name);
    let name = name.strip_suffix("-go").or(name.strip_prefix("go-")).unwrap_or(name);
    if name.is_empty() { folder } else { name }
}

/// `github.com/a/b/v2` is package `b`.
fn package_name(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or(path);
    let version =
        last.len() > 1 && last.starts_with('v') && last[1..].bytes().all(|b| b.is_ascii_digit());
    if version { parts.next().unwrap_or(last) } else { last }
}
