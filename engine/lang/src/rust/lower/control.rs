//! Blocks, branches and loops, all of which are values.

use tamis_ir::{BlockId, Constant, LocalId, Operand, Place, Terminator, UnaryOperator, Value};
use tamis_syntax::{NodeId, Span};

use super::items::is_item;
use super::{Frame, FrameKind, Lower};
use crate::lower::reading;

impl<'t> Lower<'t> {
    /// A block: its value is that of the last expression, if no `;` follows.
    pub(super) fn block(&mut self, id: NodeId) -> Operand {
        let label = self.label(id);
        if label.is_some() {
            return self.framed(id, label, FrameKind::Block, |lower| lower.plain_block(id));
        }
        self.plain_block(id)
    }

    fn plain_block(&mut self, id: NodeId) -> Operand {
        self.b.push_scope();
        self.items(id);
        let mut value = None;
        let children = self.src.children(id);
        for (at, child) in children.iter().enumerate() {
            value = self.statement(*child).filter(|_| at + 1 == children.len());
        }
        self.b.pop_scope();
        let last = children.last();
        match value.filter(|_| last.is_some_and(|last| self.is_tail(id, *last))) {
            Some(value) => value,
            None => self.null(id),
        }
    }

    /// Whether nothing but the end of the block `id` comes after `last`.
    fn is_tail(&self, id: NodeId, last: NodeId) -> bool {
        let (block, last) = (self.src.span(id), self.src.span(last));
        let rest = Span::new(last.end.min(block.end), block.end).of(self.src.text);
        !rest.trim_start_matches([')', ' ', '\t', '\r', '\n']).starts_with(';')
    }

    /// Runs `code` as something that can be left with a value.
    fn framed(
        &mut self,
        id: NodeId,
        label: Option<&'t str>,
        kind: FrameKind,
        code: impl FnOnce(&mut Self) -> Operand,
    ) -> Operand {
        let at = self.src.at(id);
        let result = self.b.new_temp();
        let after = self.b.new_block();
        self.enter(label, kind, result, after, None);
        let value = code(self);
        self.frames.pop();
        self.b.leave_loop();
        self.b.assign(Place::local(result, at), Value::Use(value), at);
        self.b.flow_into(after);
        reading(Place::local(result, at), at)
    }

    /// `async { }`: what it gives once it has run.
    pub(super) fn async_block(&mut self, id: NodeId) -> Operand {
        let Some(block) = self.block_of(id) else { return self.null(id) };
        self.framed(id, None, FrameKind::Async, |lower| lower.block(block))
    }

    /// The block inside `unsafe { }`, `const { }` and the like.
    pub(super) fn block_of(&self, id: NodeId) -> Option<NodeId> {
        self.src.tree.children(id).find(|child| self.src.kind(*child) == "block")
    }

    /// A statement; its value if it is an expression.
    fn statement(&mut self, id: NodeId) -> Option<Operand> {
        match self.src.kind(id) {
            "let_declaration" => self.let_declaration(id),
            "empty_statement" | "label" => {}
            "ERROR" => {
                for child in self.src.children(id) {
                    self.statement(child);
                }
            }
            "expression_statement" => {
                for child in self.src.children(id) {
                    self.statement(child);
                }
            }
            kind if is_item(kind) => {}
            _ => return Some(self.expression(id)),
        }
        None
    }

    fn let_declaration(&mut self, id: NodeId) {
        let src = self.src;
        let pattern = src.field(id, self.f.pattern);
        let type_ = src.field(id, self.f.type_);
        let Some(value) = src.field(id, self.f.value) else {
            if let Some(pattern) = pattern {
                self.declare_pattern(pattern);
                self.annotate_pattern(pattern, type_);
            }
            return;
        };
        let mut value = self.expression(value);
        if type_.is_some_and(|type_| self.is_number(type_)) && value.constant().is_none() {
            value = self.b.temp(Value::Unary(UnaryOperator::Number, value), src.at(id));
        }
        let Some(pattern) = pattern else { return };
        let Some(otherwise) = src.field(id, self.f.alternative) else {
            self.bind_new(pattern, value, type_);
            return;
        };
        let place = self.b.place_of(value);
        self.declare_pattern(pattern);
        let (then, other) = (self.b.new_block(), self.b.new_block());
        self.pattern(pattern, &place, then, other);
        self.b.switch_to(other);
        self.block(otherwise);
        self.b.terminate(Terminator::Stop);
        self.b.switch_to(then);
    }

