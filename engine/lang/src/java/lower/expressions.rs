//! Expressions.

use tamis_ir::{
    Aggregate, BinaryOperator, Constant, Key, Operand, OperandKind, Place, UnaryOperator, Value,
};
use tamis_syntax::{NodeId, Role};

use super::Lower;
use crate::lower::{Control, common_operator, entry, item, looked_up, reading, under};

impl Lower<'_> {
    pub(super) fn value(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        if let Some(constant) = self.literal(id) {
            return self.b.constant(constant, at);
        }
        match src.kind(id) {
            "identifier" => self.name(src.text_of(id), at),
            "type_identifier" | "scoped_type_identifier" | "generic_type" | "annotated_type" => {
                self.class_operand(id)
            }
            "this" => self.this(at),
            "super" => self.above(at),
            "scoped_identifier" | "field_access" => self.member(id),
            "array_access" => self.subscript(id),
            "method_invocation" => self.call(id),
            "explicit_constructor_invocation" => self.other_constructor(id),
            "object_creation_expression" => self.creation(id),
            "array_creation_expression" => self.new_array(id),
            "array_initializer" | "element_value_array_initializer" => self.array(id),
            "assignment_expression" => self.assignment(id),
            "update_expression" => self.update(id),
            "unary_expression" => self.unary(id),
            "binary_expression" => self.binary(id),
            "ternary_expression" => self.ternary(id),
            "cast_expression" => self.cast(id),
            "instanceof_expression" => self.instance_of(id),
            "lambda_expression" => self.lambda(id),
            "method_reference" => self.method_reference(id),
            "switch_expression" => self.switch_value(id),
            "parenthesized_expression" | "expression_statement" => match src.first(id) {
                Some(inner) => self.expression(inner),
                None => self.null(id),
            },
            "class_literal" | "void_type" | "ERROR" | ";" | "annotation" | "marker_annotation"
            | "modifiers" => self.null(id),
            kind if kind.ends_with("_type") => self.null(id),
            _ => self.opaque(id),
        }
    }

    fn member(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        if let Some(whole) = self.qualified(id)
            && !self.b.is_declared(whole.split('.').next().unwrap_or(""))
            && self.b.is_declared(&whole)
        {
            let local = self.b.lookup(&whole);
            return self.b.read(local, at);
        }
        let object = src.field(id, self.f.object);
        let Some(object) = object.or_else(|| src.first(id)) else { return self.opaque(id) };
        let field = src.field(id, self.f.field).or_else(|| src.field(id, self.f.name));
        let Some(field) = field else { return self.opaque(id) };
        if src.kind(field) == "this" {
            let name = src.text_of(object);
            let outer = self.classes.iter().position(|outer| outer.name == name);
            return match outer {
                Some(outer) => self.this_of(outer, at),
                None => self.this(at),
            };
        }
        let object = self.object(object);
        let place = self.b.place_of(object);
        let key = Key::Name(self.b.name(src.text_of(field)));
        let value = reading(under(&place, key, at), at);
        match src.text_of(field) {
            "length" => self.b.temp(Value::Unary(UnaryOperator::Number, value), at),
            _ => value,
        }
    }

    fn subscript(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let array = src.field(id, self.f.array);
        let (Some(array), Some(index)) = (array, src.field(id, self.f.index)) else {
            return self.opaque(id);
        };
        let array = self.expression(array);
        let place = self.b.place_of(array);
        let index = self.expression(index);
        reading(looked_up(&place, index, at), at)
    }

    fn array(&mut self, id: NodeId) -> Operand {
        let children = self.src.children(id);
        let elements = children.into_iter().map(|child| item(self.expression(child))).collect();
        self.b.temp(Value::Aggregate(Aggregate::List, elements), self.src.at(id))
    }

    fn new_array(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        for size in src.children(id) {
            if src.kind(size) == "dimensions_expr" {
                for inner in src.children(size) {
                    self.expression(inner);
                }
            }
        }
        match src.field(id, self.f.value) {
            Some(value) => {
                let value = self.expression(value);
                self.b.temp(Value::Use(value), at)
            }
            None => {
                let nothing = self.null(id);
                let element = entry(Key::Any, nothing);
                self.b.temp(Value::Aggregate(Aggregate::List, vec![element]), at)
            }
        }
    }

    // --- assignments ----------------------------------------------------------------------------------------------

    fn assignment(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        let operator = src.field(id, self.f.operator).map_or("=", |it| src.text_of(it));
        let value = if operator == "=" {
            self.expression(right)
        } else {
            let before = self.expression(left);
            let value = self.expression(right);
            self.b.temp(Value::Binary(binary_operator(operator), before, value), at)
        };
        self.assign_to(left, value.clone(), at);
        value
    }

    pub(super) fn assign_to(&mut self, target: NodeId, value: Operand, at: tamis_ir::At) {
        let operand = match self.src.kind(target) {
            // A constant would give its value, not its place.
            "identifier" => {
                let text = self.src.text_of(target);
                for outer in &mut self.classes {
                    outer.constants.remove(text);
                }
                self.name(text, self.src.at(target))
            }
            _ => self.expression(target),
        };
        if let OperandKind::Place(place) = operand.kind {
            self.b.assign(place, Value::Use(value), at);
        }
    }

    fn update(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let target = src.children(id).into_iter().find(|it| !matches!(src.kind(*it), "++" | "--"));
        let Some(target) = target else { return self.opaque(id) };
        let is_minus = src.text_of(id).contains("--");
        let operator = if is_minus { BinaryOperator::Subtract } else { BinaryOperator::Add };
        let before = self.expression(target);
        let one = self.b.constant(Constant::Int(1), at);
        let value = self.b.temp(Value::Binary(operator, before, one), at);
        self.assign_to(target, value.clone(), at);
        value
    }

    // --- operators ------------------------------------------------------------------------------------------------

    fn unary(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let Some(value) = src.field(id, self.f.operand) else { return self.opaque(id) };
        let value = self.expression(value);
        let operator = match (operator, value.constant()) {
            ("-", Some(Constant::Int(number))) => {
                let number = number.wrapping_neg();
                return self.b.constant(Constant::Int(number), at);
            }
            ("!", _) => UnaryOperator::Not,
            ("-", _) => UnaryOperator::Negate,
            ("+", _) => UnaryOperator::Plus,
            _ => UnaryOperator::BitNot,
        };
        self.b.temp(Value::Unary(operator, value), at)
    }

    fn binary(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        if matches!(operator, "&&" | "||") {
            return self.truth(id);
        }
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        let left = self.expression(left);
        let right = self.expression(right);
        self.b.temp(Value::Binary(binary_operator(operator), left, right), at)
    }

    fn ternary(&mut self, id: NodeId) -> Operand {
        let part = |field| self.src.field(id, field);
        let (then, otherwise) = (part(self.f.consequence), part(self.f.alternative));
        let condition = part(self.f.condition);
        self.choice(id, condition, |it| it.part(then, id), |it| it.part(otherwise, id))
    }

    fn cast(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(value) = src.field(id, self.f.value) else { return self.opaque(id) };
        let value = self.expression(value);
        let Some(type_) = src.field(id, self.f.type_) else { return value };
        if self.is_number(type_) {
            return self.b.temp(Value::Unary(UnaryOperator::Number, value), at);
        }
        let value = self.b.temp(Value::Use(value), at);
        if let (Some(name), Some(place)) = (self.type_name(type_), value.place()) {
            self.b.annotate(place.base, name);
        }
        value
    }

    /// `x instanceof T y`: `y` is bound whether or not it holds; it is only used where it does.
    pub(super) fn instance_of(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(left) = src.field(id, self.f.left) else { return self.opaque(id) };
        let value = self.expression(left);
        let type_ = src.field(id, self.f.right);
        let pattern = src.field(id, self.f.pattern);
        if let Some(pattern) = pattern {
            let place = self.b.place_of(value.clone());
            self.bind(pattern, &place);
        }
        let Some(type_) = type_ else { return self.b.temp(Value::Opaque(vec![value]), at) };
        if let Some(name) = src.field(id, self.f.name) {
            let local = self.b.declare(src.text_of(name));
            if let Some(type_) = self.type_name(type_) {
                self.b.annotate(local, type_);
            }
            let place = Place::local(local, src.at(name));
            self.b.assign(place, Value::Use(value.clone()), src.at(name));
        }
        let class = if self.is_number(type_) {
            let local = self.b.lookup("Number");
            self.b.read(local, src.at(type_))
        } else {
            self.class_operand(type_)
        };
        self.b.temp(Value::Binary(BinaryOperator::InstanceOf, value, class), at)
    }

    /// Binds the names of a pattern: `T x`, `R(T x, var y)`.
    pub(super) fn bind(&mut self, pattern: NodeId, subject: &Place) {
        let src = self.src;
        match src.kind(pattern) {
            "type_pattern" => {
                let children = src.children(pattern);
                let Some(name) = children.iter().rev().find(|it| src.kind(**it) == "identifier")
                else {
                    return;
                };
                let local = self.b.declare_anew(src.text_of(*name));
                let type_ = children.first().filter(|it| *it != name);
                if let Some(type_) = type_.and_then(|type_| self.type_name(*type_)) {
                    self.b.annotate(local, type_);
                }
                let at = src.at(*name);
                let value = reading(subject.clone(), at);
                self.b.assign(Place::local(local, at), Value::Use(value), at);
            }
            "record_pattern_component" => {
                let Some(name) = src.children(pattern).into_iter().next_back() else { return };
                if src.role(name) == Role::Identifier {
                    let local = self.b.declare_anew(src.text_of(name));
                    let at = src.at(name);
                    let value = reading(subject.clone(), at);
                    self.b.assign(Place::local(local, at), Value::Use(value), at);
                }
            }
            _ => {
                // Imprecise: which component a part of a record is only its declaration tells.
                for child in src.children(pattern) {
                    let at = src.at(child);
                    self.bind(child, &under(subject, Key::Any, at));
                }
            }
        }
    }
}

fn binary_operator(text: &str) -> BinaryOperator {
    match text {
        ">>>" | ">>>=" => BinaryOperator::ShiftRight,
        _ => common_operator(text),
    }
}
