//! Statements.

use tamis_ir::{
    BinaryOperator, BlockId, CallKind, Constant, Key, LocalId, Operand, OperandKind, Place,
    Projection, Value,
};
use tamis_syntax::NodeId;

use super::Lower;

impl<'t> Lower<'t> {
    /// The statements of a block: names first, then functions, then all others in order.
    pub(super) fn block(&mut self, id: NodeId) {
        self.declare_block(id);
        let children = self.src.children(id);
        for child in &children {
            if self.is_function(*child) {
                self.function_declaration(*child);
            }
        }
        for child in children {
            if !self.is_function(child) {
                self.statement(child);
            }
        }
    }

    fn is_function(&self, id: NodeId) -> bool {
        matches!(self.src.kind(id), "function_declaration" | "generator_function_declaration")
    }

    /// A block with names of its own.
    pub(super) fn scoped_block(&mut self, id: NodeId) {
        self.b.push_scope();
        self.block(id);
        self.b.pop_scope();
    }

    pub(super) fn statement(&mut self, id: NodeId) {
        let kind = self.src.kind(id);
        match kind {
            "statement_block" | "ERROR" => self.scoped_block(id),
            "expression_statement" => {
                for child in self.src.children(id) {
                    self.statement(child);
                }
            }
            "variable_declarator" => {
                self.declarator(id);
                self.exported_declaration(id);
            }
            "lexical_declaration" | "variable_declaration" | "using_declaration" => {
                for child in self.src.children(id) {
                    if self.src.kind(child) == "variable_declarator" {
                        self.declarator(child);
                    }
                }
                self.exported_declaration(id);
            }
            "function_declaration" | "generator_function_declaration" => {
                self.function_declaration(id);
            }
            "class_declaration" | "abstract_class_declaration" => self.class_statement(id, &[]),
            "if_statement" => self.if_statement(id),
            "for_statement" => self.for_statement(id, None),
            "for_in_statement" => self.for_in_statement(id, None),
            "while_statement" => self.while_statement(id, None),
            "do_statement" => self.do_statement(id, None),
            "labeled_statement" => self.labeled_statement(id),
            "try_statement" => self.try_statement(id),
            "switch_statement" => self.switch_statement(id),
            "return_statement" => {
                let value = self.src.first(id).map(|value| self.expression(value));
                self.b.ret(value, self.src.at(id));
            }
            "throw_statement" => {
                let value = self.src.first(id).map(|value| self.expression(value));
                self.b.throw(value, self.src.at(id));
            }
            "break_statement" => {
                let label = self.label(id);
                self.b.break_out(label);
            }
            "continue_statement" => {
                let label = self.label(id);
                self.b.continue_with(label);
            }
            "with_statement" => {
                if let Some(object) = self.src.field(id, self.f.object) {
                    self.expression(object);
                }
                self.body_of(id);
            }
            "import_statement" | "import_alias" => self.import(id),
            "export_statement" => self.export_statement(id),
            "export_clause" => self.export_clause(id, None),
            "enum_declaration" => {
                self.enumeration(id);
                self.exported_declaration(id);
            }
            "internal_module" | "module" => {
                self.namespace(id);
                self.exported_declaration(id);
            }
            "empty_statement"
            | "debugger_statement"
            | "interface_declaration"
            | "type_alias_declaration"
            | "function_signature"
            | "ambient_declaration"
            | "hash_bang_line"
            | "comment"
            | "html_comment"
            | "decorator" => {}
            _ if self.src.is_field(id, self.f.kind) => {}
            _ if self.is_export(id) => self.export_value(id),
            _ => self.expression_statement(id),
        }
    }

