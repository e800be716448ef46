//! Assignments to names, members and patterns.

use tamis_ir::{At, Constant, Key, Operand, OperandKind, Place, Projection, Value};
use tamis_syntax::{NodeId, Span};

use super::Lower;
use super::expressions::binary_operator;

impl Lower<'_> {
    pub(super) fn assignment(&mut self, id: NodeId) -> Operand {
        let left = self.src.field(id, self.f.left);
        let (Some(left), Some(right)) = (left, self.src.field(id, self.f.right)) else {
            return self.opaque(id);
        };
        let value = self.expression(right);
        self.assign_to(left, value.clone(), self.src.at(id));
        self.exported_assignment(left, right, &value);
        value
    }

    pub(super) fn augmented(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let left = src.field(id, self.f.left);
        let (Some(left), Some(right)) = (left, src.field(id, self.f.right)) else {
            return self.opaque(id);
        };
        let before = self.expression(left);
        let value = self.expression(right);
        let value = match operator {
            "||=" | "??=" | "&&=" => Value::Join(vec![before, value]),
            _ => Value::Binary(binary_operator(operator), before, value),
        };
        let value = self.b.temp(value, at);
        self.assign_to(left, value.clone(), at);
        value
    }

    /// Writes `value` to whatever `target` is.
    pub(super) fn assign_to(&mut self, target: NodeId, value: Operand, at: At) {
        match self.src.kind(target) {
            "identifier" | "shorthand_property_identifier_pattern" | "undefined" => {
                let local = self.variable(self.src.text_of(target));
                self.b.assign(Place::local(local, self.src.at(target)), Value::Use(value), at);
            }
            "member_expression" | "subscript_expression" => {
                let operand = self.expression(target);
                if let OperandKind::Place(place) = operand.kind {
                    self.b.assign(place, Value::Use(value), at);
                }
            }
            "object_pattern" => self.unpack_object(target, value, at),
            "array_pattern" => self.unpack_array(target, value, at),
            "assignment_pattern" | "object_assignment_pattern" => {
                let left = self.src.field(target, self.f.left);
                let (Some(left), Some(right)) = (left, self.src.field(target, self.f.right)) else {
                    return;
                };
                let default = self.expression(right);
                let own = self.src.at(target);
                let value = self.b.temp(Value::Join(vec![value, default]), own);
                self.assign_to(left, value, at);
            }
            "rest_pattern"
            | "as_expression"
            | "satisfies_expression"
            | "non_null_expression"
            | "parenthesized_expression" => {
                if let Some(inner) = self.src.first(target) {
                    self.assign_to(inner, value, at);
                }
            }
            _ => self.b.unlowered(self.src.span(target)),
        }
    }

    fn unpack_object(&mut self, target: NodeId, value: Operand, at: At) {
        let from = self.b.place_of(value);
        for child in self.src.children(target) {
            match self.src.kind(child) {
                "shorthand_property_identifier_pattern" => {
                    let value = self.property_of(&from, child);
                    self.assign_to(child, value, at);
                }
                "object_assignment_pattern" => {
                    let Some(left) = self.src.field(child, self.f.left) else { continue };
                    let value = self.property_of(&from, left);
                    self.assign_to(child, value, at);
                }
                "pair_pattern" => {
                    let key = self.src.field(child, self.f.key);
                    let inner = self.src.field(child, self.f.value);
                    let (Some(key), Some(inner)) = (key, inner) else { continue };
                    let value = self.property_of(&from, key);
                    self.assign_to(inner, value, at);
                }
                "rest_pattern" => {
                    // Imprecise: the rest is the whole, with what was taken out.
                    let whole = self.reading(from.clone(), child);
                    self.assign_to(child, whole, at);
                }
                _ => self.b.unlowered(self.src.span(child)),
            }
        }
    }

    /// What stands under the key `name` in `from`.
    fn property_of(&mut self, from: &Place, name: NodeId) -> Operand {
        let (key, index) = self.property_key(name);
        let at = self.src.at(name);
        let mut place = from.clone();
        place.path.push(Projection { key, at, index: index.map(Box::new) });
        Operand { at, kind: OperandKind::Place(place) }
    }

    fn unpack_array(&mut self, target: NodeId, value: Operand, at: At) {
        let from = self.b.place_of(value);
        let mut index = 0;
        let mut end = self.src.span(target).start;
        for child in self.src.children(target) {
            // Holes (`[, b]`) are not in the tree; their commas are in the text.
            let span = self.src.span(child);
            index += Span::new(end, span.start).of(self.src.text).matches(',').count() as i64;
            end = span.end;
            let own = self.src.at(child);
            let value = if self.src.kind(child) == "rest_pattern" {
                let whole = self.reading(from.clone(), child);
                let start = self.b.constant(Constant::Int(index), own);
                self.b.temp(Value::Slice(whole, Box::new([Some(start), None, None])), own)
            } else {
                let mut place = from.clone();
                place.path.push(Projection { key: Key::Index(index), at: own, index: None });
                Operand { at: own, kind: OperandKind::Place(place) }
            };
            self.assign_to(child, value, at);
        }
    }
}
