//! `switch`, as a statement and as a value, with `:` and with `->`.

use tamis_ir::{BlockId, LocalId, Operand, Place, Value};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{Control, reading};

/// The name under which a `switch` is left with a value.
pub(super) fn label(result: LocalId) -> String {
    format!("<switch {}>", result.0)
}

impl<'t> Lower<'t> {
    pub(super) fn switch(&mut self, id: NodeId, label: Option<&'t str>) {
        let after = self.b.new_block();
        self.b.enter_loop(label, after, None);
        self.cases(id, after, None);
        self.b.leave_loop();
        self.b.switch_to(after);
    }

    pub(super) fn switch_value(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let (result, after) = (self.b.new_temp(), self.b.new_block());
        self.b.enter_loop(Some(&label(result)), after, None);
        self.switches.push(result);
        self.cases(id, after, Some(result));
        self.switches.pop();
        self.b.leave_loop();
        self.b.switch_to(after);
        reading(Place::local(result, at), at)
    }

    /// The cases; those with `->` end after their code, with `result` set to its value.
    fn cases(&mut self, id: NodeId, after: BlockId, result: Option<LocalId>) {
        let src = self.src;
        let subject = match src.field(id, self.f.condition) {
            Some(value) => self.expression(value),
            None => self.null(id),
        };
        let cases: Vec<NodeId> = src
            .children(id)
            .into_iter()
            .filter(|it| matches!(src.kind(*it), "switch_block_statement_group" | "switch_rule"))
            .collect();
        let bodies: Vec<BlockId> = cases.iter().map(|_| self.b.new_block()).collect();
        self.b.push_scope();
        let mut default = after;
        for (case, body) in cases.iter().zip(&bodies) {
            for label in src.children(*case) {
                if src.kind(label) == "switch_label" && self.fits(label, &subject, *body) {
                    default = *body;
                }
            }
        }
        self.b.goto(default);
        for (at, case) in cases.iter().enumerate() {
            self.b.switch_to(bodies[at]);
            let code: Vec<NodeId> = src
                .children(*case)
                .into_iter()
                .filter(|child| src.kind(*child) != "switch_label")
                .collect();
            if src.kind(*case) == "switch_rule" {
                self.rule(&code, result);
                self.b.goto(after);
            } else {
                self.statements(&code);
                self.b.goto(bodies.get(at + 1).copied().unwrap_or(after));
            }
        }
        self.b.pop_scope();
    }

    fn rule(&mut self, code: &[NodeId], result: Option<LocalId>) {
        for child in code {
            match (self.src.kind(*child), result) {
                ("block", _) => self.block(*child),
                ("throw_statement", _) | (_, None) => self.statement(*child, None),
                (_, Some(result)) => {
                    let at = self.src.at(*child);
                    let value = self.expression(*child);
                    self.b.assign(Place::local(result, at), Value::Use(value), at);
                }
            }
        }
    }

    /// Goes to `then` where the label fits, and on where not; whether it is `default`.
    fn fits(&mut self, label: NodeId, subject: &Operand, then: BlockId) -> bool {
        let src = self.src;
        let parts = src.children(label);
        let is_default = parts.iter().any(|part| src.kind(*part) == "default");
        let next = self.b.new_block();
        let guard = parts.iter().copied().find(|part| src.kind(*part) == "guard");
        let pattern = parts
            .iter()
            .copied()
            .find(|part| matches!(src.kind(*part), "pattern" | "type_pattern" | "record_pattern"));
        let values: Vec<NodeId> = parts
            .into_iter()
            .filter(|part| src.kind(*part) != "default" && Some(*part) != guard)
            .collect();
        if let Some(pattern) = pattern {
            let place = self.b.place_of(subject.clone());
            let inside = self.b.new_block();
            self.b.fork(vec![inside, next]);
            self.b.switch_to(inside);
            self.bind(pattern, &place);
            match guard.and_then(|guard| src.first(guard)) {
                Some(guard) => self.condition(guard, then, next),
                None => self.b.goto(then),
            }
            self.b.switch_to(next);
            return false;
        }
        if values.is_empty() {
            self.b.flow_into(next);
            return is_default;
        }
        let test = self.is_one_of(subject.clone(), &values, label);
        self.b.branch(test, then, next);
        self.b.switch_to(next);
        is_default
    }
}
