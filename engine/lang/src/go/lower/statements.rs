//! Statements.

use tamis_ir::{
    BinaryOperator, BlockId, Constant, Key, Operand, OperandKind, Place, UnaryOperator, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{Control, under};

impl<'t> Lower<'t> {
    /// A block with names of its own.
    pub(super) fn block(&mut self, id: NodeId) {
        self.b.push_scope();
        for child in self.src.children(id) {
            self.statement(child, None);
        }
        self.b.pop_scope();
    }

    /// A statement; `label` is the one that stands before it.
    fn statement(&mut self, id: NodeId, label: Option<&'t str>) {
        let src = self.src;
        match src.kind(id) {
            "block" | "ERROR" => self.block(id),
            "assignment_statement" | "short_var_declaration" => self.assignment(id),
            "var_spec" | "var_declaration" => self.each(id, "var_spec", Self::variables),
            "const_spec" | "const_declaration" => self.each(id, "const_spec", Self::variables),
            "type_spec" | "type_alias" | "type_declaration" => self.type_declaration(id),
            "inc_statement" | "dec_statement" => self.step(id),
            "send_statement" => self.send(id),
            "receive_statement" => self.receive(id),
            "if_statement" => self.if_statement(id),
            "for_statement" => self.for_statement(id, label),
            "expression_switch_statement" => self.switch(id, label),
            "type_switch_statement" => self.type_switch(id, label),
            "select_statement" => self.select(id, label),
            "labeled_statement" => self.labeled(id),
            "return_statement" => self.return_statement(id),
            "break_statement" => {
                let label = src.first(id).map(|label| src.text_of(label));
                self.b.break_out(label);
            }
            "continue_statement" => {
                let label = src.first(id).map(|label| src.text_of(label));
                self.b.continue_with(label);
            }
            "fallthrough_statement" => {
                if let Some(next) = self.next_case {
                    self.b.goto(next);
                }
            }
            "goto_statement" => {
                if let Some(label) = src.first(id) {
                    let target = self.b.labelled(src.text_of(label));
                    self.b.goto(target);
                }
            }
            "go_statement" | "defer_statement" | "expression_statement" => {
                for child in src.children(id) {
                    self.expression(child);
                }
            }
            "empty_statement" | "label_name" => {}
            _ => {
                self.expression(id);
            }
        }
    }

    fn labeled(&mut self, id: NodeId) {
        let label = self.src.field(id, self.f.label);
        let text = label.map(|label| self.src.text_of(label));
        if let Some(text) = text {
            let block = self.b.labelled(text);
            self.b.flow_into(block);
        }
        for child in self.src.children(id) {
            if Some(child) != label {
                self.statement(child, text);
            }
        }
    }

    fn step(&mut self, id: NodeId) {
        let at = self.src.at(id);
        let Some(target) = self.src.first(id) else { return };
        let operator = match self.src.kind(id) {
            "dec_statement" => BinaryOperator::Subtract,
            _ => BinaryOperator::Add,
        };
        let before = self.expression(target);
        let one = self.b.constant(Constant::Int(1), at);
        let value = self.b.temp(Value::Binary(operator, before, one), at);
        self.assign_to(target, value, at);
    }

    /// `channel <- value`: one more element.
    fn send(&mut self, id: NodeId) {
        let (src, at) = (self.src, self.src.at(id));
        let channel = src.field(id, self.f.channel);
        let (Some(channel), Some(value)) = (channel, src.field(id, self.f.value)) else { return };
        let value = self.expression(value);
        let channel = self.expression(channel);
        if let OperandKind::Place(place) = channel.kind {
            self.b.assign(under(&place, Key::Any, at), Value::Use(value), at);
        }
    }

    fn receive(&mut self, id: NodeId) {
        let (src, at) = (self.src, self.src.at(id));
        let Some(right) = src.field(id, self.f.right) else { return };
        match src.field(id, self.f.left) {
            Some(left) => {
                let targets = self.list(left);
                let declares = src.text_before(id, right).contains(":=");
                self.assign_all(&targets, right, declares, at);
            }
            None => {
                self.expression(right);
            }
        }
    }

    fn return_statement(&mut self, id: NodeId) {
        let at = self.src.at(id);
        let value = match self.src.first(id) {
            Some(value) => {
                let value = self.expression(value);
                Some(value)
            }
            None if self.results.is_empty() => None,
            None => Some(self.result_values(id)),
        };
        self.b.ret(value, at);
    }

    // --- conditions -----------------------------------------------------------------------------------------------

    /// Ends the block: on to `then` where the condition holds, else to `otherwise`.
    pub(super) fn test(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        match (src.kind(id), operator) {
            ("binary_expression", "&&" | "||") => {
                let sides = (src.field(id, self.f.left), src.field(id, self.f.right));
                self.ask_two(sides, operator == "&&", then, otherwise);
            }
            ("unary_expression", "!") => self.ask(src.field(id, self.f.operand), otherwise, then),
            ("identifier", _) => {
                let value = self.expression(id);
                let local = value.place().map(|place| place.base);
                let question = local.and_then(|local| self.questions.get(&local).cloned());
                self.b.branch(question.unwrap_or(value), then, otherwise);
            }
            // A map to truth values is a set.
            ("index_expression", _) => {
                let question = self.question(id);
                self.b.branch(question, then, otherwise);
            }
            _ => {
                let value = self.expression(id);
                self.b.branch(value, then, otherwise);
            }
        }
    }

    fn if_statement(&mut self, id: NodeId) {
        let src = self.src;
        let (then, otherwise) =
            (src.field(id, self.f.consequence), src.field(id, self.f.alternative));
        let (first, condition) =
            (src.field(id, self.f.initializer), src.field(id, self.f.condition));
        self.b.push_scope();
        self.maybe(first);
        self.branches(
            |it, yes, no| it.ask(condition, yes, no),
            |it| then.into_iter().for_each(|code| it.block(code)),
            |it| {
                it.maybe(otherwise);
                it.b.pop_scope();
            },
        );
    }

    /// A statement that may not be there.
    fn maybe(&mut self, id: Option<NodeId>) {
        if let Some(id) = id {
            self.statement(id, None);
        }
    }

    // --- loops ----------------------------------------------------------------------------------------------------

    fn for_statement(&mut self, id: NodeId, label: Option<&'t str>) {
        let src = self.src;
        let body = src.field(id, self.f.body);
        let head = src.children(id).into_iter().find(|child| Some(*child) != body);
        self.b.push_scope();
        match head.map(|head| (head, src.kind(head))) {
            Some((head, "range_clause")) => self.range(head, body, label),
            Some((head, "for_clause")) => {
                if let Some(first) = src.field(head, self.f.initializer) {
                    self.statement(first, None);
                }
                let condition = src.field(head, self.f.condition);
                let update = src.field(head, self.f.update);
                self.loop_if(condition, update, body, label);
            }
            Some((head, _)) => self.loop_if(Some(head), None, body, label),
            None => self.loop_if(None, None, body, label),
        }
        self.b.pop_scope();
    }

    fn loop_if(
        &mut self,
        condition: Option<NodeId>,
        update: Option<NodeId>,
        body: Option<NodeId>,
        label: Option<&'t str>,
    ) {
        self.loop_while(
            label,
            condition.map(|test| move |it: &mut Self, yes, no| it.test(test, yes, no)),
            |it| body.into_iter().for_each(|body| it.block(body)),
            |it| it.maybe(update),
        );
    }

    fn range(&mut self, clause: NodeId, body: Option<NodeId>, label: Option<&'t str>) {
        let Some(right) = self.src.field(clause, self.f.right) else { return };
        let items = self.expression(right);
        self.loop_over(
            label,
            |it| it.next_of(clause, right, &items),
            |it| body.into_iter().for_each(|body| it.block(body)),
        );
    }

    /// The variables of a loop over `items`.
    fn next_of(&mut self, clause: NodeId, right: NodeId, items: &Operand) {
        let (src, at) = (self.src, self.src.at(clause));
        let Some(left) = src.field(clause, self.f.left) else { return };
        let targets = self.list(left);
        let declares = src.text_before(clause, right).contains(":=");
        for (index, target) in targets.iter().enumerate() {
            // Of two the first is a key or number; a lone one may be what comes out of a channel.
            let value = if index == 0 && targets.len() > 1 {
                self.unknown(*target)
            } else {
                self.b.temp(Value::Iterate(items.clone()), src.at(*target))
            };
            if declares && src.text_of(*target) != "_" {
                self.b.declare(src.text_of(*target));
            }
            self.assign_to(*target, value, at);
        }
    }

    // --- switches -------------------------------------------------------------------------------------------------

    fn cases(&self, id: NodeId) -> Vec<NodeId> {
        let cases = self.src.children(id).into_iter();
        cases.filter(|child| self.src.kind(*child).ends_with("_case")).collect()
    }

    fn switch(&mut self, id: NodeId, label: Option<&'t str>) {
        let src = self.src;
        self.b.push_scope();
        if let Some(first) = src.field(id, self.f.initializer) {
            self.statement(first, None);
        }
        let subject = src.field(id, self.f.value).map(|value| self.expression(value));
        let after = self.b.new_block();
        let cases = self.cases(id);
        let bodies: Vec<BlockId> = cases.iter().map(|_| self.b.new_block()).collect();
        let mut default = after;
        for (case, body) in cases.iter().zip(&bodies) {
            match src.field(*case, self.f.value) {
                Some(values) => {
                    let next = self.b.new_block();
                    self.case(values, subject.as_ref(), *body, next);
                    self.b.switch_to(next);
                }
                None => default = *body,
            }
        }
        self.b.goto(default);
        self.b.enter_loop(label, after, None);
        for (number, case) in cases.iter().enumerate() {
            self.b.switch_to(bodies[number]);
            let outer = std::mem::replace(&mut self.next_case, bodies.get(number + 1).copied());
            let values = src.field(*case, self.f.value);
            self.case_body(*case, values);
            self.next_case = outer;
            self.b.goto(after);
        }
        self.b.leave_loop();
        self.b.pop_scope();
        self.b.switch_to(after);
    }

    fn case(
        &mut self,
        values: NodeId,
        subject: Option<&Operand>,
        then: BlockId,
        otherwise: BlockId,
    ) {
        let parts = self.list(values);
        let Some(subject) = subject else {
            for (number, part) in parts.iter().enumerate() {
                let next = if number + 1 == parts.len() { otherwise } else { self.b.new_block() };
                self.condition(*part, then, next);
                if next != otherwise {
                    self.b.switch_to(next);
                }
            }
            return;
        };
        let test = self.is_one_of(subject.clone(), &parts, values);
        self.b.branch(test, then, otherwise);
    }

    /// The statements of a case: all but what it asks for.
    fn case_body(&mut self, case: NodeId, head: Option<NodeId>) {
        let src = self.src;
        self.b.push_scope();
        for child in src.children(case) {
            let is_head = Some(child) == head
                || src.is_field(child, self.f.type_)
                || src.is_field(child, self.f.communication);
            if !is_head {
                self.statement(child, None);
            }
        }
        self.b.pop_scope();
    }

    fn type_switch(&mut self, id: NodeId, label: Option<&'t str>) {
        let (src, at) = (self.src, self.src.at(id));
        self.b.push_scope();
        if let Some(first) = src.field(id, self.f.initializer) {
            self.statement(first, None);
        }
        let value = match src.field(id, self.f.value) {
            Some(value) => self.expression(value),
            None => self.null(id),
        };
        let alias = src.field(id, self.f.alias);
        let after = self.b.new_block();
        let cases = self.cases(id);
        let mut targets: Vec<BlockId> = cases.iter().map(|_| self.b.new_block()).collect();
        let bodies = targets.clone();
        targets.push(after);
        self.b.fork(targets);
        self.b.enter_loop(label, after, None);
        for (case, body) in cases.iter().zip(bodies) {
            self.b.switch_to(body);
            self.b.push_scope();
            if let Some(alias) = alias {
                let types = src.fields(*case, self.f.type_);
                let single = match types[..] {
                    [only] => Some(only),
                    _ => None,
                };
                let mut value = value.clone();
                if single.is_some_and(|type_| self.is_number(type_)) {
                    value = self.b.temp(Value::Unary(UnaryOperator::Number, value), at);
                }
                let local = self.b.declare_anew(src.text_of(alias));
                if let Some(name) = single.and_then(|type_| self.type_name(type_)) {
                    self.b.annotate(local, name);
                }
                self.b.assign(Place::local(local, src.at(alias)), Value::Use(value), at);
            }
            self.case_body(*case, None);
            self.b.pop_scope();
            self.b.goto(after);
        }
        self.b.leave_loop();
        self.b.pop_scope();
        self.b.switch_to(after);
    }

    fn select(&mut self, id: NodeId, label: Option<&'t str>) {
        let after = self.b.new_block();
        let cases = self.cases(id);
        let bodies: Vec<BlockId> = cases.iter().map(|_| self.b.new_block()).collect();
        self.b.fork(if bodies.is_empty() { vec![after] } else { bodies.clone() });
        self.b.enter_loop(label, after, None);
        for (case, body) in cases.iter().zip(bodies) {
            self.b.switch_to(body);
            self.b.push_scope();
            if let Some(communication) = self.src.field(*case, self.f.communication) {
                self.statement(communication, None);
            }
            self.case_body(*case, None);
            self.b.pop_scope();
            self.b.goto(after);
        }
        self.b.leave_loop();
        self.b.switch_to(after);
    }
}
