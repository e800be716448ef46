//! The file a pattern is held against.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use tamis_ir::{Language, Matching};
use tamis_syntax::{Grammar, NameTable, Node, NodeId, Role, Span, Treat, Tree};

use crate::constant::Constants;
use crate::generic::{CommentStyle, Document};
use crate::metavars::Bound;
use crate::pattern::Pattern;
use crate::required::LeafSet;
use crate::types::TypeTable;

/// One parsed file (or a part of one) as the matcher sees it. Tables that few rules need are built on first use.
pub struct Subject<'f> {
    /// Its language.
    pub language: &'f Language,
    /// Its text.
    pub text: &'f str,
    /// Its tree.
    pub tree: &'f Tree,
    /// What its imports bind.
    pub names: &'f NameTable,
    /// Well-known fields of its grammar.
    pub fields: Fields,
    /// Where its language's patterns match loosely.
    pub(crate) matching: Matching,
    /// Steps left before rules give up in this file.
    pub(crate) budget: Cell<u64>,
    pub(crate) leaves: OnceCell<LeafSet>,
    pub(crate) constants: Constants,
    pub(crate) types: OnceCell<TypeTable>,
    /// How many names deep symbolic values are being followed.
    pub(crate) followed: Cell<u32>,
    /// Whether patterns ask what their rule asks of a metavariable's text; off, conditions alone do.
    pub(crate) guarded: Cell<bool>,
    /// The whole text split for generic patterns.
    documents: RefCell<Vec<(Option<CommentStyle>, Rc<Document<'f>>)>>,
}

/// Field numbers the matcher asks for by name; 0 where the grammar has none.
#[derive(Debug, Clone, Copy, Default)]
#[expect(missing_docs, reason = "each is the number of the field of that name")]
pub struct Fields {
    pub alternative: u8,
    pub block: u8,
    pub body: u8,
    pub condition: u8,
    pub consequence: u8,
    pub declarator: u8,
    pub function: u8,
    pub group: u8,
    pub initializer: u8,
    pub method: u8,
    pub name: u8,
    pub operator: u8,
    pub parameter: u8,
    pub parameters: u8,
    pub return_type: u8,
    pub result: u8,
    pub type_: u8,
    pub update: u8,
    pub source: u8,
    pub module_name: u8,
    pub receiver: u8,
    pub right: u8,
    pub value: u8,
}

impl Fields {
    /// Those of `grammar`.
    pub fn of(grammar: &Grammar) -> Self {
        Fields {
            alternative: grammar.field("alternative"),
            block: grammar.field("block"),
            body: grammar.field("body"),
            condition: grammar.field("condition"),
            consequence: grammar.field("consequence"),
            declarator: grammar.field("declarator"),
            function: grammar.field("function"),
            group: grammar.field("group"),
            initializer: grammar.field("initializer"),
            method: grammar.field("method"),
            name: grammar.field("name"),
            operator: grammar.field("operator"),
            parameter: grammar.field("parameter"),
            parameters: grammar.field("parameters"),
            return_type: grammar.field("return_type"),
            result: grammar.field("result"),
            type_: grammar.field("type"),
            update: grammar.field("update"),
            source: grammar.field("source"),
            module_name: grammar.field("module_name"),
            receiver: grammar.field("receiver"),
            right: grammar.field("right"),
            value: grammar.field("value"),
        }
    }
}

impl<'f> Subject<'f> {
    /// Steps one file may cost all rules together: tens of seconds at worst, a thousand times what code people write needs.
    pub const BUDGET: u64 = 400_000_000;

    /// A file's view. The tree is empty where the language has no grammar.
    pub fn new(
        language: &'f Language,
        text: &'f str,
        tree: &'f Tree,
        names: &'f NameTable,
    ) -> Self {
        Subject {
            language,
            text,
            tree,
            names,
            fields: language
                .syntax
                .as_ref()
                .map_or_else(Fields::default, |syntax| Fields::of((syntax.grammar)())),
            matching: language.syntax.as_ref().map_or(Matching::STRICT, |syntax| syntax.matching),
            budget: Cell::new(Self::BUDGET),
            leaves: OnceCell::new(),
            constants: Constants::default(),
            types: OnceCell::new(),
            followed: Cell::new(0),
            guarded: Cell::new(true),
            documents: RefCell::default(),
        }
    }

    /// Whether the step budget is spent; results may then be incomplete.
    pub fn is_spent(&self) -> bool {
        self.budget.get() == 0
    }

    /// Takes a step; false when none is left.
    #[inline]
    pub(crate) fn step(&self) -> bool {
        let left = self.budget.get();
        self.budget.set(left.saturating_sub(1));
        left > 0
    }

