//! The compact tree: a preorder arena copied once from tree-sitter's.

use std::ops::ControlFlow;

use crate::{Field, FileId, Grammar, NameTable, Role, Span, Treat, string_content, text_hash};

/// A node of one tree: its index in preorder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The whole file.
    pub const ROOT: NodeId = NodeId(0);
}

/// One node, 24 bytes. Nodes stand in preorder: the first child, if any, is the next node, and `subtree_end` is the
/// index of the next node that is not below this one.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Index of the parent; the root is its own.
    pub parent: u32,
    /// Index after the subtree.
    pub subtree_end: u32,
    /// Hash of the text of a leaf (of a string: of its content without quotes), 0 for inner nodes.
    pub symbol: u32,
    /// The grammar's kind number.
    pub kind: u16,
    /// The field it stands under in its parent, 0 for none.
    pub field: Field,
    /// Our role.
    pub role: Role,
}

impl Node {
    /// Byte range.
    #[inline]
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// A part of a file the grammar could not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SyntaxError {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: SyntaxErrorKind,
}

/// Kinds of gaps a parse leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SyntaxErrorKind {
    /// Text that fits no rule of the grammar.
    Unexpected,
    /// A token the grammar wants and the text lacks.
    Missing,
    /// Parsing stopped: the step budget was spent.
    Budget,
    /// Nodes deeper than [`Tree::MAX_DEPTH`] were left out.
    TooDeep,
}

/// A file's tree: comments and punctuation left out, parentheses and other wrappers dissolved.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    comments: Vec<Span>,
    errors: Vec<SyntaxError>,
}

/// What is known of one parsed file. Parsing never fails: what did not parse is in `tree.errors()`.
#[derive(Debug)]
pub struct ParsedFile {
    /// Which file.
    pub file: FileId,
    /// Its tree.
    pub tree: Tree,
    /// What names stand for, through imports.
    pub names: NameTable,
}

impl Tree {
    /// Nodes nested deeper than this are left out, with a [`SyntaxErrorKind::TooDeep`]: recursions over a tree are bounded by it.
    pub const MAX_DEPTH: usize = 600;

    /// Number of nodes; 0 for a tree of nothing.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether it has no node at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node.
    #[inline]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// All nodes in preorder.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Byte range of a node.
    #[inline]
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span()
    }

    /// Children in order.
    #[inline]
    pub fn children(&self, id: NodeId) -> Children<'_> {
        Children { nodes: &self.nodes, next: id.0 + 1, end: self.node(id).subtree_end }
    }

    /// Whether nothing is below.
    #[inline]
    pub fn is_leaf(&self, id: NodeId) -> bool {
        self.node(id).subtree_end == id.0 + 1
    }

    /// First child under `field`; linear in the number of children.
    pub fn child_by_field(&self, id: NodeId, field: Field) -> Option<NodeId> {
        if field == 0 {
            return None;
        }
        self.children(id).find(|child| self.node(*child).field == field)
    }

    /// Parent; `None` for the root.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        (id.0 != 0).then(|| NodeId(self.node(id).parent))
    }

    /// The node, its parent and so on up to the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |at| self.parent(*at))
    }

    /// Ids of the node and everything below it, in preorder.
    pub fn subtree(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (id.0..self.node(id).subtree_end).map(NodeId)
    }

    /// Whether `inner` is `outer` or below it.
    pub fn is_within(&self, inner: NodeId, outer: NodeId) -> bool {
        outer.0 <= inner.0 && inner.0 < self.node(outer).subtree_end
    }

    /// Comments in order of place.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// What did not parse, in order of place; empty for a clean parse. At most a thousand.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }
}

/// Children of a node, in order.
#[derive(Debug, Clone)]
pub struct Children<'t> {
    nodes: &'t [Node],
    next: u32,
    end: u32,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    #[inline]
    fn next(&mut self) -> Option<NodeId> {
        if self.next >= self.end {
            return None;
        }
        let id = NodeId(self.next);
        self.next = self.nodes[self.next as usize].subtree_end;
        Some(id)
    }
}

/// Parses `text` and copies the tree. Never fails; cost is the parse plus a quarter. `budget` is a number of the
/// parser's progress reports (some hundred operations each), after which it stops with [`SyntaxErrorKind::Budget`].
pub fn parse(parser: &mut tree_sitter::Parser, grammar: &Grammar, text: &str, budget: u32) -> Tree {
    match run(parser, grammar, text, budget, None) {
        Some(tree) => copy(&tree, grammar, text),
        None => budget_spent(text),
    }
}

