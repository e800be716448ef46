//! What JavaScript's imports bind, in all their forms: `import`, `require`, TypeScript's `import x = require("m")`.
//!
//! A module's default export and its namespace both stand for the module itself: `import cp from "child_process"`
//! makes `cp.exec` stand for `child_process.exec`. `node:fs` is `fs`.

use tamis_syntax::{Grammar, NameTable, NodeId, Role, Tree};

use crate::rows::literal;

/// Names bound by all imports of the file, wherever they stand.
pub(crate) fn names(grammar: &Grammar, tree: &Tree, text: &str) -> NameTable {
    let mut table = NameTable::default();
    let source = grammar.field("source");
    for (at, node) in tree.nodes().iter().enumerate() {
        let id = NodeId(at as u32);
        match node.role {
            Role::Import => {
                let module = tree
                    .child_by_field(id, source)
                    .or_else(|| tree.subtree(id).find(|child| tree.node(*child).field == source))
                    .and_then(|child| literal(tree, child, text));
                if let Some(module) = module {
                    import(tree, text, id, module_name(module), &mut table);
                }
            }
            Role::Declarator | Role::Assignment => require(tree, text, id, &mut table),
            _ => {}
        }
    }
    table
}

/// The module's name as rules write it.
fn module_name(source: &str) -> &str {
    source.strip_prefix("node:").unwrap_or(source)
}

fn import(tree: &Tree, text: &str, id: NodeId, module: &str, table: &mut NameTable) {
    for child in tree.subtree(id).skip(1) {
        let node = tree.node(child);
        let mut parts = tree.children(child).map(|part| tree.span(part).of(text));
        let clause = || tree.node(NodeId(tree.node(child).parent)).role != Role::Alias;
        match node.role {
            // `{a}`, `{a as b}`, `* as ns`
            Role::Alias => match (parts.next(), parts.next()) {
                (Some("default"), Some(local)) => table.insert(local, &[module]),
                (Some(name), Some(local)) => table.insert(local, &[module, name]),
                (Some(name), None)
                    if node.end > 0 && tree.span(child).of(text).starts_with('*') =>
                {
                    table.insert(name, &[module]);
                }
                (Some(name), None) if tree.span(child).of(text).contains("require") => {
                    table.insert(name, &[module]);
                }
                (Some(name), None) => table.insert(name, &[module, name]),
                _ => {}
            },
            // The default import.
            Role::Identifier if clause() => table.insert(tree.span(child).of(text), &[module]),
            _ => {}
        }
    }
}

/// `const x = require("m")`, `const {a, b: c} = require("m")`, `const x = require("m").y`.
fn require(tree: &Tree, text: &str, id: NodeId, table: &mut NameTable) {
    let mut children = tree.children(id);
    let (Some(target), Some(value)) = (children.next(), children.last()) else { return };
    let Some(path) = required(tree, text, value, 0) else { return };
    let path: Vec<&str> = path;
    match tree.node(target).role {
        Role::Identifier => table.insert(tree.span(target).of(text), &path),
        Role::Object => {
            for entry in tree.children(target) {
                let mut parts = tree.children(entry);
                let (name, local) = match tree.node(entry).role {
                    Role::Identifier => (entry, entry),
                    Role::Pair => match (parts.next(), parts.next()) {
                        (Some(name), Some(local)) => (name, local),
                        _ => continue,
                    },
                    _ => continue,
                };
                let mut whole = path.clone();
                whole.push(tree.span(name).of(text));
                table.insert(tree.span(local).of(text), &whole);
            }
        }
        _ => {}
    }
}

/// The path of `require("m")`, `await import("m")`, or a member of it.
fn required<'t>(tree: &Tree, text: &'t str, id: NodeId, depth: u32) -> Option<Vec<&'t str>> {
    if depth > 8 {
        return None;
    }
    let mut children = tree.children(id);
    match tree.node(id).role {
        Role::Call => {
            let callee = tree.span(children.next()?).of(text);
            let argument = tree.children(children.next()?).next()?;
            let known = matches!(callee, "require" | "import" | "__importStar" | "__importDefault");
            if callee.starts_with("__import") {
                return required(tree, text, argument, depth + 1);
            }
            known.then(|| literal(tree, argument, text).map(|module| vec![module_name(module)]))?
        }
        Role::Await => required(tree, text, children.next()?, depth + 1),
        Role::Member => {
            let mut path = required(tree, text, children.next()?, depth + 1)?;
            let name = tree.span(children.next()?).of(text);
            if name != "default" {
                path.push(name);
            }
            Some(path)
        }
        _ => None,
    }
}
