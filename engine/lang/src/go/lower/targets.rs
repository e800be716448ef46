//! Assignments: `a, b = f()`, `v, ok := m[k]`, `x += y`.

use tamis_ir::{At, BinaryOperator, Key, Operand, OperandKind, Place, Value};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{Control, common_operator, reading, under};

impl Lower<'_> {
    /// The parts of a list of expressions; a lone one is a list of itself.
    pub(super) fn list(&self, id: NodeId) -> Vec<NodeId> {
        match self.src.kind(id) {
            "expression_list" => self.src.children(id),
            _ => vec![id],
        }
    }

    /// What `count` targets get of the right side.
    pub(super) fn values(&mut self, right: NodeId, count: usize) -> Vec<Option<Operand>> {
        let parts = self.list(right);
        if parts.len() > 1 || count <= 1 {
            let mut values: Vec<Option<Operand>> =
                parts.into_iter().map(|part| Some(self.expression(part))).collect();
            values.resize(count.max(values.len()), None);
            return values;
        }
        let Some(part) = parts.first().copied() else { return vec![None; count] };
        let value = self.expression(part);
        match self.src.kind(part) {
            "index_expression" | "type_assertion_expression" => {
                let holds = self.question(part);
                vec![Some(value), Some(holds)]
            }
            "unary_expression" => {
                let holds = self.unknown(part);
                vec![Some(value), Some(holds)]
            }
            _ => {
                let from = self.b.place_of(value);
                let at = self.src.at(part);
                (0..count)
                    .map(|index| Some(reading(under(&from, Key::Index(index as i64), at), at)))
                    .collect()
            }
        }
    }

    /// Whether a key is in a map; whether a value is of a type.
    pub(super) fn question(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let object = src.field(id, self.f.operand);
        let (Some(object), Some(index)) = (object, src.field(id, self.f.index)) else {
            return self.unknown(id);
        };
        let object = self.expression(object);
        let index = self.expression(index);
        self.b.temp(Value::Binary(BinaryOperator::In, index, object), src.at(id))
    }

    pub(super) fn assignment(&mut self, id: NodeId) {
        let (src, at) = (self.src, self.src.at(id));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return };
        let targets = self.list(left);
        let operator = src.field(id, self.f.operator).map_or("=", |it| src.text_of(it));
        if !matches!(operator, "=" | ":=")
            && let [target] = targets[..]
        {
            let before = self.expression(target);
            let value = self.expression(right);
            let value = self.b.temp(Value::Binary(common_operator(operator), before, value), at);
            self.assign_to(target, value, at);
            return;
        }
        let declares = src.kind(id) == "short_var_declaration";
        self.assign_all(&targets, right, declares, at);
    }

    pub(super) fn assign_all(&mut self, targets: &[NodeId], right: NodeId, declares: bool, at: At) {
        let mut values = self.values(right, targets.len());
        if values.len() > 1 && self.list(right).len() > 1 {
            // `a, b = b, a`: all is read before anything is written.
            for value in values.iter_mut().flatten() {
                if value.place().is_some() {
                    *value = self.b.temp(Value::Use(value.clone()), value.at);
                }
            }
        }
        for (target, value) in targets.iter().zip(values) {
            let value = value.unwrap_or_else(|| self.unknown(*target));
            if declares && self.src.kind(*target) == "identifier" {
                let text = self.src.text_of(*target);
                if text != "_" {
                    self.b.declare(text);
                }
            }
            self.assign_to(*target, value, at);
        }
    }

    pub(super) fn assign_to(&mut self, target: NodeId, value: Operand, at: At) {
        match self.src.kind(target) {
            "identifier" => {
                let text = self.src.text_of(target);
                if text == "_" {
                    return;
                }
                let local = self.b.lookup(text);
                self.questions.remove(&local);
                if self.is_question(&value) {
                    self.questions.insert(local, value.clone());
                }
                self.b.assign(Place::local(local, self.src.at(target)), Value::Use(value), at);
            }
            "blank_identifier" => {}
            _ => {
                let operand = self.expression(target);
                if let OperandKind::Place(place) = operand.kind {
                    self.b.assign(place, Value::Use(value), at);
                }
            }
        }
    }

    /// Whether a value was made by asking a map for a key.
    fn is_question(&mut self, value: &Operand) -> bool {
        let Some(place) = value.place() else { return false };
        self.b
            .last_value(place.base)
            .is_some_and(|value| matches!(value, Value::Binary(BinaryOperator::In, ..)))
    }
}