/// The parser's own tree; `None` where the budget was spent. `old` is that of an earlier version, with its edits.
pub(crate) fn run(
    parser: &mut tree_sitter::Parser,
    grammar: &Grammar,
    text: &str,
    budget: u32,
    old: Option<&tree_sitter::Tree>,
) -> Option<tree_sitter::Tree> {
    if parser.language().as_deref() != Some(&grammar.language) {
        parser.set_language(&grammar.language).ok()?;
    }
    let bytes = text.as_bytes();
    let mut left = budget;
    let mut progress = |_: &tree_sitter::ParseState| {
        left = left.saturating_sub(1);
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = tree_sitter::ParseOptions::new().progress_callback(&mut progress);
    let mut read = |at: usize, _: tree_sitter::Point| bytes.get(at..).unwrap_or(&[]);
    let parsed = parser.parse_with_options(&mut read, old, Some(options));
    if parsed.is_none() {
        parser.reset();
    }
    parsed
}

pub(crate) fn budget_spent(text: &str) -> Tree {
    let span = Span::new(0, text.len() as u32);
    Tree { errors: vec![SyntaxError { span, kind: SyntaxErrorKind::Budget }], ..Tree::default() }
}

/// A node of tree-sitter's tree that is open while the copy walks below it.
struct Open {
    /// Index in the arena, or `NONE` for a node that was dissolved.
    index: u32,
    /// Index in the arena of the nearest kept node at or above.
    parent: u32,
    /// Field that children without a field of their own inherit (of a dissolved node).
    field: Field,
    /// Range the only child takes over, of an absorbed node.
    range: Option<Span>,
}

const NONE: u32 = u32::MAX;
const MAX_ERRORS: usize = 1000;

pub(crate) fn copy(source: &tree_sitter::Tree, grammar: &Grammar, text: &str) -> Tree {
    let mut copier = Copier {
        grammar,
        bytes: text.as_bytes(),
        text,
        nodes: Vec::with_capacity(text.len() / 6 + 8),
        comments: Vec::new(),
        errors: Vec::new(),
        has_error: source.root_node().has_error(),
        late: late_bodies(source, grammar, text),
        next_late: 0,
        nested: 0,
    };
    copier.walk(source.walk(), Vec::with_capacity(64));
    let Copier { nodes, comments, errors, .. } = copier;
    Tree { nodes, comments, errors }
}

/// Heredocs in heredocs that are followed.
const MAX_NESTED: u8 = 4;

/// What stands below a heredoc's first word in the grammar's tree it does not: its body comes after the line, as a
/// comment would. In order of place.
fn late_bodies<'s>(
    source: &'s tree_sitter::Tree,
    grammar: &Grammar,
    text: &str,
) -> Vec<tree_sitter::Node<'s>> {
    let mut found = Vec::new();
    let kinds = grammar.kind_ids("heredoc_body");
    if kinds.is_empty() || grammar.kind_ids("heredoc_beginning").is_empty() || !text.contains("<<")
    {
        return found;
    }
    let mut cursor = source.walk();
    loop {
        let node = cursor.node();
        if node.is_extra() && kinds.contains(&node.kind_id()) {
            found.push(node);
        }
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return found;
            }
        }
    }
}

struct Copier<'a, 's> {
    grammar: &'a Grammar,
    bytes: &'a [u8],
    text: &'a str,
    nodes: Vec<Node>,
    comments: Vec<Span>,
    errors: Vec<SyntaxError>,
    has_error: bool,
    /// Bodies of heredocs: each becomes what its beginning holds.
    late: Vec<tree_sitter::Node<'s>>,
    next_late: usize,
    nested: u8,
}

