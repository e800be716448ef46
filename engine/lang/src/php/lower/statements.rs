//! Statements.

use tamis_ir::{
    BlockId, CallKind, LocalId, Operand, OperandKind, Place, StatementKind, Terminator, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use super::classes::is_class;
use crate::lower::Control;

impl Lower<'_> {
    pub(super) fn block(&mut self, id: NodeId) {
        self.hoisted(&self.src.children(id));
        self.statements(id);
    }

    pub(super) fn statements(&mut self, id: NodeId) {
        for child in self.src.children(id) {
            self.statement(child);
        }
    }

    pub(super) fn statement(&mut self, id: NodeId) {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "compound_statement" | "colon_block" => self.block(id),
            "namespace_definition" => {
                if let Some(body) = src.field(id, self.f.body) {
                    self.block(body);
                }
            }
            "function_definition"
            | "namespace_use_declaration"
            | "empty_statement"
            | "text_interpolation"
            | "text"
            | "php_tag"
            | "ERROR" => {}
            kind if is_class(kind) => {}
            "goto_statement" => {
                if let Some(label) = src.first(id) {
                    let target = self.b.labelled(src.text_of(label));
                    self.b.goto(target);
                }
            }
            "named_label_statement" => {
                if let Some(label) = src.first(id) {
                    let block = self.b.labelled(src.text_of(label));
                    self.b.flow_into(block);
                }
            }
            "echo_statement" => {
                self.built_in("echo", id);
            }
            "exit_statement" => {
                self.built_in("exit", id);
                self.b.terminate(Terminator::Stop);
            }
            "unset_statement" => {
                for child in src.children(id) {
                    if let OperandKind::Place(place) = self.value(child).kind {
                        self.b.push(StatementKind::Delete(place), at);
                    }
                }
            }
            "global_declaration" => {
                for child in src.children(id) {
                    if self.is_variable(child) {
                        self.b.declare_outer(src.text_of(child), true);
                    }
                }
            }
            "function_static_declaration" => {
                for child in src.children(id) {
                    let name = src.field(child, self.f.name);
                    let value = src.field(child, self.f.value);
                    if let (Some(name), Some(value)) = (name, value) {
                        let value = self.value(value);
                        self.assign_to(name, value, src.at(child));
                    }
                }
            }
            "const_element" | "const_declaration" => self.constants(id),
            "declare_statement" => {
                for child in src.children(id) {
                    if src.kind(child) != "declare_directive" {
                        self.statement(child);
                    }
                }
            }
            "if_statement" => self.if_statement(id),
            "while_statement" | "for_statement" => self.loop_statement(id),
            "do_statement" => self.do_statement(id),
            "foreach_statement" => self.foreach(id),
            "switch_statement" => self.switch(id),
            "try_statement" => self.try_statement(id),
            "return_statement" => {
                let value = src.first(id).map(|value| self.value(value));
                self.b.ret(value, at);
            }
            "break_statement" => {
                let label = self.level(id);
                self.b.break_out(label.as_deref());
            }
            "continue_statement" => {
                let label = self.level(id);
                self.b.continue_with(label.as_deref());
            }
            "expression_statement" => {
                for child in src.children(id) {
                    self.value(child);
                }
            }
            _ => self.shown(id),
        }
    }

    /// An expression; one of `<?= $x ?>` is written out.
    fn shown(&mut self, id: NodeId) {
        let before = self.src.text.get(..self.src.span(id).start as usize).unwrap_or("");
        let value = self.value(id);
        if before.trim_end().ends_with("<?=") {
            self.implicit("echo", vec![value], id);
        }
    }

    fn maybe(&mut self, id: Option<NodeId>) {
        if let Some(id) = id {
            self.statement(id);
        }
    }

    // --- conditions -----------------------------------------------------------------------------------------------

    /// Ends the block: on to `then` where the condition holds, else to `otherwise`.
    pub(super) fn test(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        match (src.kind(id), operator.to_ascii_lowercase().as_str()) {
            ("binary_expression", operator @ ("&&" | "||" | "and" | "or")) => {
                let sides = (src.field(id, self.f.left), src.field(id, self.f.right));
                self.ask_two(sides, matches!(operator, "&&" | "and"), then, otherwise);
            }
            ("unary_op_expression", "!") => {
                self.ask(src.field(id, self.f.argument), otherwise, then);
            }
            ("parenthesized_expression", _) => self.ask(src.first(id), then, otherwise),
            _ => {
                let value = self.value(id);
                self.b.branch(value, then, otherwise);
            }
        }
    }

    fn if_statement(&mut self, id: NodeId) {
        let src = self.src;
        let after = self.b.new_block();
        let mut clauses = vec![id];
        clauses.extend(src.fields(id, self.f.alternative));
        for clause in clauses {
            let body = src.field(clause, self.f.body);
            if src.kind(clause) == "else_clause" {
                self.maybe(body);
                continue;
            }
            let (then, next) = (self.b.new_block(), self.b.new_block());
            self.ask(src.field(clause, self.f.condition), then, next);
            self.b.switch_to(then);
            self.maybe(body);
            self.b.goto(after);
            self.b.switch_to(next);
        }
        self.b.flow_into(after);
    }

    // --- loops ----------------------------------------------------------------------------------------------------

    /// The label of the loop that `break 2` leaves.
    fn level(&self, id: NodeId) -> Option<String> {
        let count = self.src.first(id).and_then(|it| self.src.text_of(it).parse::<usize>().ok());
        let depth = (self.depth + 1).checked_sub(count?)?;
        Some(depth.to_string())
    }

    /// Opens a loop, by a label that tells how deep it is.
    fn deeper(&mut self) -> String {
        self.depth += 1;
        self.depth.to_string()
    }

    fn body_of(&mut self, id: NodeId) {
        // `for (...): ... endfor` has its statements one by one.
        for body in self.src.fields(id, self.f.body) {
            self.statement(body);
        }
    }

    /// `while` and `for`.
    fn loop_statement(&mut self, id: NodeId) {
        let src = self.src;
        for first in src.fields(id, self.f.initialize) {
            self.value(first);
        }
        let label = self.deeper();
        let tests = src.fields(id, self.f.condition);
        let steps = src.fields(id, self.f.update);
        let test =
            tests.last().copied().map(|test| move |it: &mut Self, yes, no| it.test(test, yes, no));
        self.loop_while(
            Some(&label),
            test,
            |it| it.body_of(id),
            |it| {
                for step in steps {
                    it.value(step);
                }
            },
        );
        self.depth -= 1;
    }

    fn do_statement(&mut self, id: NodeId) {
        let label = self.deeper();
        let test = self.src.field(id, self.f.condition);
        let test = test.map(|test| move |it: &mut Self, yes, no| it.test(test, yes, no));
        self.loop_until(Some(&label), |it| it.body_of(id), test);
        self.depth -= 1;
    }

    fn foreach(&mut self, id: NodeId) {
        let src = self.src;
        let heads: Vec<NodeId> = src
            .children(id)
            .into_iter()
            .filter(|child| !src.is_field(*child, self.f.body))
            .collect();
        let Some(items) = heads.first() else { return };
        let items = self.value(*items);
        let label = self.deeper();
        self.loop_over(
            Some(&label),
            |it| {
                if let Some(target) = heads.get(1) {
                    it.next_of(*target, items);
                }
            },
            |it| it.body_of(id),
        );
        self.depth -= 1;
    }

    /// What each turn of a `foreach` begins with.
    fn next_of(&mut self, target: NodeId, items: Operand) {
        let (src, at) = (self.src, self.src.at(target));
        if src.kind(target) != "pair" {
            let element = self.b.temp(Value::Iterate(items), at);
            self.assign_to(target, element, at);
            return;
        }
        if let [key, value] = src.children(target)[..] {
            let callee = self.plain("array_keys", tamis_ir::At::default());
            let whole = vec![crate::lower::plain(items.clone())];
            let keys = self.b.call(callee, whole, CallKind::Implicit, tamis_ir::At::default());
            let keys = self.b.temp(Value::Iterate(keys), at);
            let element = self.b.temp(Value::Iterate(items), at);
            self.assign_to(key, keys, at);
            self.assign_to(value, element, at);
        }
    }

    // --- cases ----------------------------------------------------------------------------------------------------

    fn switch(&mut self, id: NodeId) {
        let src = self.src;
        let subject = self.part(src.field(id, self.f.condition), id);
        let after = self.b.new_block();
        let cases: Vec<NodeId> = src
            .children(id)
            .into_iter()
            .filter(|it| matches!(src.kind(*it), "case_statement" | "default_statement"))
            .collect();
        let bodies = self.choose(&subject, &cases, self.f.value, after);
        let label = self.deeper();
        self.b.enter_loop(Some(&label), after, Some(after));
        for (number, case) in cases.iter().enumerate() {
            self.b.switch_to(bodies[number]);
            for child in src.children(*case) {
                if !src.is_field(child, self.f.value) {
                    self.statement(child);
                }
            }
            self.b.goto(bodies.get(number + 1).copied().unwrap_or(after));
        }
        self.b.leave_loop();
        self.depth -= 1;
        self.b.switch_to(after);
    }

    pub(super) fn match_value(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let subject = src.field(id, self.f.condition);
        // `match (true)` asks each condition.
        let asks = subject.is_some_and(|it| src.text_of(it).eq_ignore_ascii_case("true"));
        let subject = self.part(subject, id);
        let (result, after) = (self.b.new_temp(), self.b.new_block());
        let arms = src.field(id, self.f.body).map(|body| src.children(body)).unwrap_or_default();
        let mut default = None;
        for arm in arms {
            let Some(list) = src.field(arm, self.f.conditional_expressions) else {
                default = Some(arm);
                continue;
            };
            let values = src.children(list);
            let (then, next) = (self.b.new_block(), self.b.new_block());
            if asks {
                for value in &values {
                    let miss = self.b.new_block();
                    self.test(*value, then, miss);
                    self.b.switch_to(miss);
                }
                self.b.goto(next);
            } else {
                let test = self.is_one_of(subject.clone(), &values, list);
                self.b.branch(test, then, next);
            }
            self.b.switch_to(then);
            self.arm(result, arm);
            self.b.goto(after);
            self.b.switch_to(next);
        }
        match default {
            Some(arm) => {
                self.arm(result, arm);
                self.b.goto(after);
            }
            None => self.b.terminate(Terminator::Stop),
        }
        self.b.switch_to(after);
        self.b.read(result, at)
    }

    fn arm(&mut self, result: LocalId, arm: NodeId) {
        let value = self.part(self.src.field(arm, self.f.return_expression), arm);
        self.give(result, value, arm);
    }

    // --- exceptions -----------------------------------------------------------------------------------------------

    fn try_statement(&mut self, id: NodeId) {
        let src = self.src;
        let of_kind = |kind: &str| -> Vec<NodeId> {
            src.children(id).into_iter().filter(|it| src.kind(*it) == kind).collect()
        };
        let (catches, finalizer) = (of_kind("catch_clause"), of_kind("finally_clause"));
        let catch = |it: &mut Self, thrown, after| {
            it.any_clause(&catches, after, |it, clause| it.catch(clause, thrown));
        };
        let cleanup = |finalizer| (finalizer, move |it: &mut Self| it.body_of(finalizer));
        self.guarded(
            |it| it.body_of(id),
            (!catches.is_empty()).then_some(catch),
            finalizer.first().copied().map(cleanup),
        );
    }

    fn catch(&mut self, clause: NodeId, thrown: LocalId) {
        if let Some(name) = self.src.field(clause, self.f.name) {
            let at = self.src.at(name);
            let local = self.variable(self.src.text_of(name));
            let value = self.b.read(thrown, at);
            self.b.assign(Place::local(local, at), Value::Use(value), at);
        }
        self.body_of(clause);
    }
}
