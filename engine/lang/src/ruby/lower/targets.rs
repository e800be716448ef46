//! Assignments.

use tamis_ir::{At, Constant, Key, Operand, OperandKind, Place, Value};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{Control, common_operator, reading, under};

impl<'t> Lower<'t> {
    pub(super) fn assignment(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        // `x = x` reads what it declares.
        self.declare_target(left);
        let value = self.expression(right);
        self.assign_to(left, value.clone(), at);
        value
    }

    fn declare_target(&mut self, target: NodeId) {
        if self.src.kind(target) == "identifier" {
            self.variable(self.src.text_of(target));
        }
    }

    pub(super) fn augmented(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        self.declare_target(left);
        let before = self.expression(left);
        let value = self.expression(right);
        let value = match operator {
            "||=" | "&&=" => Value::Join(vec![before, value]),
            _ => Value::Binary(common_operator(operator), before, value),
        };
        let value = self.b.temp(value, at);
        self.assign_to(left, value.clone(), at);
        value
    }

    /// Writes `value` to whatever `target` is.
    pub(super) fn assign_to(&mut self, target: NodeId, value: Operand, at: At) {
        let (src, own) = (self.src, self.src.at(target));
        let place = match src.kind(target) {
            "identifier" => Place::local(self.variable(src.text_of(target)), own),
            "constant" => Place::local(self.constant(src.text_of(target)), own),
            "global_variable" => Place::local(self.global(target), own),
            "instance_variable" | "class_variable" => self.field(target),
            "left_assignment_list" | "destructured_left_assignment" | "destructured_parameter" => {
                return self.unpack(target, value, at);
            }
            "rest_assignment" | "splat_parameter" => {
                if let Some(inner) = src.first(target) {
                    self.assign_to(inner, value, at);
                }
                return;
            }
            "call" => match self.attribute(target) {
                Some(place) => place,
                None => return,
            },
            "element_reference" | "scope_resolution" => match self.expression(target).kind {
                OperandKind::Place(place) => place,
                OperandKind::Constant(_) => return,
            },
            _ => return self.b.unlowered(src.span(target)),
        };
        self.b.assign(place, Value::Use(value), at);
    }

    /// The variable of a constant; one of a class stands around it, for its methods to see.
    fn constant(&mut self, name: &str) -> tamis_ir::LocalId {
        match self.b.is_declared(name) {
            true => self.b.lookup(name),
            false => self.b.declare(name),
        }
    }

    /// `a.b` that is written to.
    fn attribute(&mut self, id: NodeId) -> Option<Place> {
        let src = self.src;
        let object = self.expression(src.field(id, self.f.receiver)?);
        let method = src.field(id, self.f.method)?;
        let place = self.b.place_of(object);
        let key = Key::Name(self.b.name(src.text_of(method)));
        Some(under(&place, key, src.at(id)))
    }

    /// `a, (b, *c) = value`.
    fn unpack(&mut self, target: NodeId, value: Operand, at: At) {
        let src = self.src;
        let from = self.b.place_of(value);
        let targets = src.children(target);
        let is_rest = |id: &NodeId| matches!(src.kind(*id), "rest_assignment" | "splat_parameter");
        let rest = targets.iter().position(is_rest);
        for (index, child) in targets.iter().enumerate() {
            let own = src.at(*child);
            let operand = match rest {
                Some(rest) if index == rest => {
                    let whole = reading(from.clone(), own);
                    let start = self.b.constant(Constant::Int(index as i64), own);
                    self.b.temp(Value::Slice(whole, Box::new([Some(start), None, None])), own)
                }
                Some(rest) if index > rest => {
                    let key = Key::Index(index as i64 - targets.len() as i64);
                    reading(under(&from, key, own), own)
                }
                _ => reading(under(&from, Key::Index(index as i64), own), own),
            };
            self.assign_to(*child, operand, at);
        }
    }
}
