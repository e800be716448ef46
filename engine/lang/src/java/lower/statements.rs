//! Statements.

use tamis_ir::{BlockId, LocalId, Operand, Place, Terminator, Value};
use tamis_syntax::NodeId;

use super::Lower;
use super::classes::is_class;

impl<'t> Lower<'t> {
    /// A block with names of its own.
    pub(super) fn block(&mut self, id: NodeId) {
        self.b.push_scope();
        self.statements(&self.src.children(id));
        self.b.pop_scope();
    }

    pub(super) fn statements(&mut self, children: &[NodeId]) {
        self.declare_classes(children);
        for child in children {
            self.statement(*child, None);
        }
    }

    /// A statement; `label` is the one that stands before it.
    pub(super) fn statement(&mut self, id: NodeId, label: Option<&'t str>) {
        let src = self.src;
        match src.kind(id) {
            "block" | "constructor_body" | "ERROR" => self.block(id),
            "local_variable_declaration" => self.variables(id),
            "if_statement" => self.if_statement(id),
            "while_statement" => {
                self.loop_while(src.field(id, self.f.condition), Vec::new(), id, label);
            }
            "do_statement" => self.do_statement(id, label),
            "for_statement" => {
                self.b.push_scope();
                for first in src.fields(id, self.f.init) {
                    self.statement(first, None);
                }
                let update = src.fields(id, self.f.update);
                self.loop_while(src.field(id, self.f.condition), update, id, label);
                self.b.pop_scope();
            }
            "enhanced_for_statement" => self.for_each(id, label),
            "labeled_statement" => self.labeled(id),
            "break_statement" => {
                let label = src.first(id).map(|label| src.text_of(label));
                self.b.break_out(label);
            }
            "continue_statement" => {
                let label = src.first(id).map(|label| src.text_of(label));
                self.b.continue_with(label);
            }
            "yield_statement" => self.yielded(id),
            "return_statement" => {
                let value = src.first(id).map(|value| self.expression(value));
                self.b.ret(value, src.at(id));
            }
            "throw_statement" => {
                let value = src.first(id).map(|value| self.expression(value));
                self.b.throw(value, src.at(id));
            }
            "try_statement" | "try_with_resources_statement" => self.try_statement(id),
            "switch_expression" | "switch_statement" => self.switch(id, label),
            "synchronized_statement" => {
                for child in src.children(id) {
                    match src.kind(child) {
                        "block" => self.block(child),
                        "synchronized" => {}
                        _ => {
                            self.expression(child);
                        }
                    }
                }
            }
            "assert_statement" => self.assertion(id),
            "expression_statement" => {
                for child in src.children(id) {
                    self.statement(child, None);
                }
            }
            ";" | "empty_statement" | "identifier" | "annotation_type_declaration" => {}
            kind if is_class(kind) => self.class_declaration(id),
            _ => {
                self.expression(id);
            }
        }
    }

    fn variables(&mut self, id: NodeId) {
        let src = self.src;
        let type_ = src.field(id, self.f.type_);
        for declarator in src.fields(id, self.declarator) {
            let Some(name) = src.field(declarator, self.f.name) else { continue };
            let value = match src.field(declarator, self.f.value) {
                Some(value) => self.expression(value),
                None => self.unknown(declarator),
            };
            let local = self.b.declare_anew(src.text_of(name));
            if let Some(type_) = type_.and_then(|type_| self.type_name(type_)) {
                self.b.annotate(local, type_);
            }
            let place = Place::local(local, src.at(name));
            self.b.assign(place, Value::Use(value), src.at(declarator));
        }
    }

    fn labeled(&mut self, id: NodeId) {
        let children = self.src.children(id);
        let [label, statement] = children[..] else { return };
        let text = self.src.text_of(label);
        let is_loop = matches!(
            self.src.kind(statement),
            "for_statement" | "enhanced_for_statement" | "while_statement" | "do_statement"
        );
        if is_loop {
            self.statement(statement, Some(text));
            return;
        }
        let after = self.b.new_block();
        self.b.enter_loop(Some(text), after, None);
        self.statement(statement, None);
        self.b.leave_loop();
        self.b.flow_into(after);
    }

