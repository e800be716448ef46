//! What must stand in a file for a pattern to match: names, by their hashes.
//!
//! For: leaving whole patterns out of a file's walk. A set that says yes too often costs time, never a match.
//! Names that imports may put in another's place are asked for only where the import itself holds them: of a dotted
//! name the last part.

use tamis_syntax::{Role, Tree};

use crate::pattern::{Pattern, PatternId, PatternNode, Root, Shape};

/// The hashes of all leaves of a tree, as a set that may hold too much.
#[derive(Debug, Default)]
pub(crate) struct LeafSet {
    bits: Vec<u64>,
    mask: u32,
}

impl LeafSet {
    /// One pass over the nodes.
    pub(crate) fn of(tree: &Tree) -> Self {
        let size = (tree.len() * 8).next_power_of_two().clamp(64, 1 << 24);
        let mut set = LeafSet { bits: vec![0; size / 64], mask: size as u32 - 1 };
        for node in tree.nodes() {
            if node.symbol != 0 {
                let at = node.symbol & set.mask;
                set.bits[at as usize / 64] |= 1 << (at % 64);
            }
        }
        set
    }

    /// Whether a leaf may have this hash.
    pub(crate) fn may_have(&self, symbol: u32) -> bool {
        let at = symbol & self.mask;
        self.bits.get(at as usize / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
    }
}

/// The symbols a file must have among its leaves for `pattern` to match in it; sorted, without doubles.
pub(crate) fn symbols(pattern: &Pattern) -> Box<[u32]> {
    let mut found = Vec::new();
    match &pattern.root {
        Root::Single(root) => collect(pattern, *root, &mut found),
        Root::Sequence(items) => items.iter().for_each(|item| collect(pattern, *item, &mut found)),
    }
    found.sort_unstable();
    found.dedup();
    found.into_boxed_slice()
}

fn collect(pattern: &Pattern, id: PatternId, found: &mut Vec<u32>) {
    let node = pattern.node(id);
    match &node.shape {
        Shape::Leaf if node.role == Role::Identifier => add(node, found),
        Shape::Deep(inner) | Shape::Chain(inner) => collect(pattern, *inner, found),
        // Imports have many forms.
        Shape::Node if node.role == Role::Import => {}
        Shape::Node if node.role == Role::Member && node.path.is_some() => {
            if let Some(last) = node.children.last().map(|id| pattern.node(*id)) {
                add(last, found);
            }
        }
        // `require("m")` also stands for `import`.
        Shape::Node if node.role == Role::Call && node.path.is_some() => {}
        // `a: 1` and `:a => 1` may be the same key.
        Shape::Node if node.role == Role::Pair => {
            node.children.iter().skip(1).for_each(|child| collect(pattern, *child, found));
        }
        Shape::Node => node.children.iter().for_each(|child| collect(pattern, *child, found)),
        _ => {}
    }
}

fn add(leaf: &PatternNode, found: &mut Vec<u32>) {
    if matches!(leaf.shape, Shape::Leaf) && leaf.symbol != 0 && &*leaf.text != "require" {
        found.push(leaf.symbol);
    }
}

#[cfg(test)]
mod tests {
    use super::LeafSet;
    use tamis_syntax::{Tree, text_hash};

    #[test]
    fn an_empty_tree_has_no_leaves() {
        let set = LeafSet::of(&Tree::default());
        assert!(!set.may_have(text_hash(b"eval")));
        assert!(!LeafSet::default().may_have(1));
    }
}