    // --- conditions -----------------------------------------------------------------------------------------------

    /// Ends the block: on to `then` where the condition holds (what it binds is bound there), else to `otherwise`.
    pub(super) fn condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        let src = self.src;
        match src.kind(id) {
            "let_condition" => self.let_condition(id, then, otherwise),
            "let_chain" => {
                let parts = src.children(id);
                for (at, part) in parts.iter().enumerate() {
                    if at + 1 == parts.len() {
                        self.condition(*part, then, otherwise);
                    } else {
                        let next = self.b.new_block();
                        self.condition(*part, next, otherwise);
                        self.b.switch_to(next);
                    }
                }
                if parts.is_empty() {
                    self.b.fork(vec![then, otherwise]);
                }
            }
            "binary_expression" => self.logical_condition(id, then, otherwise),
            "unary_expression" if self.prefix(id) == "!" => {
                match src.children(id).last() {
                    Some(inner) => self.condition(*inner, otherwise, then),
                    None => self.b.fork(vec![then, otherwise]),
                };
            }
            _ => {
                let value = self.expression(id);
                self.b.branch(value, then, otherwise);
            }
        }
    }

    fn logical_condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        if let (Some(left), Some(right), "&&" | "||") = (left, right, operator) {
            let next = self.b.new_block();
            if operator == "&&" {
                self.condition(left, next, otherwise);
            } else {
                self.condition(left, then, next);
            }
            self.b.switch_to(next);
            self.condition(right, then, otherwise);
        } else {
            let value = self.expression(id);
            self.b.branch(value, then, otherwise);
        }
    }

    fn let_condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        let Some(value) = self.src.field(id, self.f.value) else {
            self.b.fork(vec![then, otherwise]);
            return;
        };
        let value = self.expression(value);
        let place = self.b.place_of(value);
        match self.src.field(id, self.f.pattern) {
            Some(pattern) => {
                self.declare_pattern(pattern);
                self.pattern(pattern, &place, then, otherwise);
            }
            None => self.b.goto(then),
        }
    }

    pub(super) fn if_expression(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let result = self.b.new_temp();
        let (then, otherwise, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.b.push_scope();
        match src.field(id, self.f.condition) {
            Some(condition) => self.condition(condition, then, otherwise),
            None => self.b.fork(vec![then, otherwise]),
        }
        self.b.switch_to(then);
        self.branch_value(src.field(id, self.f.consequence), result, id);
        self.b.goto(after);
        self.b.pop_scope();
        self.b.switch_to(otherwise);
        self.branch_value(src.field(id, self.f.alternative), result, id);
        self.b.flow_into(after);
        reading(Place::local(result, at), at)
    }

    fn branch_value(&mut self, code: Option<NodeId>, result: LocalId, id: NodeId) {
        let at = self.src.at(id);
        let value = match code {
            Some(code) => self.expression(code),
            None => self.null(id),
        };
        self.b.assign(Place::local(result, at), Value::Use(value), at);
    }

    pub(super) fn match_expression(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(value) = src.field(id, self.f.value) else { return self.opaque(id) };
        let value = self.expression(value);
        let subject = self.b.place_of(value);
        let result = self.b.new_temp();
        let after = self.b.new_block();
        for arm in src.children(id).into_iter().filter(|arm| src.kind(*arm) == "match_arm") {
            let (then, next) = (self.b.new_block(), self.b.new_block());
            self.b.push_scope();
            match src.field(arm, self.f.pattern) {
                Some(pattern) => {
                    self.declare_pattern(pattern);
                    self.pattern(pattern, &subject, then, next);
                }
                None => self.b.goto(then),
            }
            self.b.switch_to(then);
            if let Some(condition) = src.field(arm, self.f.condition) {
                let inside = self.b.new_block();
                self.condition(condition, inside, next);
                self.b.switch_to(inside);
            }
            self.branch_value(src.field(arm, self.f.value), result, id);
            self.b.pop_scope();
            self.b.goto(after);
            self.b.switch_to(next);
        }
        // Every value fits some arm.
        self.b.terminate(Terminator::Stop);
        self.b.switch_to(after);
        reading(Place::local(result, at), at)
    }

    // --- loops ----------------------------------------------------------------------------------------------------

    pub(super) fn label(&self, id: NodeId) -> Option<&'t str> {
        let label = self.src.first(id).filter(|first| self.src.kind(*first) == "label")?;
        Some(self.src.text_of(label).trim_start_matches('\'').trim_end_matches(':'))
    }

    pub(super) fn loop_expression(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let (label, kind) = (self.label(id), src.kind(id));
        let result = self.b.new_temp();
        let (head, body, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        let mut item = None;
        if kind == "for_expression"
            && let Some(value) = src.field(id, self.f.value)
        {
            item = Some(self.expression(value));
        }
        self.b.flow_into(head);
        self.b.push_scope();
        match kind {
            "while_expression" => match src.field(id, self.f.condition) {
                Some(condition) => self.condition(condition, body, after),
                None => self.b.goto(body),
            },
            "for_expression" => self.b.fork(vec![body, after]),
            _ => self.b.goto(body),
        }
        self.b.switch_to(body);
        if let (Some(pattern), Some(item)) = (src.field(id, self.f.pattern), item) {
            let element = self.b.temp(Value::Iterate(item), src.at(pattern));
            self.bind_new(pattern, element, None);
        }
        self.enter(label, FrameKind::Loop, result, after, Some(head));
        if let Some(code) = src.field(id, self.f.body) {
            self.expression(code);
        }
        self.frames.pop();
        self.b.leave_loop();
        self.b.pop_scope();
        self.b.goto(head);
        self.b.switch_to(after);
        if kind == "loop_expression" {
            return reading(Place::local(result, at), at);
        }
        self.null(id)
    }

    pub(super) fn break_expression(&mut self, id: NodeId) -> Operand {
        let label = self.label(id);
        let value = self.src.children(id).into_iter().find(|it| self.src.kind(*it) != "label");
        let value = value.map(|value| self.expression(value));
        let Some(frame) = self.frame(label) else { return self.null(id) };
        if let Some(value) = value {
            let at = self.src.at(id);
            self.b.assign(Place::local(frame.result, at), Value::Use(value), at);
        }
        self.b.break_out(Some(&frame.name()));
        self.null(id)
    }

    /// What `break` and `continue` mean: the frame of that label, or the innermost loop.
    fn frame(&self, label: Option<&'t str>) -> Option<Frame<'t>> {
        let frame = self.frames.iter().rev().find(|frame| match label {
            Some(_) => frame.label == label,
            None => frame.kind == FrameKind::Loop,
        });
        frame.copied()
    }

    fn enter(
        &mut self,
        label: Option<&'t str>,
        kind: FrameKind,
        result: LocalId,
        after: BlockId,
        head: Option<BlockId>,
    ) {
        let frame = Frame { label, kind, result };
        self.b.enter_loop(Some(&frame.name()), after, head);
        self.frames.push(frame);
    }

    pub(super) fn continue_expression(&mut self, id: NodeId) -> Operand {
        let label = self.label(id);
        if let Some(frame) = self.frame(label) {
            self.b.continue_with(Some(&frame.name()));
        }
        self.null(id)
    }

    pub(super) fn return_expression(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let value = self.src.first(id).map(|value| self.expression(value));
        let frame = self.frames.iter().rev().find(|frame| frame.kind == FrameKind::Async);
        match frame.copied() {
            Some(frame) => {
                let value = value.unwrap_or_else(|| self.b.constant(Constant::Null, at));
                self.b.assign(Place::local(frame.result, at), Value::Use(value), at);
                self.b.break_out(Some(&frame.name()));
            }
            None => self.b.ret(value, at),
        }
        self.null(id)
    }
}
