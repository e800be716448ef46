//! Assignments.

use tamis_ir::{At, BinaryOperator, Constant, Key, Operand, OperandKind, Place, Value};
use tamis_syntax::{NodeId, Span};

use super::Lower;
use super::expressions::binary_operator;
use crate::lower::{Control, constant_key, looked_up, reading, under};

impl Lower<'_> {
    pub(super) fn assignment(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        let value = self.value(right);
        self.assign_to(left, value.clone(), at);
        value
    }

    pub(super) fn augmented(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        let before = self.value(left);
        let value = self.value(right);
        let value = match operator {
            "??=" => Value::Join(vec![before, value]),
            _ => Value::Binary(binary_operator(operator), before, value),
        };
        let value = self.b.temp(value, at);
        self.assign_to(left, value.clone(), at);
        value
    }

    pub(super) fn update(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(target) = src.field(id, self.f.argument) else { return self.opaque(id) };
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let before = self.value(target);
        let one = self.b.constant(Constant::Int(1), at);
        let operator =
            if operator == "--" { BinaryOperator::Subtract } else { BinaryOperator::Add };
        let value = self.b.temp(Value::Binary(operator, before, one), at);
        self.assign_to(target, value.clone(), at);
        value
    }

    /// Writes `value` to whatever `target` is.
    pub(super) fn assign_to(&mut self, target: NodeId, value: Operand, at: At) {
        let src = self.src;
        match src.kind(target) {
            "variable_name" => {
                let local = self.variable(src.text_of(target));
                self.b.assign(Place::local(local, src.at(target)), Value::Use(value), at);
            }
            "list_literal" | "array_creation_expression" => self.unpack(target, value, at),
            "by_ref" | "parenthesized_expression" | "array_element_initializer" => {
                if let Some(inner) = src.first(target) {
                    self.assign_to(inner, value, at);
                }
            }
            "dynamic_variable_name" => {
                self.made_of(target);
            }
            _ => {
                let operand = self.value(target);
                if let OperandKind::Place(place) = operand.kind {
                    self.b.assign(place, Value::Use(value), at);
                }
            }
        }
    }

    /// `[$a, 'k' => $b] = value`.
    fn unpack(&mut self, target: NodeId, value: Operand, at: At) {
        let src = self.src;
        let from = self.b.place_of(value);
        let mut end = src.span(target).start;
        let (mut index, mut key) = (0, None);
        for child in src.children(target) {
            if let ("array_element_initializer", [name, inner]) =
                (src.kind(child), &src.children(child)[..])
            {
                let place = self.part_of(&from, *name);
                self.assign_to(*inner, reading(place, src.at(*inner)), at);
                continue;
            }
            let span = src.span(child);
            index += Span::new(end.min(span.start), span.start).of(src.text).matches(',').count();
            end = span.end;
            let rest = src.text.get(span.end as usize..).unwrap_or("");
            if rest.trim_start().starts_with("=>") {
                key = Some(child);
                continue;
            }
            let place = match key.take() {
                Some(name) => self.part_of(&from, name),
                None => under(&from, Key::Index(index as i64), src.at(child)),
            };
            self.assign_to(child, reading(place, src.at(child)), at);
        }
    }

    fn part_of(&mut self, from: &Place, key: NodeId) -> Place {
        let at = self.src.at(key);
        let index = self.value(key);
        match constant_key(&index) {
            Some(key) => under(from, key, at),
            None => looked_up(from, index, at),
        }
    }
}
