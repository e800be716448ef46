//! Expressions.

use tamis_ir::{Argument, CallKind, Constant, Key, Operand, Spread, UnaryOperator, Value};
use tamis_syntax::NodeId;

use super::Lower;
use super::types::is_number;
use crate::lower::{Control, common_operator, looked_up, reading, under};

impl Lower<'_> {
    pub(super) fn value(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "identifier" | "type_identifier" | "package_identifier" | "field_identifier" => {
                let local = self.b.lookup(src.text_of(id));
                self.b.read(local, at)
            }
            "interpreted_string_literal" | "raw_string_literal" | "rune_literal" => self.text(id),
            "int_literal" | "float_literal" | "imaginary_literal" => self.number(id),
            "true" | "false" => self.b.constant(Constant::Bool(src.text_of(id) == "true"), at),
            "nil" | "iota" | "," | "blank_identifier" => self.null(id),
            "selector_expression" | "qualified_type" => self.member(id),
            "index_expression" => self.subscript(id),
            "slice_expression" => self.slice(id),
            "call_expression" => self.call(id),
            "composite_literal" => self.composite(id),
            "literal_value" => self.literal_value(id, None, id),
            "func_literal" => self.function_literal(id),
            "unary_expression" => self.unary(id),
            "binary_expression" => self.binary(id),
            "type_assertion_expression" => match src.field(id, self.f.operand) {
                Some(value) => {
                    let value = self.expression(value);
                    let type_ = src.field(id, self.f.type_);
                    self.converted(value, type_, id)
                }
                None => self.null(id),
            },
            "type_conversion_expression" => {
                let Some(value) = src.field(id, self.f.operand) else { return self.null(id) };
                let value = self.expression(value);
                let type_ = src.field(id, self.f.type_);
                self.converted(value, type_, id)
            }
            "expression_list" => {
                let values = src.children(id).into_iter().map(|it| self.expression(it)).collect();
                self.tuple(values, at)
            }
            "parenthesized_expression"
            | "expression_statement"
            | "variadic_argument"
            | "literal_element" => match src.first(id) {
                Some(inner) => self.expression(inner),
                None => self.null(id),
            },
            "type_instantiation_expression" | "generic_type" => {
                match src.field(id, self.f.type_).or_else(|| src.first(id)) {
                    Some(inner) => self.expression(inner),
                    None => self.null(id),
                }
            }
            kind if kind.ends_with("_type") || kind == "type_arguments" || kind == "ERROR" => {
                self.null(id)
            }
            _ => self.opaque(id),
        }
    }

    fn member(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let object = src.field(id, self.f.operand).or_else(|| src.field(id, self.f.package));
        let field = src.field(id, self.f.field).or_else(|| src.field(id, self.f.name));
        let (Some(object), Some(field)) = (object, field) else { return self.opaque(id) };
        let object = self.expression(object);
        let place = self.b.place_of(object);
        let key = Key::Name(self.b.name(src.text_of(field)));
        reading(under(&place, key, at), at)
    }

    fn subscript(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let object = src.field(id, self.f.operand);
        let (Some(object), Some(index)) = (object, src.field(id, self.f.index)) else {
            return self.opaque(id);
        };
        let object = self.expression(object);
        let place = self.b.place_of(object);
        let index = self.expression(index);
        reading(looked_up(&place, index, at), at)
    }

    fn slice(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(object) = src.field(id, self.f.operand) else { return self.opaque(id) };
        let object = self.expression(object);
        let start = src.field(id, self.f.start).map(|it| self.expression(it));
        let end = src.field(id, self.f.end).map(|it| self.expression(it));
        self.b.temp(Value::Slice(object, Box::new([start, end, None])), at)
    }

    // --- calls ----------------------------------------------------------------------------------------------------

    fn call(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(function) = src.field(id, self.f.function) else { return self.opaque(id) };
        let list = src.field(id, self.f.arguments);
        if src.kind(function) == "identifier" {
            let name = src.text_of(function);
            if !self.b.is_declared(name)
                && let Some(value) = self.builtin(id, name, list)
            {
                return value;
            }
        }
        let callee = self.expression(function);
        let arguments = self.arguments(list);
        self.b.call(callee, arguments, CallKind::Call, at)
    }

    fn arguments(&mut self, list: Option<NodeId>) -> Vec<Argument> {
        let children = list.map(|list| self.src.children(list)).unwrap_or_default();
        children
            .into_iter()
            .map(|child| {
                let is_spread = self.src.kind(child) == "variadic_argument";
                let spread = if is_spread { Spread::List } else { Spread::No };
                let value = self.expression(child);
                Argument { value, name: None, spread, at: self.src.at(child) }
            })
            .collect()
    }

    /// Functions that are part of the language, and conversions.
    fn builtin(&mut self, id: NodeId, name: &str, list: Option<NodeId>) -> Option<Operand> {
        let at = self.src.at(id);
        let children = list.map(|list| self.src.children(list)).unwrap_or_default();
        Some(match (name, children.len()) {
            ("append", 1..) => {
                let arguments = self.arguments(list);
                self.appended(arguments, id)
            }
            ("string" | "any" | "error", 1) => {
                let value = self.expression(children[0]);
                self.b.temp(Value::Join(vec![value]), at)
            }
            ("new" | "make", 1..) => {
                for child in &children[1..] {
                    // Read, so that data can reach it.
                    let size = self.expression(*child);
                    self.b.temp(Value::Use(size), at);
                }
                let value = self.unknown(id);
                if let (Some(type_), Some(place)) = (self.type_name(children[0]), value.place()) {
                    self.b.annotate(place.base, type_);
                }
                value
            }
            ("copy", 2) => {
                let target = self.expression(children[0]);
                let value = self.expression(children[1]);
                let element = self.b.temp(Value::Iterate(value), at);
                let place = under(&self.b.place_of(target), Key::Any, at);
                self.b.assign(place, Value::Use(element), at);
                self.unknown(id)
            }
            ("panic", 1) => {
                let value = self.expression(children[0]);
                self.b.throw(Some(value), at);
                self.null(id)
            }
            ("min" | "max", 1..) => {
                let values = children.into_iter().map(|it| self.expression(it)).collect();
                self.b.temp(Value::Join(values), at)
            }
            (name, 1) if is_number(name) => {
                let value = self.expression(children[0]);
                self.b.temp(Value::Unary(UnaryOperator::Number, value), at)
            }
            _ => return None,
        })
    }

    /// A value under another type.
    pub(super) fn converted(
        &mut self,
        value: Operand,
        type_: Option<NodeId>,
        id: NodeId,
    ) -> Operand {
        let at = self.src.at(id);
        if type_.is_some_and(|type_| self.is_number(type_)) {
            return self.b.temp(Value::Unary(UnaryOperator::Number, value), at);
        }
        let value = self.b.temp(Value::Use(value), at);
        let name = type_.and_then(|type_| self.type_name(type_));
        if let (Some(name), Some(place)) = (name, value.place()) {
            self.b.annotate(place.base, name);
        }
        value
    }

    // --- operators ------------------------------------------------------------------------------------------------

    fn unary(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let Some(value) = src.field(id, self.f.operand) else { return self.opaque(id) };
        let value = self.expression(value);
        match (operator, value.constant()) {
            ("-", Some(Constant::Int(number))) => {
                let number = number.wrapping_neg();
                self.b.constant(Constant::Int(number), at)
            }
            ("&" | "*", _) => self.b.temp(Value::Use(value), at),
            // A channel is a list.
            ("<-", _) => self.b.temp(Value::Iterate(value), at),
            ("!", _) => self.b.temp(Value::Unary(UnaryOperator::Not, value), at),
            ("-", _) => self.b.temp(Value::Unary(UnaryOperator::Negate, value), at),
            ("+", _) => self.b.temp(Value::Unary(UnaryOperator::Plus, value), at),
            _ => self.b.temp(Value::Unary(UnaryOperator::BitNot, value), at),
        }
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
        self.b.temp(Value::Binary(common_operator(operator), left, right), at)
    }
}