    fn assertion(&mut self, id: NodeId) {
        // Assertions may be turned off: they clean nothing.
        for child in self.src.children(id) {
            self.expression(child);
        }
    }

    // --- conditions -----------------------------------------------------------------------------------------------

    /// Ends the block: on to `then` where the condition holds, else to `otherwise`.
    pub(super) fn condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        match (src.kind(id), operator) {
            ("binary_expression", "&&" | "||") => {
                let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
                let (Some(left), Some(right)) = (left, right) else {
                    self.b.fork(vec![then, otherwise]);
                    return;
                };
                let next = self.b.new_block();
                if operator == "&&" {
                    self.condition(left, next, otherwise);
                } else {
                    self.condition(left, then, next);
                }
                self.b.switch_to(next);
                self.condition(right, then, otherwise);
            }
            ("unary_expression", "!") => match src.field(id, self.f.operand) {
                Some(inner) => self.condition(inner, otherwise, then),
                None => self.b.fork(vec![then, otherwise]),
            },
            ("parenthesized_expression", _) => match src.first(id) {
                Some(inner) => self.condition(inner, then, otherwise),
                None => self.b.fork(vec![then, otherwise]),
            },
            _ => {
                let value = self.expression(id);
                self.b.branch(value, then, otherwise);
            }
        }
    }

    fn if_statement(&mut self, id: NodeId) {
        let src = self.src;
        let (then, otherwise, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        match src.field(id, self.f.condition) {
            Some(condition) => self.condition(condition, then, otherwise),
            None => self.b.fork(vec![then, otherwise]),
        }
        self.b.switch_to(then);
        if let Some(code) = src.field(id, self.f.consequence) {
            self.statement(code, None);
        }
        self.b.goto(after);
        self.b.switch_to(otherwise);
        if let Some(code) = src.field(id, self.f.alternative) {
            self.statement(code, None);
        }
        self.b.flow_into(after);
    }

    // --- loops ----------------------------------------------------------------------------------------------------

    fn loop_while(
        &mut self,
        condition: Option<NodeId>,
        update: Vec<NodeId>,
        id: NodeId,
        label: Option<&'t str>,
    ) {
        let (head, inside) = (self.b.new_block(), self.b.new_block());
        let (step, after) = (self.b.new_block(), self.b.new_block());
        self.b.flow_into(head);
        match condition {
            Some(condition) => self.condition(condition, inside, after),
            None => self.b.goto(inside),
        }
        self.b.switch_to(inside);
        self.body_of(id, label, after, step);
        self.b.flow_into(step);
        for update in update {
            self.statement(update, None);
        }
        self.b.goto(head);
        self.b.switch_to(after);
    }

    fn body_of(&mut self, id: NodeId, label: Option<&'t str>, after: BlockId, again: BlockId) {
        self.b.enter_loop(label, after, Some(again));
        if let Some(body) = self.src.field(id, self.f.body) {
            self.statement(body, None);
        }
        self.b.leave_loop();
    }

    fn do_statement(&mut self, id: NodeId, label: Option<&'t str>) {
        let (inside, test, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.b.flow_into(inside);
        self.body_of(id, label, after, test);
        self.b.flow_into(test);
        match self.src.field(id, self.f.condition) {
            Some(condition) => self.condition(condition, inside, after),
            None => self.b.goto(inside),
        }
        self.b.switch_to(after);
    }

    fn for_each(&mut self, id: NodeId, label: Option<&'t str>) {
        let src = self.src;
        let Some(items) = src.field(id, self.f.value) else { return };
        let items = self.expression(items);
        let (head, inside, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.b.flow_into(head);
        self.b.fork(vec![inside, after]);
        self.b.switch_to(inside);
        self.b.push_scope();
        if let Some(name) = src.field(id, self.f.name) {
            let at = src.at(name);
            let element = self.b.temp(Value::Iterate(items), at);
            let local = self.b.declare(src.text_of(name));
            let type_ = src.field(id, self.f.type_).and_then(|type_| self.type_name(type_));
            if let Some(type_) = type_ {
                self.b.annotate(local, type_);
            }
            self.b.assign(Place::local(local, at), Value::Use(element), at);
        }
        self.body_of(id, label, after, head);
        self.b.pop_scope();
        self.b.goto(head);
        self.b.switch_to(after);
    }

    // --- exceptions -----------------------------------------------------------------------------------------------

    fn try_statement(&mut self, id: NodeId) {
        let src = self.src;
        let children = src.children(id);
        let catches: Vec<NodeId> =
            children.iter().copied().filter(|it| src.kind(*it) == "catch_clause").collect();
        let finalizer = children.iter().copied().find(|it| src.kind(*it) == "finally_clause");
        let (cleanup, escaped) = (self.b.new_block(), self.b.new_temp());
        if finalizer.is_some() {
            self.b.push_handler(cleanup, escaped);
        }
        let (caught, thrown) = (self.b.new_block(), self.b.new_temp());
        if !catches.is_empty() {
            self.b.push_handler(caught, thrown);
        }
        self.b.push_scope();
        if let Some(resources) = src.field(id, self.f.resources) {
            for resource in src.children(resources) {
                self.resource(resource);
            }
        }
        if let Some(body) = src.field(id, self.f.body) {
            self.block(body);
        }
        self.b.pop_scope();
        if !catches.is_empty() {
            self.b.pop_handler();
        }
        self.b.goto(cleanup);
        if !catches.is_empty() {
            self.catches(&catches, caught, thrown, cleanup);
        }
        if finalizer.is_some() {
            self.b.pop_handler();
            self.b.goto(cleanup);
        }
        self.b.switch_to(cleanup);
        let Some(finalizer) = finalizer else { return };
        for child in src.children(finalizer) {
            self.statement(child, None);
        }
        let (after, onwards) = (self.b.new_block(), self.b.new_block());
        self.b.fork(vec![after, onwards]);
        self.b.switch_to(onwards);
        let at = src.at(finalizer);
        let value = self.b.read(escaped, at);
        self.b.throw(Some(value), at);
        self.b.switch_to(after);
    }

    fn catches(&mut self, catches: &[NodeId], caught: BlockId, thrown: LocalId, cleanup: BlockId) {
        let src = self.src;
        let blocks: Vec<BlockId> = catches.iter().map(|_| self.b.new_block()).collect();
        self.b.switch_to(caught);
        self.b.fork(blocks.clone());
        for (catch, block) in catches.iter().zip(blocks) {
            self.b.switch_to(block);
            self.b.push_scope();
            let parameter = src
                .children(*catch)
                .into_iter()
                .find(|it| src.kind(*it) == "catch_formal_parameter");
            if let Some(name) = parameter.and_then(|it| src.field(it, self.f.name)) {
                let at = src.at(name);
                let local = self.b.declare(src.text_of(name));
                let value = self.b.read(thrown, at);
                self.b.assign(Place::local(local, at), Value::Use(value), at);
            }
            if let Some(body) = src.field(*catch, self.f.body) {
                self.block(body);
            }
            self.b.pop_scope();
            self.b.goto(cleanup);
        }
    }

    fn resource(&mut self, id: NodeId) {
        let src = self.src;
        let Some(value) = src.field(id, self.f.value) else {
            for child in src.children(id) {
                self.expression(child);
            }
            return;
        };
        let value = self.expression(value);
        let Some(name) = src.field(id, self.f.name) else { return };
        let local = self.b.declare(src.text_of(name));
        if let Some(type_) = src.field(id, self.f.type_).and_then(|type_| self.type_name(type_)) {
            self.b.annotate(local, type_);
        }
        self.b.assign(Place::local(local, src.at(name)), Value::Use(value), src.at(id));
    }

    fn yielded(&mut self, id: NodeId) {
        let at = self.src.at(id);
        let value: Option<Operand> = self.src.first(id).map(|value| self.expression(value));
        match (self.switches.last().copied(), value) {
            (Some(result), Some(value)) => {
                self.b.assign(Place::local(result, at), Value::Use(value), at);
                self.b.break_out(Some(&super::switches::label(result)));
            }
            _ => self.b.terminate(Terminator::Stop),
        }
    }
}
