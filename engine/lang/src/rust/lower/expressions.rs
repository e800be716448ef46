//! Expressions.

use tamis_ir::{
    Aggregate, Constant, Element, Key, Operand, OperandKind, Place, Spread, UnaryOperator, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{
    common_operator, entry, item, looked_up, reading, under, unescape, whole_number,
};

impl<'t> Lower<'t> {
    pub(super) fn expression(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "identifier"
            | "self"
            | "scoped_identifier"
            | "type_identifier"
            | "scoped_type_identifier"
            | "primitive_type"
            | "crate"
            | "super" => {
                let parts = self.parts(id);
                self.path(&parts)
            }
            "generic_function" => match src.field(id, self.f.function) {
                Some(function) => self.expression(function),
                None => self.null(id),
            },
            "string_literal" | "raw_string_literal" | "char_literal" => self.string(id),
            "integer_literal" | "float_literal" => self.number(id),
            "negative_literal" => {
                let value = self.inner(id);
                self.negated(value, id)
            }
            "boolean_literal" => self.b.constant(Constant::Bool(src.text_of(id) == "true"), at),
            "call_expression" => self.call(id),
            "macro_invocation" => self.macro_invocation(id),
            "field_expression" => self.member(id),
            "index_expression" => self.subscript(id),
            "reference_expression" => match src.field(id, self.f.value) {
                Some(value) => {
                    let value = self.expression(value);
                    self.same(value, at)
                }
                None => self.null(id),
            },
            "try_expression" => {
                let value = self.inner(id);
                self.same(value, at)
            }
            "await_expression" => {
                let value = self.inner(id);
                self.b.temp(Value::Await(value), at)
            }
            "unary_expression" => self.unary(id),
            "binary_expression" => self.binary(id),
            "type_cast_expression" => self.cast(id),
            "assignment_expression" => self.assignment(id),
            "compound_assignment_expr" => self.augmented(id),
            "struct_expression" => self.structure(id),
            "tuple_expression" => self.elements(id, Aggregate::Tuple),
            "array_expression" => self.array(id),
            "range_expression" => {
                let parts = src.children(id).into_iter().map(|it| self.expression(it)).collect();
                self.b.temp(Value::Opaque(parts), at)
            }
            "unit_expression" | "empty_statement" | "ERROR" => self.null(id),
            "closure_expression" => self.closure(id),
            "block" => self.block(id),
            "unsafe_block" | "const_block" | "try_block" | "gen_block" => match self.block_of(id) {
                Some(block) => self.block(block),
                None => self.null(id),
            },
            "async_block" => self.async_block(id),
            "if_expression" => self.if_expression(id),
            "match_expression" => self.match_expression(id),
            "loop_expression" | "while_expression" | "for_expression" => self.loop_expression(id),
            "break_expression" => self.break_expression(id),
            "continue_expression" => self.continue_expression(id),
            "return_expression" => self.return_expression(id),
            "yield_expression" => {
                let value = self.inner(id);
                self.b.push(tamis_ir::StatementKind::Yield(value), at);
                self.null(id)
            }
            "let_condition" | "let_chain" => self.truth(id),
            "label" | "attribute_item" | "*" | "-" | "!" => self.null(id),
            _ => self.opaque(id),
        }
    }

    /// The first child as an expression; nothing where there is none.
    fn inner(&mut self, id: NodeId) -> Operand {
        match self.src.first(id) {
            Some(child) => self.expression(child),
            None => self.null(id),
        }
    }

    /// A condition as a value.
    fn truth(&mut self, id: NodeId) -> Operand {
        let (then, otherwise) = (self.b.new_block(), self.b.new_block());
        self.condition(id, then, otherwise);
        self.b.truth(then, otherwise, self.src.at(id))
    }

    // --- literals -------------------------------------------------------------------------------------------------

    fn string(&mut self, id: NodeId) -> Operand {
        let value = string_value(self.src.text_of(id));
        self.b.string(&value, self.src.at(id))
    }

    fn number(&mut self, id: NodeId) -> Operand {
        let text = self.src.text_of(id);
        let digits = text.trim_end_matches(|c: char| c == '_' || c.is_ascii_digit());
        // `1u8`, `0xFFu32`: what follows the digits is a type.
        let plain = match digits.rfind(['u', 'i']) {
            Some(at) => &text[..at],
            None => text,
        };
        let constant = match whole_number(plain) {
            Some(number) => Constant::Int(number),
            None => Constant::Number(self.b.name(text)),
        };
        self.b.constant(constant, self.src.at(id))
    }

    fn negated(&mut self, value: Operand, id: NodeId) -> Operand {
        let at = self.src.at(id);
        match value.constant() {
            Some(Constant::Int(number)) => {
                let number = number.wrapping_neg();
                self.b.constant(Constant::Int(number), at)
            }
            _ => self.b.temp(Value::Unary(UnaryOperator::Negate, value), at),
        }
    }

    fn elements(&mut self, id: NodeId, kind: Aggregate) -> Operand {
        let children = self.src.children(id);
        let elements = children.into_iter().map(|child| item(self.expression(child))).collect();
        self.b.temp(Value::Aggregate(kind, elements), self.src.at(id))
    }

    fn array(&mut self, id: NodeId) -> Operand {
        let Some(length) = self.src.field(id, self.f.length) else {
            return self.elements(id, Aggregate::List);
        };
        let value = self.inner(id);
        self.expression(length);
        let element = entry(Key::Any, value);
        self.b.temp(Value::Aggregate(Aggregate::List, vec![element]), self.src.at(id))
    }

    /// `S { a, b: c, ..d }`: a map of its fields, known to be an object of its type.
    fn structure(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let mut elements = Vec::new();
        let body = src.field(id, self.f.body);
        for child in body.map(|body| src.children(body)).unwrap_or_default() {
            match src.kind(child) {
                "shorthand_field_initializer" => {
                    let name = src.tree.children(child).find(|it| src.kind(*it) == "identifier");
                    let Some(name) = name else { continue };
                    let key = Key::Name(self.b.name(src.text_of(name)));
                    let value = self.expression(name);
                    elements.push(entry(key, value));
                }
                "field_initializer" => {
                    let field = src.field(child, self.f.field);
                    let (Some(field), Some(value)) = (field, src.field(child, self.f.value)) else {
                        continue;
                    };
                    let value = self.expression(value);
                    let key = self.field_key(field);
                    elements.push(entry(key, value));
                }
                "base_field_initializer" => {
                    let value = self.inner(child);
                    elements.insert(0, Element { key: None, value, spread: Spread::Map });
                }
                _ => {}
            }
        }
        let value = self.b.temp(Value::Aggregate(Aggregate::Map, elements), at);
        if let (Some(name), Some(place)) = (src.field(id, self.f.name), value.place()) {
            self.object_of_type(name, place.base);
        }
        value
    }

    /// Says of which type the object in `local` is; of a variant the enumeration.
    pub(super) fn object_of_type(&mut self, type_: NodeId, local: tamis_ir::LocalId) {
        let mut names: Vec<&str> = self.parts(type_).into_iter().map(|(_, name)| name).collect();
        if let [.., owner, _] = names[..]
            && owner.starts_with(char::is_uppercase)
        {
            names.pop();
        }
        let name = match (&names[..], self.own) {
            (["Self"], Some(own)) => own.to_owned(),
            _ => names.join("."),
        };
        self.b.annotate(local, &name);
    }

    // --- members --------------------------------------------------------------------------------------------------

    pub(super) fn field_key(&mut self, field: NodeId) -> Key {
        let text = self.src.text_of(field);
        match text.parse() {
            Ok(number) => Key::Index(number),
            Err(_) => Key::Name(self.b.name(text)),
        }
    }

    fn member(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let (value, field) = (src.field(id, self.f.value), src.field(id, self.f.field));
        let (Some(value), Some(field)) = (value, field) else { return self.opaque(id) };
        let object = self.expression(value);
        let place = self.b.place_of(object);
        let key = self.field_key(field);
        reading(under(&place, key, at), at)
    }

    fn subscript(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let [object, index] = self.src.children(id)[..] else { return self.opaque(id) };
        let object = self.expression(object);
        if self.src.kind(index) == "range_expression" {
            let bounds = self.bounds(index);
            return self.b.temp(Value::Slice(object, Box::new(bounds)), at);
        }
        let place = self.b.place_of(object);
        let index = self.expression(index);
        reading(looked_up(&place, index, at), at)
    }

    fn bounds(&mut self, id: NodeId) -> [Option<Operand>; 3] {
        let start = self.src.span(id).start;
        let (mut from, mut to) = (None, None);
        for child in self.src.children(id) {
            let is_first = self.src.span(child).start == start;
            let value = self.expression(child);
            if is_first { from = Some(value) } else { to = Some(value) }
        }
        // Where the end is part of the range it is not known as a number.
        if self.src.text_of(id).contains("..=") {
            to = to.map(|to| self.b.temp(Value::Opaque(vec![to]), self.src.at(id)));
        }
        [from, to, None]
    }

    // --- operators ------------------------------------------------------------------------------------------------

    /// The operator that stands before a unary expression.
    pub(super) fn prefix(&self, id: NodeId) -> &'t str {
        self.src.first(id).map_or("", |first| self.src.text_of(first))
    }

    fn unary(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let [_, value] = self.src.children(id)[..] else { return self.opaque(id) };
        let operator = self.prefix(id);
        let value = self.expression(value);
        match operator {
            "*" => self.same(value, at),
            "!" => self.b.temp(Value::Unary(UnaryOperator::Not, value), at),
            _ => self.negated(value, id),
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

    fn cast(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let value = self.inner(id);
        let type_ = src.field(id, self.f.type_);
        if type_.is_some_and(|type_| self.is_number(type_)) && value.constant().is_none() {
            return self.b.temp(Value::Unary(UnaryOperator::Number, value), at);
        }
        self.same(value, at)
    }

    // --- assignments ----------------------------------------------------------------------------------------------

    fn assignment(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let Some(right) = right else { return self.opaque(id) };
        let value = self.expression(right);
        if let Some(left) = left {
            self.assign_to(left, value, at);
        }
        self.null(id)
    }

    fn augmented(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        let before = self.expression(left);
        let value = self.expression(right);
        let value = self.b.temp(Value::Binary(common_operator(operator), before, value), at);
        self.assign_to(left, value, at);
        self.null(id)
    }

    fn assign_to(&mut self, target: NodeId, value: Operand, at: tamis_ir::At) {
        let src = self.src;
        match src.kind(target) {
            "unary_expression" => {
                if let Some(inner) = src.children(target).last() {
                    self.assign_to(*inner, value, at);
                }
            }
            "tuple_expression" | "array_expression" => {
                let children = src.children(target);
                let from = self.b.place_of(value);
                let places = crate::lower::positions(src, src.span(target).start, &children);
                for (index, child) in places.into_iter().zip(children) {
                    let own = src.at(child);
                    let part = reading(under(&from, Key::Index(index), own), own);
                    self.assign_to(child, part, at);
                }
            }
            "identifier" => {
                let local = self.variable(src.text_of(target));
                self.b.assign(Place::local(local, src.at(target)), Value::Use(value), at);
            }
            _ => {
                let operand = self.expression(target);
                if let OperandKind::Place(place) = operand.kind {
                    self.b.assign(place, Value::Use(value), at);
                }
            }
        }
    }

    /// Two operands joined by an operator as it is written.
    pub(super) fn operation(
        &mut self,
        operator: &str,
        left: Operand,
        right: Operand,
        at: tamis_ir::At,
    ) -> Operand {
        let value = match operator {
            "&&" => Value::Use(right),
            "||" => Value::Join(vec![left, right]),
            _ => Value::Binary(common_operator(operator), left, right),
        };
        self.b.temp(value, at)
    }
}

/// The text of a string or character literal.
pub(super) fn string_value(literal: &str) -> String {
    let start = literal.find(['"', '\'']).unwrap_or(0);
    let (prefix, quoted) = literal.split_at(start);
    let end = quoted.rfind(['"', '\'']).unwrap_or(quoted.len());
    let content = quoted.get(1..end).unwrap_or("");
    if prefix.contains('r') { content.to_owned() } else { unescape(content) }
}