impl<'s> Copier<'_, 's> {
    /// Copies what the cursor stands on, into what is open.
    fn walk(&mut self, mut cursor: tree_sitter::TreeCursor<'s>, mut open: Vec<Open>) {
        loop {
            let entered = self.enter(&cursor, &open);
            if let Some(frame) = entered {
                if open.len() >= Tree::MAX_DEPTH {
                    self.too_deep(&cursor.node());
                    self.leave(frame);
                } else if cursor.goto_first_child() {
                    open.push(frame);
                    continue;
                } else {
                    self.leave(frame);
                }
            }
            while !cursor.goto_next_sibling() {
                let Some(frame) = open.pop() else { return };
                self.leave(frame);
                if !cursor.goto_parent() {
                    return;
                }
            }
        }
    }

    /// Records the cursor's node. `Some` if what is below it is wanted.
    fn enter(&mut self, cursor: &tree_sitter::TreeCursor<'s>, open: &[Open]) -> Option<Open> {
        let node = cursor.node();
        let info = self.grammar.kinds.info(node.kind_id());
        let own_field = cursor.field_id().map_or(0, |id| u8::try_from(id.get()).unwrap_or(u8::MAX));
        let (parent, inherited) = open.last().map_or((0, 0), |frame| (frame.parent, frame.field));
        if self.has_error {
            self.note_error(&node);
        }
        if !info.named && info.treat == Treat::Skip && own_field == 0 {
            return None;
        }
        let field = if own_field == 0 { inherited } else { own_field };
        if node.is_extra() && info.named && !node.is_error() {
            if !self.late.is_empty() && node.kind() == "heredoc_body" {
                return None;
            }
            self.comments.push(Span::new(node.start_byte() as u32, node.end_byte() as u32));
            return None;
        }
        let root = self.nodes.is_empty();
        let dissolve = match info.treat {
            _ if root => false,
            Treat::Skip if info.named => return None,
            Treat::Transparent => true,
            Treat::Unwrap | Treat::Absorb => node.named_child_count() == 1,
            _ => false,
        };
        if dissolve {
            let absorbed = open.last().and_then(|frame| frame.range);
            let own = || Span::new(node.start_byte() as u32, node.end_byte() as u32);
            let range =
                (info.treat == Treat::Absorb).then(|| absorbed.unwrap_or_else(own)).or(absorbed);
            return Some(Open { index: NONE, parent, field, range });
        }
        let index = self.push(&node, info.role, field, parent);
        if let Some(range) = open.last().and_then(|frame| frame.range).filter(|_| info.named) {
            let node = &mut self.nodes[index as usize];
            (node.start, node.end) = (range.start, range.end);
        }
        if matches!(info.treat, Treat::Leaf | Treat::Caseless) && !root {
            self.finish_leaf(index);
            return None;
        }
        if !self.late.is_empty() && node.kind() == "heredoc_beginning" {
            self.late_body(index);
        }
        Some(Open { index, parent: index, field: 0, range: None })
    }

    /// The code inside of the next heredoc's body becomes children of its beginning, which it lies behind.
    fn late_body(&mut self, beginning: u32) {
        let Some(body) = self.late.get(self.next_late).copied() else { return };
        self.next_late += 1;
        if self.nested >= MAX_NESTED {
            return;
        }
        self.nested += 1;
        let mut cursor = body.walk();
        let parts: Vec<_> = body.named_children(&mut cursor).collect();
        for part in parts {
            if part.named_child_count() > 0 {
                let frame = Open { index: NONE, parent: beginning, field: 0, range: None };
                self.walk(part.walk(), vec![frame]);
            }
        }
        self.nested -= 1;
    }

    fn push(&mut self, node: &tree_sitter::Node, role: Role, field: Field, parent: u32) -> u32 {
        let index = self.nodes.len() as u32;
        self.nodes.push(Node {
            start: node.start_byte() as u32,
            end: node.end_byte() as u32,
            parent,
            subtree_end: index + 1,
            symbol: 0,
            kind: node.kind_id(),
            field,
            role,
        });
        index
    }

    fn leave(&mut self, frame: Open) {
        if frame.index == NONE {
            return;
        }
        let end = self.nodes.len() as u32;
        if end == frame.index + 1 {
            self.finish_leaf(frame.index);
        } else {
            self.nodes[frame.index as usize].subtree_end = end;
        }
    }

    fn finish_leaf(&mut self, index: u32) {
        let node = &mut self.nodes[index as usize];
        let range = node.start as usize..node.end as usize;
        node.symbol = if self.grammar.kinds.info(node.kind).treat == Treat::Caseless {
            text_hash(self.text.get(range).unwrap_or("").to_ascii_lowercase().as_bytes())
        } else if node.role == Role::String {
            text_hash(string_content(self.text.get(range).unwrap_or("")).as_bytes())
        } else {
            text_hash(self.bytes.get(range).unwrap_or(&[]))
        };
    }

    fn note_error(&mut self, node: &tree_sitter::Node) {
        let kind = if node.is_error() {
            SyntaxErrorKind::Unexpected
        } else if node.is_missing() {
            SyntaxErrorKind::Missing
        } else {
            return;
        };
        self.error(node, kind);
    }

    fn too_deep(&mut self, node: &tree_sitter::Node) {
        self.error(node, SyntaxErrorKind::TooDeep);
    }

    fn error(&mut self, node: &tree_sitter::Node, kind: SyntaxErrorKind) {
        if self.errors.len() < MAX_ERRORS {
            let span = Span::new(node.start_byte() as u32, node.end_byte() as u32);
            self.errors.push(SyntaxError { span, kind });
        }
    }
}