    fn label(&self, id: NodeId) -> Option<&'t str> {
        self.src.field(id, self.f.label).map(|label| self.src.text_of(label))
    }

    /// An expression whose value is not used: `a && f()` is `if (a) f()`.
    fn expression_statement(&mut self, id: NodeId) {
        if self.src.kind(id) == "binary_expression"
            && let Some((operator, left, right)) = self.binary_parts(id)
            && matches!(operator, "&&" | "||")
        {
            let (inside, after) = (self.b.new_block(), self.b.new_block());
            if operator == "&&" {
                self.condition(left, inside, after);
            } else {
                self.condition(left, after, inside);
            }
            self.b.switch_to(inside);
            self.expression_statement(right);
            self.b.flow_into(after);
            return;
        }
        self.expression(id);
    }

    fn declarator(&mut self, id: NodeId) {
        let target = self.src.field(id, self.f.name);
        let (Some(target), Some(value)) = (target, self.src.field(id, self.f.value)) else {
            if let Some(target) = target {
                self.annotate(id, target);
            }
            return;
        };
        self.annotate(id, target);
        let value = self.expression(value);
        self.assign_to(target, value, self.src.at(id));
    }

    /// Notes the declared type of a variable.
    fn annotate(&mut self, id: NodeId, target: NodeId) {
        if let Some(name) = self.declared_type(id)
            && self.src.kind(target) == "identifier"
        {
            let local = self.b.lookup(self.src.text_of(target));
            self.b.annotate(local, &name);
        }
    }

    fn if_statement(&mut self, id: NodeId) {
        let after = self.b.new_block();
        let mut clause = id;
        // `else if` chains are long in generated code: a loop, not recursion.
        while let Some(test) = self.src.field(clause, self.f.condition) {
            let (then, otherwise) = (self.b.new_block(), self.b.new_block());
            self.condition(test, then, otherwise);
            self.b.switch_to(then);
            if let Some(body) = self.src.field(clause, self.f.consequence) {
                self.statement(body);
            }
            self.b.goto(after);
            self.b.switch_to(otherwise);
            match self.src.field(clause, self.f.alternative) {
                Some(next) if self.src.kind(next) == "if_statement" => clause = next,
                Some(next) => {
                    self.statement(next);
                    break;
                }
                None => break,
            }
        }
        self.b.flow_into(after);
    }

    fn for_statement(&mut self, id: NodeId, label: Option<&str>) {
        self.b.push_scope();
        for start in self.clauses(id, self.f.initializer) {
            self.declare_loop(start);
            self.statement(start);
        }
        let (head, body) = (self.b.new_block(), self.b.new_block());
        let (next, after) = (self.b.new_block(), self.b.new_block());
        let test = self.clauses(id, self.f.condition).first().copied();
        // Asked once before the loop: what is known of its variables there may say that the body runs.
        if let Some(test) = test.filter(|test| self.is_comparison(*test)) {
            self.condition(test, body, after);
        } else {
            self.b.goto(head);
        }
        self.b.switch_to(head);
        match test {
            Some(test) => self.condition(test, body, after),
            None => self.b.fork(vec![body, after]),
        }
        self.b.switch_to(body);
        self.b.enter_loop(label, after, Some(next));
        self.body_of(id);
        self.b.leave_loop();
        self.b.flow_into(next);
        for step in self.clauses(id, self.f.increment) {
            self.expression(step);
        }
        self.b.goto(head);
        self.b.pop_scope();
        self.b.switch_to(after);
    }

    /// `i < 10`, where asking twice is the same as asking once.
    fn is_comparison(&self, test: NodeId) -> bool {
        self.binary_parts(test).is_some_and(|(operator, _, right)| {
            matches!(operator, "<" | "<=" | ">" | ">=" | "!=" | "!==")
                && self.src.kind(right) == "number"
        })
    }

    /// The parts of a `for` head under a field, without its semicolons.
    fn clauses(&self, id: NodeId, field: tamis_syntax::Field) -> Vec<NodeId> {
        let mut parts = self.src.fields(id, field);
        parts.retain(|part| !matches!(self.src.kind(*part), ";" | "empty_statement"));
        parts
    }

    fn declare_loop(&mut self, start: NodeId) {
        let mut names = Vec::new();
        let declarators = match self.src.kind(start) {
            "lexical_declaration" => self.src.children(start),
            _ => vec![start],
        };
        let is_let = self.src.kind(start) == "lexical_declaration"
            || start.0 > 0 && self.src.is_field(NodeId(start.0 - 1), self.f.kind);
        for declarator in declarators.into_iter().filter(|_| is_let) {
            if let Some(target) = self.src.field(declarator, self.f.name) {
                self.target_names(target, &mut names);
            }
        }
        for name in names {
            self.b.declare(self.src.text_of(name));
        }
    }

    fn for_in_statement(&mut self, id: NodeId, label: Option<&str>) {
        let left = self.src.field(id, self.f.left);
        let (Some(left), Some(right)) = (left, self.src.field(id, self.f.right)) else { return };
        let mut iterable = self.expression(right);
        let operator = self.src.field(id, self.f.operator).map(|it| self.src.text_of(it));
        if operator == Some("in") {
            iterable = self.keys_of(iterable, left);
        }
        self.b.push_scope();
        let word = self.src.field(id, self.f.kind).map(|kind| self.src.text_of(kind));
        if matches!(word, Some("let" | "const" | "using" | "await")) {
            let mut names = Vec::new();
            self.target_names(left, &mut names);
            for name in names {
                self.b.declare(self.src.text_of(name));
            }
        }
        let (head, body, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.b.flow_into(head);
        self.b.fork(vec![body, after]);
        self.b.switch_to(body);
        let at = self.src.at(left);
        let element = self.b.temp(Value::Iterate(iterable), at);
        self.assign_to(left, element, at);
        self.b.enter_loop(label, after, Some(head));
        self.body_of(id);
        self.b.leave_loop();
        self.b.goto(head);
        self.b.pop_scope();
        self.b.switch_to(after);
    }

    /// `for (k in o)` goes through `Object.keys(o)`.
    fn keys_of(&mut self, object: Operand, left: NodeId) -> Operand {
        let at = self.src.at(left);
        let local = self.b.lookup("Object");
        let mut place = Place::local(local, at);
        let key = Key::Name(self.b.name("keys"));
        place.path.push(Projection { key, at, index: None });
        let callee = Operand { at, kind: OperandKind::Place(place) };
        let argument = super::calls::plain(object);
        self.b.call(callee, vec![argument], CallKind::Implicit, at)
    }

    fn while_statement(&mut self, id: NodeId, label: Option<&str>) {
        let Some(test) = self.src.field(id, self.f.condition) else { return };
        let (head, body, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.b.flow_into(head);
        self.condition(test, body, after);
        self.b.switch_to(body);
        self.b.enter_loop(label, after, Some(head));
        self.body_of(id);
        self.b.leave_loop();
        self.b.goto(head);
        self.b.switch_to(after);
    }

    fn do_statement(&mut self, id: NodeId, label: Option<&str>) {
        let (body, test) = (self.b.new_block(), self.b.new_block());
        let after = self.b.new_block();
        self.b.flow_into(body);
        self.b.enter_loop(label, after, Some(test));
        self.body_of(id);
        self.b.leave_loop();
        self.b.flow_into(test);
        match self.src.field(id, self.f.condition) {
            Some(condition) => self.condition(condition, body, after),
            None => self.b.fork(vec![body, after]),
        }
        self.b.switch_to(after);
    }

    fn labeled_statement(&mut self, id: NodeId) {
        let label = self.src.field(id, self.f.label).map(|label| self.src.text_of(label));
        let Some(body) = self.src.field(id, self.f.body) else { return };
        match self.src.kind(body) {
            "for_statement" => self.for_statement(body, label),
            "for_in_statement" => self.for_in_statement(body, label),
            "while_statement" => self.while_statement(body, label),
            "do_statement" => self.do_statement(body, label),
            _ => {
                let after = self.b.new_block();
                self.b.enter_loop(label, after, None);
                self.statement(body);
                self.b.leave_loop();
                self.b.flow_into(after);
            }
        }
    }

    fn body_of(&mut self, id: NodeId) {
        if let Some(body) = self.src.field(id, self.f.body) {
            self.statement(body);
        }
    }

    fn try_statement(&mut self, id: NodeId) {
        let handler = self.src.field(id, self.f.handler);
        let finalizer = self.src.field(id, self.f.finalizer);
        let cleanup = self.b.new_block();
        let escaped = self.b.new_temp();
        if finalizer.is_some() {
            self.b.push_handler(cleanup, escaped);
        }
        let (caught, thrown) = (self.b.new_block(), self.b.new_temp());
        if handler.is_some() {
            self.b.push_handler(caught, thrown);
        }
        self.body_of(id);
        if handler.is_some() {
            self.b.pop_handler();
        }
        self.b.goto(cleanup);
        if let Some(handler) = handler {
            self.b.switch_to(caught);
            self.catch(handler, thrown);
            self.b.goto(cleanup);
        }
        if finalizer.is_some() {
            self.b.pop_handler();
            self.b.goto(cleanup);
        }
        self.b.switch_to(cleanup);
        if let Some(finalizer) = finalizer {
            self.body_of(finalizer);
            let (after, onwards) = (self.b.new_block(), self.b.new_block());
            self.b.fork(vec![after, onwards]);
            self.b.switch_to(onwards);
            let at = self.src.at(finalizer);
            let value = self.b.read(escaped, at);
            self.b.throw(Some(value), at);
            self.b.switch_to(after);
        }
    }

    fn catch(&mut self, handler: NodeId, thrown: LocalId) {
        self.b.push_scope();
        if let Some(parameter) = self.src.field(handler, self.f.parameter) {
            let mut names = Vec::new();
            self.target_names(parameter, &mut names);
            for name in names {
                self.b.declare(self.src.text_of(name));
            }
            let at = self.src.at(parameter);
            let value = self.b.read(thrown, at);
            self.assign_to(parameter, value, at);
        }
        self.body_of(handler);
        self.b.pop_scope();
    }

    fn switch_statement(&mut self, id: NodeId) {
        let Some(value) = self.src.field(id, self.f.value) else { return };
        let Some(body) = self.src.field(id, self.f.body) else { return };
        let subject = self.expression(value);
        let cases = self.src.children(body);
        self.b.push_scope();
        for case in &cases {
            self.declare_block(*case);
        }
        let after = self.b.new_block();
        let bodies: Vec<BlockId> = cases.iter().map(|_| self.b.new_block()).collect();
        let mut default = after;
        for (case, body) in cases.iter().zip(&bodies) {
            match self.src.field(*case, self.f.value) {
                Some(wanted) => self.case_test(*case, wanted, &subject, *body),
                None => default = *body,
            }
        }
        self.b.goto(default);
        self.b.enter_loop(None, after, None);
        for (at, case) in cases.iter().enumerate() {
            self.b.switch_to(bodies[at]);
            for statement in self.src.fields(*case, self.f.body) {
                self.statement(statement);
            }
            self.b.goto(bodies.get(at + 1).copied().unwrap_or(after));
        }
        self.b.leave_loop();
        self.b.pop_scope();
        self.b.switch_to(after);
    }

    fn case_test(&mut self, case: NodeId, wanted: NodeId, subject: &Operand, body: BlockId) {
        let next = self.b.new_block();
        // `switch (true) { case a > b: ... }` is a chain of conditions.
        if subject.constant() == Some(&Constant::Bool(true)) {
            self.condition(wanted, body, next);
        } else {
            let wanted = self.expression(wanted);
            let test = Value::Binary(BinaryOperator::Equal, subject.clone(), wanted);
            let test = self.b.temp(test, self.src.at(case));
            self.b.branch(test, body, next);
        }
        self.b.switch_to(next);
    }

    /// Branches on an expression; logical operators become control flow.
    pub(super) fn condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        match self.src.kind(id) {
            "unary_expression" => {
                let operator = self.src.field(id, self.f.operator).map(|it| self.src.text_of(it));
                if let (Some("!"), Some(inner)) = (operator, self.src.field(id, self.f.argument)) {
                    return self.condition(inner, otherwise, then);
                }
            }
            "binary_expression" => {
                if let Some((operator @ ("&&" | "||"), left, right)) = self.binary_parts(id) {
                    let middle = self.b.new_block();
                    if operator == "&&" {
                        self.condition(left, middle, otherwise);
                    } else {
                        self.condition(left, then, middle);
                    }
                    self.b.switch_to(middle);
                    return self.condition(right, then, otherwise);
                }
            }
            _ => {}
        }
        let condition = self.expression(id);
        self.b.branch(condition, then, otherwise);
    }

    /// Reads `place` as the value of the node `id`.
    pub(super) fn reading(&self, place: Place, id: NodeId) -> Operand {
        Operand { at: self.src.at(id), kind: OperandKind::Place(place) }
    }
}
