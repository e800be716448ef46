//! Statements.

use tamis_ir::{BlockId, LocalId, Operand, Place, Terminator, UnaryOperator, Value};
use tamis_syntax::NodeId;

use super::Lower;
use super::classes::is_class;
use crate::lower::Control;

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
                self.while_statement(id, &[], label);
            }
            "do_statement" => self.do_statement(id, label),
            "for_statement" => {
                self.b.push_scope();
                for first in src.fields(id, self.f.init) {
                    self.statement(first, None);
                }
                let update = src.fields(id, self.f.update);
                self.while_statement(id, &update, label);
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
            let value = match type_.is_some_and(|type_| self.is_number(type_)) {
                true if value.constant().is_none() => {
                    self.b.temp(Value::Unary(UnaryOperator::Number, value), src.at(declarator))
                }
                _ => value,
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
    pub(super) fn test(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        match (src.kind(id), operator) {
            ("binary_expression", "&&" | "||") => {
                let sides = (src.field(id, self.f.left), src.field(id, self.f.right));
                self.ask_two(sides, operator == "&&", then, otherwise);
            }
            ("unary_expression", "!") => self.ask(src.field(id, self.f.operand), otherwise, then),
            ("parenthesized_expression", _) => self.ask(src.first(id), then, otherwise),
            _ => {
                let value = self.expression(id);
                self.b.branch(value, then, otherwise);
            }
        }
    }

    fn if_statement(&mut self, id: NodeId) {
        let part = |field| self.src.field(id, field);
        let (then, otherwise) = (part(self.f.consequence), part(self.f.alternative));
        let condition = part(self.f.condition);
        self.branches(
            |it, yes, no| it.ask(condition, yes, no),
            |it| it.maybe(then),
            |it| it.maybe(otherwise),
        );
    }

    /// A statement that may not be there.
    fn maybe(&mut self, id: Option<NodeId>) {
        if let Some(id) = id {
            self.statement(id, None);
        }
    }

    // --- loops ----------------------------------------------------------------------------------------------------

    fn while_statement(&mut self, id: NodeId, update: &[NodeId], label: Option<&'t str>) {
        let body = self.src.field(id, self.f.body);
        let condition = self.src.field(id, self.f.condition);
        self.loop_while(
            label,
            condition.map(|test| move |it: &mut Self, yes, no| it.test(test, yes, no)),
            |it| it.maybe(body),
            |it| update.iter().for_each(|step| it.statement(*step, None)),
        );
    }

    fn do_statement(&mut self, id: NodeId, label: Option<&'t str>) {
        let body = self.src.field(id, self.f.body);
        let condition = self.src.field(id, self.f.condition);
        self.loop_until(
            label,
            |it| it.maybe(body),
            condition.map(|test| move |it: &mut Self, yes, no| it.test(test, yes, no)),
        );
    }

    fn for_each(&mut self, id: NodeId, label: Option<&'t str>) {
        let src = self.src;
        let Some(items) = src.field(id, self.f.value) else { return };
        let items = self.expression(items);
        let body = src.field(id, self.f.body);
        self.b.push_scope();
        self.loop_over(label, |it| it.next_of(id, items), |it| it.maybe(body));
        self.b.pop_scope();
    }

    /// The variable of a loop over `items`.
    fn next_of(&mut self, id: NodeId, items: Operand) {
        let src = self.src;
        let Some(name) = src.field(id, self.f.name) else { return };
        let at = src.at(name);
        let element = self.b.temp(Value::Iterate(items), at);
        let local = self.b.declare(src.text_of(name));
        let type_ = src.field(id, self.f.type_).and_then(|type_| self.type_name(type_));
        if let Some(type_) = type_ {
            self.b.annotate(local, type_);
        }
        self.b.assign(Place::local(local, at), Value::Use(element), at);
    }

    // --- exceptions -----------------------------------------------------------------------------------------------

    fn try_statement(&mut self, id: NodeId) {
        let src = self.src;
        let children = src.children(id);
        let catches: Vec<NodeId> =
            children.iter().copied().filter(|it| src.kind(*it) == "catch_clause").collect();
        let finalizer = children.iter().copied().find(|it| src.kind(*it) == "finally_clause");
        let catch = |it: &mut Self, thrown, after| {
            it.any_clause(&catches, after, |it, clause| it.catch(clause, thrown));
        };
        let cleanup = |finalizer| {
            let code = move |it: &mut Self| {
                src.children(finalizer).into_iter().for_each(|child| it.statement(child, None));
            };
            (finalizer, code)
        };
        self.guarded(
            |it| it.try_body(id),
            (!catches.is_empty()).then_some(catch),
            finalizer.map(cleanup),
        );
    }

    fn try_body(&mut self, id: NodeId) {
        let src = self.src;
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
    }

    fn catch(&mut self, clause: NodeId, thrown: LocalId) {
        let src = self.src;
        self.b.push_scope();
        let parameter =
            src.children(clause).into_iter().find(|it| src.kind(*it) == "catch_formal_parameter");
        if let Some(name) = parameter.and_then(|it| src.field(it, self.f.name)) {
            let at = src.at(name);
            let local = self.b.declare(src.text_of(name));
            let value = self.b.read(thrown, at);
            self.b.assign(Place::local(local, at), Value::Use(value), at);
        }
        if let Some(body) = src.field(clause, self.f.body) {
            self.block(body);
        }
        self.b.pop_scope();
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
