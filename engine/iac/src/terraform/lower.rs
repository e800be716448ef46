//! From the grammar's tree to [`ast`](super::ast).
//!
//! The grammar leaves two things to repair. Operands stand side by side without a node of their own
//! (`var.a == 1` is `var`, `a`, `==`, `1`), and operators bind tighter than a dot that follows, so that
//! `!var.a` is `(!var).a` and `x && y.z < 1` is `((x && y).z) < 1`. So operations are taken apart into one row of
//! operands and operators, as far as no parentheses hold them together, and put together again by precedence.

use std::sync::Arc;

use tamis_syntax::{Grammar, NodeId, Span, Tree};

use crate::number::Number;

use super::ast::{Attribute, Block, Body, Call, Expr, ExprKind, For, Operator, Step};
use super::template;

/// What the grammar's kind numbers mean to us, by number.
#[derive(Debug)]
pub(crate) struct Kinds(Vec<Kind>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Other,
    Root,
    Body,
    Block,
    Attribute,
    Identifier,
    Sequence,
    String,
    Template,
    Heredoc,
    Interpolation,
    StripMarker,
    Directive,
    If,
    IfIntro,
    ElseIntro,
    IfEnd,
    ForTemplate,
    ForStart,
    ForEnd,
    DirectiveMark,
    Number,
    Bool,
    Null,
    Tuple,
    Object,
    Pair,
    ForTuple,
    ForObject,
    ForIntro,
    ForCondition,
    Ellipsis,
    Call,
    Arguments,
    Index,
    NewIndex,
    LegacyIndex,
    Splat,
    SplatSteps,
    Binary,
    Unary,
    Conditional,
    Operator(Operator),
    Bang,
}

impl Kinds {
    /// Reads the table off the HCL grammar.
    pub(crate) fn new(grammar: &Grammar) -> Self {
        let count = grammar.language.node_kind_count() as u16;
        Kinds((0..count).map(|id| kind_of(grammar.kind_name(id))).collect())
    }

    pub(crate) fn of(&self, tree: &Tree, node: NodeId) -> Kind {
        self.0.get(tree.node(node).kind as usize).copied().unwrap_or(Kind::Other)
    }
}

fn kind_of(name: &str) -> Kind {
    match name {
        "config_file" => Kind::Root,
        "body" => Kind::Body,
        "block" => Kind::Block,
        "attribute" => Kind::Attribute,
        "identifier" => Kind::Identifier,
        "expression" => Kind::Sequence,
        "string_lit" => Kind::String,
        "quoted_template" => Kind::Template,
        "heredoc_template" => Kind::Heredoc,
        "template_interpolation" => Kind::Interpolation,
        "strip_marker" => Kind::StripMarker,
        "template_directive" => Kind::Directive,
        "template_if" => Kind::If,
        "template_if_intro" => Kind::IfIntro,
        "template_else_intro" => Kind::ElseIntro,
        "template_if_end" => Kind::IfEnd,
        "template_for" => Kind::ForTemplate,
        "template_for_start" => Kind::ForStart,
        "template_for_end" => Kind::ForEnd,
        "template_directive_start" | "template_directive_end" => Kind::DirectiveMark,
        "numeric_lit" => Kind::Number,
        "bool_lit" => Kind::Bool,
        "null_lit" => Kind::Null,
        "tuple" => Kind::Tuple,
        "object" => Kind::Object,
        "object_elem" => Kind::Pair,
        "for_tuple_expr" => Kind::ForTuple,
        "for_object_expr" => Kind::ForObject,
        "for_intro" => Kind::ForIntro,
        "for_cond" => Kind::ForCondition,
        "ellipsis" => Kind::Ellipsis,
        "function_call" => Kind::Call,
        "function_arguments" => Kind::Arguments,
        "index" => Kind::Index,
        "new_index" => Kind::NewIndex,
        "legacy_index" => Kind::LegacyIndex,
        "splat" => Kind::Splat,
        "attr_splat" | "full_splat" => Kind::SplatSteps,
        "binary_operation" => Kind::Binary,
        "unary_operation" => Kind::Unary,
        "conditional" => Kind::Conditional,
        "+" => Kind::Operator(Operator::Add),
        "-" => Kind::Operator(Operator::Subtract),
        "*" => Kind::Operator(Operator::Multiply),
        "/" => Kind::Operator(Operator::Divide),
        "%" => Kind::Operator(Operator::Remainder),
        "==" => Kind::Operator(Operator::Equal),
        "!=" => Kind::Operator(Operator::NotEqual),
        "<" => Kind::Operator(Operator::Less),
        "<=" => Kind::Operator(Operator::LessEqual),
        ">" => Kind::Operator(Operator::Greater),
        ">=" => Kind::Operator(Operator::GreaterEqual),
        "&&" => Kind::Operator(Operator::And),
        "||" => Kind::Operator(Operator::Or),
        "!" => Kind::Bang,
        _ => Kind::Other,
    }
}