    /// The part of the text at `span` split for generic patterns; kept if it is the whole.
    pub(crate) fn document(&self, span: Span, style: Option<CommentStyle>) -> Rc<Document<'f>> {
        if span.start > 0 || (span.end as usize) < self.text.len() {
            return Rc::new(Document::new(span.of(self.text), style));
        }
        let mut documents = self.documents.borrow_mut();
        if let Some((_, known)) = documents.iter().find(|(known, _)| *known == style) {
            return Rc::clone(known);
        }
        let document = Rc::new(Document::new(self.text, style));
        documents.push((style, Rc::clone(&document)));
        document
    }

    /// Where a binding stands.
    pub fn bound_span(&self, bound: Bound) -> Span {
        crate::condition::bound_span(self, bound)
    }

    /// The constant a binding is known to be.
    pub fn bound_value(&self, bound: Bound) -> Option<String> {
        crate::condition::bound_value(self, bound)
    }

    /// The node.
    #[inline]
    pub(crate) fn node(&self, id: NodeId) -> &'f Node {
        self.tree.node(id)
    }

    /// Whether the names a pattern needs may stand in the file.
    pub(crate) fn may_hold(&self, pattern: &Pattern) -> bool {
        pattern.required.is_empty() || {
            let leaves = self.leaves.get_or_init(|| LeafSet::of(self.tree));
            pattern.required.iter().all(|symbol| leaves.may_have(*symbol))
        }
    }

    /// Source text of a node.
    #[inline]
    pub(crate) fn text_of(&self, id: NodeId) -> &'f str {
        self.tree.span(id).of(self.text)
    }

    /// Whether leaves of `kind` are read without case.
    pub(crate) fn is_caseless(&self, kind: u16) -> bool {
        self.language
            .syntax
            .as_ref()
            .is_some_and(|syntax| (syntax.grammar)().kinds.info(kind).treat == Treat::Caseless)
    }

    /// Whether children of `role` stand one after the other as statements.
    pub(crate) fn is_statement_list(role: Role) -> bool {
        matches!(role, Role::Root | Role::Block | Role::ClassBody | Role::Case)
    }

    /// Whether `id` stands in a list of statements.
    pub(crate) fn is_statement(&self, id: NodeId) -> bool {
        id != NodeId::ROOT && Self::is_statement_list(self.node(NodeId(self.node(id).parent)).role)
    }

    /// The range of a block's body with its braces, which are no nodes.
    fn braces_around(&self, body: NodeId, block: NodeId) -> Span {
        let (inner, outer) = (self.tree.span(body), self.tree.span(block));
        let before = self.tree.children(block).take_while(|id| *id != body).last();
        let from = before.map_or(outer.start, |label| self.node(label).end);
        let open = Span::new(from, inner.start.max(from)).of(self.text).find('{');
        let start = open.map_or(inner.start, |at| from + at as u32);
        Span::new(start, if open.is_some() { outer.end } else { inner.end })
    }

    /// Decorators that stand right before `id` in the same list, in order.
    pub(crate) fn decorators_before(&self, id: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        for sibling in self.tree.children(NodeId(self.node(id).parent)) {
            if sibling >= id {
                break;
            }
            match self.node(sibling).role {
                Role::Decorator => found.push(sibling),
                _ => found.clear(),
            }
        }
        found
    }

    /// Range to report for `id`: a definition's starts at its decorators.
    pub(crate) fn report_span(&self, id: NodeId) -> Span {
        let node = self.node(id);
        if node.role == Role::Block && id != NodeId::ROOT {
            let parent = NodeId(node.parent);
            if self.node(parent).role == Role::ConfigBlock {
                return self.braces_around(id, parent);
            }
        }
        if matches!(node.role, Role::Function | Role::Class) && id != NodeId::ROOT {
            let parent = NodeId(node.parent);
            let around = self.node(parent).role;
            let first = self.tree.children(parent).next();
            let decorated = first.is_some_and(|first| self.node(first).role == Role::Decorator);
            if around == Role::Decorated || (around == Role::Modifier && decorated) {
                return self.tree.span(parent);
            }
        }
        let span = self.trimmed(node.span());
        let definition = matches!(node.role, Role::Function | Role::Class | Role::Field);
        match definition.then(|| self.first_decorator(id)).flatten() {
            Some(first) => Span::new(self.node(first).start, span.end),
            None => span,
        }
    }

    /// The first of the decorators right before `id`; looks at no more than there are.
    fn first_decorator(&self, id: NodeId) -> Option<NodeId> {
        // A quick look: the node before in the list ends where the one before in the tree does.
        let before = NodeId(id.0.checked_sub(1)?);
        let parent = NodeId(self.node(id).parent);
        if before == parent || id == NodeId::ROOT {
            return None;
        }
        let mut sibling = before;
        while NodeId(self.node(sibling).parent) != parent {
            sibling = NodeId(self.node(sibling).parent);
        }
        (self.node(sibling).role == Role::Decorator)
            .then(|| self.decorators_before(id).first().copied())
            .flatten()
    }

    /// A range without the line breaks some grammars count to the end of a node.
    pub(crate) fn trimmed(&self, span: Span) -> Span {
        if self.text.as_bytes().get((span.end as usize).wrapping_sub(1)) != Some(&b'\n') {
            return span;
        }
        Span::new(span.start, span.start + span.of(self.text).trim_end().len() as u32)
    }
}
