//! The file a pattern is held against.

use std::cell::{Cell, OnceCell};

use tamis_ir::{Language, Matching};
use tamis_syntax::{Grammar, NameTable, Node, NodeId, Role, Span, Treat, Tree};

use crate::constant::Reaching;
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
    pub(crate) constants: OnceCell<Reaching>,
    pub(crate) types: OnceCell<TypeTable>,
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
            constants: OnceCell::new(),
            types: OnceCell::new(),
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

    /// Range to report for `id`: a definition's starts at its decorators.
    pub(crate) fn report_span(&self, id: NodeId) -> Span {
        let node = self.node(id);
        if matches!(node.role, Role::Function | Role::Class) && id != NodeId::ROOT {
            let parent = NodeId(node.parent);
            if self.node(parent).role == Role::Decorated {
                return self.tree.span(parent);
            }
        }
        node.span()
    }
}