/// Lowers a file. A JSON file (the grammar reads an object as well) gives an empty body and its object.
pub(crate) fn file(tree: &Tree, text: &str, kinds: &Kinds) -> (Body, Option<Expr>) {
    let lower = Lower { tree, text, kinds };
    if tree.is_empty() {
        return (Body::default(), None);
    }
    let mut body = Body::default();
    for child in tree.children(NodeId::ROOT) {
        match kinds.of(tree, child) {
            Kind::Body => lower.body_into(child, &mut body),
            Kind::Object => return (body, Some(lower.expr(child))),
            // What did not parse may still hold whole blocks and attributes.
            Kind::Other => lower.body_into(child, &mut body),
            Kind::Block | Kind::Attribute => lower.entry(child, &mut body),
            _ => {}
        }
    }
    (body, None)
}

/// Nodes of an operation, and how far they are read.
struct Row<'n> {
    nodes: &'n [NodeId],
    at: usize,
}

impl Row<'_> {
    fn peek(&self) -> Option<NodeId> {
        self.nodes.get(self.at).copied()
    }
}

/// How tightly an operator binds.
fn precedence(operator: Operator) -> u8 {
    match operator {
        Operator::Or => 1,
        Operator::And => 2,
        Operator::Equal | Operator::NotEqual => 3,
        Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => 4,
        Operator::Add | Operator::Subtract => 5,
        Operator::Multiply | Operator::Divide | Operator::Remainder => 6,
    }
}

/// Steps of one traversal that are read; each is a level of the expression.
const MAX_STEPS: usize = 100;

/// The tree and what is needed to read it.
pub(crate) struct Lower<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) text: &'a str,
    pub(crate) kinds: &'a Kinds,
}

