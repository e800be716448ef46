//! Statements.

use tamis_ir::{CallKind, Key, Operand, OperandKind, Place, Projection, StatementKind, Value};
use tamis_syntax::NodeId;

use super::Lower;

impl Lower<'_> {
    /// The statements below `id`, in order.
    pub(super) fn statements(&mut self, id: NodeId) {
        for child in self.children(id) {
            self.statement(child);
        }
    }

    fn statement(&mut self, id: NodeId) {
        match self.kind(id) {
            "block" | "module" | "ERROR" | "expression_statement" => self.statements(id),
            "pass_statement"
            | "future_import_statement"
            | "global_statement"
            | "nonlocal_statement"
            | "type_alias_statement"
            | "comment" => {}
            "if_statement" => self.if_statement(id),
            "for_statement" => self.for_statement(id),
            "while_statement" => self.while_statement(id),
            "try_statement" => self.try_statement(id),
            "with_statement" => self.with_statement(id),
            "match_statement" => self.match_statement(id),
            "return_statement" => {
                let value = self.children(id).first().copied();
                let value = value.map(|value| self.expression(value));
                self.b.ret(value, self.at(id));
            }
            "raise_statement" => {
                let children = self.children(id);
                let values: Vec<Operand> =
                    children.into_iter().map(|child| self.expression(child)).collect();
                self.b.throw(values.into_iter().next(), self.at(id));
            }
            "break_statement" => self.b.break_out(None),
            "continue_statement" => self.b.continue_with(None),
            "assert_statement" => self.assert_statement(id),
            "delete_statement" => {
                for child in self.children(id) {
                    self.delete(child);
                }
            }
            "import_statement" | "import_from_statement" => self.import(id),
            "function_definition" | "class_definition" | "decorated_definition" => {
                self.definition(id);
            }
            "print_statement" | "exec_statement" => self.word_statement(id),
            _ => {
                self.expression(id);
            }
        }
    }

    fn if_statement(&mut self, id: NodeId) {
        let after = self.b.new_block();
        let mut clauses = vec![id];
        clauses.extend(self.fields(id, self.fields.alternative));
        for clause in clauses {
            let Some(test) = self.field(clause, self.fields.condition) else {
                if let Some(body) = self.field(clause, self.fields.body) {
                    self.statements(body);
                }
                continue;
            };
            let (then, otherwise) = (self.b.new_block(), self.b.new_block());
            self.condition(test, then, otherwise);
            self.b.switch_to(then);
            if let Some(body) = self.field(clause, self.fields.consequence) {
                self.statements(body);
            }
            self.b.goto(after);
            self.b.switch_to(otherwise);
        }
        self.b.flow_into(after);
    }

    fn for_statement(&mut self, id: NodeId) {
        let (left, right) = (self.field(id, self.fields.left), self.field(id, self.fields.right));
        let (Some(left), Some(right)) = (left, right) else { return };
        let iterable = self.expression(right);
        let (head, body) = (self.b.new_block(), self.b.new_block());
        let (finished, after) = (self.b.new_block(), self.b.new_block());
        self.b.flow_into(head);
        self.b.fork(vec![body, finished]);
        self.b.switch_to(body);
        let at = self.at(left);
        let element = self.b.temp(Value::Iterate(iterable), at);
        self.assign_to(left, element, at);
        self.b.enter_loop(None, after, Some(head));
        self.body_of(id);
        self.b.leave_loop();
        self.b.goto(head);
        self.b.switch_to(finished);
        self.else_of(id);
        self.b.flow_into(after);
    }

    fn while_statement(&mut self, id: NodeId) {
        let Some(test) = self.field(id, self.fields.condition) else { return };
        let (head, body) = (self.b.new_block(), self.b.new_block());
        let (finished, after) = (self.b.new_block(), self.b.new_block());
        self.b.flow_into(head);
        self.condition(test, body, finished);
        self.b.switch_to(body);
        self.b.enter_loop(None, after, Some(head));
        self.body_of(id);
        self.b.leave_loop();
        self.b.goto(head);
        self.b.switch_to(finished);
        self.else_of(id);
        self.b.flow_into(after);
    }

    fn body_of(&mut self, id: NodeId) {
        if let Some(body) = self.field(id, self.fields.body) {
            self.statements(body);
        }
    }

    fn else_of(&mut self, id: NodeId) {
        if let Some(clause) = self.field(id, self.fields.alternative) {
            self.body_of(clause);
        }
    }

    fn try_statement(&mut self, id: NodeId) {
        let clauses = self.children(id);
        let of_kind = |kind: &str| -> Vec<NodeId> {
            clauses.iter().copied().filter(|clause| self.kind(*clause) == kind).collect()
        };
        let mut handlers = of_kind("except_clause");
        handlers.extend(of_kind("except_group_clause"));
        let (otherwise, finally) = (of_kind("else_clause"), of_kind("finally_clause"));
        let finally = finally.first().copied();
        let cleanup = self.b.new_block();
        let escaped = self.b.new_temp();
        if finally.is_some() {
            self.b.push_handler(cleanup, escaped);
        }
        let (handler, thrown) = (self.b.new_block(), self.b.new_temp());
        if !handlers.is_empty() {
            self.b.push_handler(handler, thrown);
        }
        self.body_of(id);
        if !handlers.is_empty() {
            self.b.pop_handler();
        }
        for clause in otherwise {
            self.body_of(clause);
        }
        self.b.goto(cleanup);
        if !handlers.is_empty() {
            self.b.switch_to(handler);
            self.handlers(&handlers, thrown, cleanup);
        }
        if finally.is_some() {
            self.b.pop_handler();
            self.b.goto(cleanup);
        }
        self.b.switch_to(cleanup);
        if let Some(clause) = finally {
            self.finally(clause, escaped);
        }
    }

    fn finally(&mut self, clause: NodeId, escaped: tamis_ir::LocalId) {
        self.statements(clause);
        let (after, onwards) = (self.b.new_block(), self.b.new_block());
        self.b.fork(vec![after, onwards]);
        self.b.switch_to(onwards);
        let value = self.b.read(escaped, self.at(clause));
        self.b.throw(Some(value), self.at(clause));
        self.b.switch_to(after);
    }

    fn handlers(
        &mut self,
        handlers: &[NodeId],
        thrown: tamis_ir::LocalId,
        after: tamis_ir::BlockId,
    ) {
        let blocks: Vec<_> = handlers.iter().map(|_| self.b.new_block()).collect();
        let uncaught = self.b.new_block();
        let mut targets = blocks.clone();
        targets.push(uncaught);
        self.b.fork(targets);
        for (clause, block) in handlers.iter().zip(blocks) {
            self.b.switch_to(block);
            for child in self.children(*clause) {
                match self.kind(child) {
                    "block" => self.statements(child),
                    "as_pattern" => {
                        let caught = self.b.read(thrown, self.at(child));
                        if let Some(alias) = self.field(child, self.fields.alias) {
                            self.assign_to(alias, caught, self.at(child));
                        }
                    }
                    // The type asked for; `except A, e` of Python 2 binds the second.
                    _ => {}
                }
            }
            self.b.goto(after);
        }
        self.b.switch_to(uncaught);
        let at = handlers.first().map(|clause| self.at(*clause)).unwrap_or_default();
        let value = self.b.read(thrown, at);
        self.b.throw(Some(value), at);
    }

    fn with_statement(&mut self, id: NodeId) {
        for item in self.fields(id, self.fields.value) {
            let at = self.at(item);
            let (context, alias) = if self.kind(item) == "as_pattern" {
                let context = self.children(item).first().copied();
                (context, self.field(item, self.fields.alias))
            } else {
                (Some(item), None)
            };
            let Some(context) = context else { continue };
            let context = self.expression(context);
            let Some(alias) = alias else { continue };
            let mut place = self.b.place_of(context);
            let key = Key::Name(self.b.name("__enter__"));
            place.path.push(Projection { key, at, index: None });
            let enter = Operand { at, kind: OperandKind::Place(place) };
            let entered = self.b.call(enter, Vec::new(), CallKind::Implicit, at);
            self.assign_to(alias, entered, at);
        }
        self.body_of(id);
    }

    fn match_statement(&mut self, id: NodeId) {
        let subjects = self.fields(id, self.fields.subject);
        let subject = match subjects[..] {
            [subject] => self.expression(subject),
            _ => {
                let parts = subjects.into_iter().map(|it| self.expression(it)).collect();
                self.b.temp(Value::Opaque(parts), self.at(id))
            }
        };
        let subject = self.b.place_of(subject);
        let after = self.b.new_block();
        let Some(body) = self.field(id, self.fields.body) else { return };
        for case in self.children(body) {
            self.case(case, &subject, after);
        }
        self.b.flow_into(after);
    }

    fn case(&mut self, case: NodeId, subject: &Place, after: tamis_ir::BlockId) {
        let (then, next) = (self.b.new_block(), self.b.new_block());
        let patterns: Vec<NodeId> = self
            .children(case)
            .into_iter()
            .filter(|child| self.kind(*child) == "case_pattern")
            .collect();
        let guard = self.field(case, self.fields.guard);
        let fits = if guard.is_some() { self.b.new_block() } else { then };
        match patterns[..] {
            [pattern] => self.pattern(pattern, subject, fits, next),
            _ => {
                for (index, pattern) in patterns.into_iter().enumerate() {
                    let mut place = subject.clone();
                    let (at, key) = (self.at(pattern), Key::Index(index as i64));
                    place.path.push(Projection { key, at, index: None });
                    let miss = self.b.new_block();
                    let hit = self.b.new_block();
                    self.pattern(pattern, &place, hit, miss);
                    self.b.switch_to(miss);
                    self.b.goto(next);
                    self.b.switch_to(hit);
                }
                self.b.goto(fits);
            }
        }
        if let Some(guard) = guard {
            self.b.switch_to(fits);
            if let Some(test) = self.children(guard).first().copied() {
                self.condition(test, then, next);
            }
        }
        self.b.switch_to(then);
        if let Some(body) = self.field(case, self.fields.consequence) {
            self.statements(body);
        }
        self.b.goto(after);
        self.b.switch_to(next);
    }

    fn assert_statement(&mut self, id: NodeId) {
        let children = self.children(id);
        let Some(test) = children.first() else { return };
        let (holds, fails) = (self.b.new_block(), self.b.new_block());
        self.condition(*test, holds, fails);
        self.b.switch_to(fails);
        let message = children.get(1).map(|message| self.expression(*message));
        self.b.throw(message, self.at(id));
        self.b.switch_to(holds);
    }

    fn delete(&mut self, id: NodeId) {
        if matches!(self.kind(id), "expression_list" | "tuple" | "list") {
            for child in self.children(id) {
                self.delete(child);
            }
            return;
        }
        let operand = self.expression(id);
        if let OperandKind::Place(place) = operand.kind {
            self.b.push(StatementKind::Delete(place), self.at(id));
        }
    }

    /// Python 2's `print x` and `exec x`: calls.
    fn word_statement(&mut self, id: NodeId) {
        let at = self.at(id);
        let word = if self.kind(id) == "exec_statement" { "exec" } else { "print" };
        let local = self.b.lookup(word);
        let callee = self.b.read(local, at);
        let arguments = self
            .children(id)
            .into_iter()
            .map(|child| {
                let value = self.expression(child);
                tamis_ir::Argument { at: value.at, value, name: None, spread: tamis_ir::Spread::No }
            })
            .collect();
        self.b.call(callee, arguments, CallKind::Call, at);
    }
}