impl Lower<'_> {
    pub(crate) fn kind(&self, node: NodeId) -> Kind {
        self.kinds.of(self.tree, node)
    }

    pub(crate) fn span(&self, node: NodeId) -> Span {
        self.tree.span(node)
    }

    pub(crate) fn name(&self, node: NodeId) -> Arc<str> {
        Arc::from(self.span(node).of(self.text))
    }

    fn body_into(&self, id: NodeId, body: &mut Body) {
        for child in self.tree.children(id) {
            self.entry(child, body);
        }
    }

    fn entry(&self, id: NodeId, body: &mut Body) {
        match self.kind(id) {
            Kind::Attribute => body.attributes.extend(self.attribute(id)),
            Kind::Block => body.blocks.extend(self.block(id).map(Arc::new)),
            _ => {}
        }
    }

    fn attribute(&self, id: NodeId) -> Option<Attribute> {
        let mut children = self.tree.children(id);
        let name = children.next()?;
        let rest: Vec<NodeId> = children.collect();
        let span = self.span(id);
        let value = if rest.is_empty() {
            Expr::new(ExprKind::Invalid, Span::new(span.end, span.end))
        } else {
            self.sequence(&rest)
        };
        Some(Attribute { name: self.name(name), value, span })
    }

    fn block(&self, id: NodeId) -> Option<Block> {
        let mut children = self.tree.children(id);
        let kind = self.name(children.next()?);
        let mut block =
            Block { kind, labels: Vec::new(), body: Body::default(), span: self.span(id) };
        for child in children {
            match self.kind(child) {
                Kind::Identifier => block.labels.push(self.name(child)),
                Kind::String => block.labels.push(self.string(child)),
                Kind::Body => self.body_into(child, &mut block.body),
                Kind::Other => self.body_into(child, &mut block.body),
                _ => {}
            }
        }
        Some(block)
    }

    /// An operand or expression that the grammar left as a row of nodes.
    pub(crate) fn sequence(&self, nodes: &[NodeId]) -> Expr {
        let mut row = Vec::with_capacity(nodes.len());
        for node in nodes {
            self.flatten(*node, &mut row);
        }
        if row.is_empty() {
            return Expr::new(ExprKind::Invalid, Span::default());
        }
        let mut row = Row { nodes: &row, at: 0 };
        self.operation(&mut row, 0)
    }

    /// Operands and operators in the order of the text: operations that no parentheses hold together dissolve.
    fn flatten(&self, node: NodeId, row: &mut Vec<NodeId>) {
        match self.kind(node) {
            Kind::Other => {}
            Kind::Binary | Kind::Unary if row.is_empty() || !self.is_parenthesised(node) => {
                // Only the whole of a row may stand in parentheses of its own and still be taken apart.
                for child in self.tree.children(node) {
                    self.flatten_inner(child, row);
                }
            }
            _ => row.push(node),
        }
    }

    fn flatten_inner(&self, node: NodeId, row: &mut Vec<NodeId>) {
        let is_operation = matches!(self.kind(node), Kind::Binary | Kind::Unary);
        if !is_operation || self.is_parenthesised(node) {
            if self.kind(node) != Kind::Other {
                row.push(node);
            }
            return;
        }
        for child in self.tree.children(node) {
            self.flatten_inner(child, row);
        }
    }

    fn is_parenthesised(&self, node: NodeId) -> bool {
        let span = self.span(node);
        let before = self.text.get(..span.start as usize).unwrap_or("").trim_end();
        let after = self.text.get(span.end as usize..).unwrap_or("").trim_start();
        before.ends_with('(') && after.starts_with(')')
    }

    /// Operators of at least that precedence, by climbing.
    fn operation(&self, row: &mut Row<'_>, least: u8) -> Expr {
        let mut left = self.operand(row);
        while let Some(node) = row.peek()
            && let Kind::Operator(operator) = self.kind(node)
            && precedence(operator) >= least
        {
            row.at += 1;
            let right = self.operation(row, precedence(operator) + 1);
            let span = left.span.cover(right.span);
            left = Expr::new(ExprKind::Binary(operator, Box::new((left, right))), span);
        }
        left
    }

    fn operand(&self, row: &mut Row<'_>) -> Expr {
        let Some(node) = row.peek() else {
            return Expr::new(ExprKind::Invalid, Span::default());
        };
        row.at += 1;
        let start = self.span(node).start;
        match self.kind(node) {
            Kind::Bang => {
                let operand = self.operand(row);
                let span = Span::new(start, operand.span.end);
                Expr::new(ExprKind::Not(Box::new(operand)), span)
            }
            Kind::Operator(_) => {
                let operand = self.operand(row);
                let span = Span::new(start, operand.span.end);
                Expr::new(ExprKind::Negate(Box::new(operand)), span)
            }
            _ => {
                let mut base = self.expr(node);
                let mut steps = 0;
                while let Some(step) = row.peek()
                    && !matches!(self.kind(step), Kind::Operator(_) | Kind::Bang)
                {
                    row.at += 1;
                    steps += 1;
                    if steps <= MAX_STEPS {
                        base = self.postfix(base, step);
                    }
                }
                base
            }
        }
    }

    pub(crate) fn expr(&self, id: NodeId) -> Expr {
        let span = self.span(id);
        let own = span.of(self.text);
        let kind = match self.kind(id) {
            Kind::Sequence => {
                let children: Vec<NodeId> = self.tree.children(id).collect();
                return self.sequence(&children);
            }
            Kind::Identifier => ExprKind::Name(Arc::from(own)),
            Kind::String => ExprKind::Text(self.string(id)),
            Kind::Template => {
                template::kind(self, id, Span::new(span.start + 1, span.end.saturating_sub(1)))
            }
            Kind::Heredoc => template::heredoc(self, id),
            Kind::Number => number(own),
            Kind::Bool => ExprKind::Bool(own == "true"),
            Kind::Null => ExprKind::Null,
            Kind::Tuple => ExprKind::Tuple(
                self.tree
                    .children(id)
                    .filter(|child| self.kind(*child) != Kind::Other)
                    .map(|child| self.expr(child))
                    .collect(),
            ),
            Kind::Object => ExprKind::Object(
                self.tree.children(id).filter_map(|child| self.pair(child)).collect(),
            ),
            Kind::ForTuple | Kind::ForObject => self.for_expression(id),
            Kind::Call => self.call(id),
            Kind::Binary | Kind::Unary => return self.sequence(&[id]),
            Kind::Conditional => self.conditional(id),
            _ => ExprKind::Invalid,
        };
        Expr::new(kind, span)
    }

    fn string(&self, id: NodeId) -> Arc<str> {
        let own = self.span(id).of(self.text);
        let inner = own.strip_prefix('"').unwrap_or(own);
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        Arc::from(template::unescape(inner, true).as_ref())
    }

    fn pair(&self, id: NodeId) -> Option<(Expr, Expr)> {
        if self.kind(id) != Kind::Pair {
            return None;
        }
        let children: Vec<NodeId> = self.tree.children(id).collect();
        let value_field = children.last().map(|last| self.tree.node(*last).field)?;
        let split =
            children.iter().position(|child| self.tree.node(*child).field == value_field)?;
        let (key, value) = children.split_at(split);
        let (first, value) = (*key.first()?, self.sequence(value));
        let span = self.span(first);
        let before = self.text.get(..span.start as usize).unwrap_or("").trim_end();
        let bare = key.len() == 1 && self.kind(first) == Kind::Identifier && !before.ends_with('(');
        let key = if bare {
            Expr::new(ExprKind::Text(self.name(first)), span)
        } else {
            self.sequence(key)
        };
        Some((key, value))
    }

    fn for_expression(&self, id: NodeId) -> ExprKind {
        let mut names = Vec::new();
        let (mut collection, mut condition, mut group) = (Vec::new(), None, false);
        let mut results = Vec::new();
        for child in self.tree.children(id) {
            match self.kind(child) {
                Kind::ForIntro => {
                    for part in self.tree.children(child) {
                        self.intro(part, &mut names, &mut collection);
                    }
                }
                Kind::ForCondition => {
                    let parts: Vec<NodeId> = self.tree.children(child).collect();
                    condition = Some(self.sequence(&parts));
                }
                Kind::Ellipsis => group = true,
                Kind::Other => {}
                _ => results.push(self.expr(child)),
            }
        }
        let value = names.pop();
        let (Some(value), Some(result)) = (value, results.pop()) else { return ExprKind::Invalid };
        ExprKind::For(Box::new(For {
            key: names.pop(),
            value,
            collection: self.sequence(&collection),
            result_key: results.pop(),
            result,
            group,
            condition,
        }))
    }

    /// Names before `in`, then the collection. A collection that is one name is told by what stands before it.
    pub(crate) fn intro(
        &self,
        part: NodeId,
        names: &mut Vec<Arc<str>>,
        collection: &mut Vec<NodeId>,
    ) {
        let before = self.text.get(..self.span(part).start as usize).unwrap_or("").trim_end();
        let follows_in = before
            .trim_end_matches(['(', ' '])
            .strip_suffix("in")
            .is_some_and(|rest| rest.ends_with(|c: char| c.is_whitespace()));
        let is_name = self.kind(part) == Kind::Identifier && collection.is_empty() && !follows_in;
        if is_name && names.len() < 2 {
            names.push(self.name(part));
        } else {
            collection.push(part);
        }
    }

    fn call(&self, id: NodeId) -> ExprKind {
        let (mut name, mut arguments, mut spread) = (None, Vec::new(), false);
        for child in self.tree.children(id) {
            match self.kind(child) {
                Kind::Identifier => name = Some(self.name(child)),
                Kind::Arguments => {
                    for argument in self.tree.children(child) {
                        match self.kind(argument) {
                            Kind::Ellipsis => spread = true,
                            Kind::Other => {}
                            _ => arguments.push(self.expr(argument)),
                        }
                    }
                }
                _ => {}
            }
        }
        match name {
            Some(name) => ExprKind::Call(Box::new(Call { name, arguments, spread })),
            None => ExprKind::Invalid,
        }
    }

    fn conditional(&self, id: NodeId) -> ExprKind {
        let parts: Vec<NodeId> =
            self.tree.children(id).filter(|child| self.kind(*child) != Kind::Other).collect();
        let [condition, then, other] = parts[..] else { return ExprKind::Invalid };
        ExprKind::Conditional(Box::new((self.expr(condition), self.expr(then), self.expr(other))))
    }

    /// `base.name`, `base[index]`, `base[*]`; of a conditional without parentheses its last branch takes the step.
    fn postfix(&self, base: Expr, step: NodeId) -> Expr {
        let end = self.span(step).end;
        if matches!(base.kind, ExprKind::Conditional(_)) && !self.is_closed_before(&base, step) {
            let span = Span::new(base.span.start, end);
            let ExprKind::Conditional(parts) = base.kind else { return base };
            let (condition, then, other) = *parts;
            let other = self.postfix(other, step);
            return Expr::new(ExprKind::Conditional(Box::new((condition, then, other))), span);
        }
        let span = Span::new(base.span.start, end);
        let base_box = Box::new(base);
        let kind = match self.kind(step) {
            Kind::Identifier => ExprKind::Member(base_box, self.name(step)),
            Kind::Index => match self.index(step) {
                Some(index) => ExprKind::Index(base_box, Box::new(index)),
                None => ExprKind::Invalid,
            },
            Kind::Splat => return self.splat(base_box, step, span),
            _ => ExprKind::Invalid,
        };
        Expr::new(kind, span)
    }

    /// `x[*].a[0]` takes the index of every element, `x.*.a[0]` that of the resulting list.
    fn splat(&self, base: Box<Expr>, step: NodeId, span: Span) -> Expr {
        let legacy = span_text(self, step).starts_with(".*");
        let parts: Vec<NodeId> =
            self.tree.children(step).flat_map(|inner| self.tree.children(inner)).collect();
        let is_own = |part: &NodeId| !legacy || self.kind(*part) == Kind::Identifier;
        let own = parts.iter().take_while(|part| is_own(part)).count();
        let steps = parts[..own]
            .iter()
            .filter_map(|part| match self.kind(*part) {
                Kind::Identifier => Some(Step::Member(self.name(*part))),
                Kind::Index => self.index(*part).map(Step::Index),
                _ => None,
            })
            .collect();
        let end = parts[own..].first().map_or(span.end, |part| self.span(*part).start);
        let splat = Expr::new(ExprKind::Splat(base, steps), Span::new(span.start, end));
        parts[own..].iter().take(MAX_STEPS).fold(splat, |base, part| self.postfix(base, *part))
    }

    /// Whether a parenthesis that opens before `base` closes between it and the step.
    fn is_closed_before(&self, base: &Expr, step: NodeId) -> bool {
        let count = |text: &str, what: char| text.matches(what).count() as i64;
        let gap = Span::new(base.span.end, self.span(step).start).of(self.text);
        let own = base.span.of(self.text);
        let open = (count(own, '(') - count(own, ')')).max(0);
        count(gap, ')') > open
    }

    fn index(&self, id: NodeId) -> Option<Expr> {
        let inner = self.tree.children(id).next()?;
        if self.kind(inner) == Kind::LegacyIndex {
            let span = self.span(inner);
            let value = Number::parse(span.of(self.text).trim_start_matches('.').trim())?;
            return Some(Expr::new(ExprKind::Number(value), span));
        }
        let parts: Vec<NodeId> = self.tree.children(inner).collect();
        (!parts.is_empty()).then(|| self.sequence(&parts))
    }
}

fn number(text: &str) -> ExprKind {
    let value = match text.strip_prefix("0x") {
        Some(digits) => i128::from_str_radix(digits, 16).ok().map(Number::Whole),
        None => Number::parse(text),
    };
    value.map_or(ExprKind::Invalid, ExprKind::Number)
}

fn span_text<'t>(lower: &Lower<'t>, node: NodeId) -> &'t str {
    lower.span(node).of(lower.text)
}
