//! Expressions.

use tamis_ir::{
    Aggregate, BinaryOperator, Constant, Element, ElementKey, Key, Operand, Place, Spread,
    StatementKind, UnaryOperator, Value,
};
use tamis_syntax::{NodeId, string_content};

use super::Lower;
use crate::lower::{Control, common_operator, constant_key, item, looked_up, reading, under};

impl Lower<'_> {
    pub(super) fn value(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "variable_name" => {
                let local = self.variable(src.text_of(id));
                self.b.read(local, at)
            }
            "name" => self.plain(src.text_of(id), at),
            "qualified_name" | "relative_name" | "relative_scope" | "named_type" => {
                self.class_operand(id)
            }
            "string" | "encapsed_string" => self.text(id),
            "heredoc" | "nowdoc" => self.heredoc(id),
            "integer" | "float" => self.number(id),
            "boolean" => {
                let truth = src.text_of(id).eq_ignore_ascii_case("true");
                self.b.constant(Constant::Bool(truth), at)
            }
            "null" | "ERROR" | "text_interpolation" | "text" | "argument_placeholder" => {
                self.null(id)
            }
            "array_creation_expression" | "list_literal" => self.array(id),
            "subscript_expression" => self.subscript(id),
            "member_access_expression" | "nullsafe_member_access_expression" => self.member(id),
            "class_constant_access_expression" => {
                self.class_member(id, src.children(id).last().copied())
            }
            "scoped_property_access_expression" => {
                self.class_member(id, src.field(id, self.f.name))
            }
            "function_call_expression" => self.function_call(id),
            "member_call_expression" | "nullsafe_member_call_expression" => self.method_call(id),
            "scoped_call_expression" => self.static_call(id),
            "object_creation_expression" => self.creation(id),
            "assignment_expression" | "reference_assignment_expression" => self.assignment(id),
            "augmented_assignment_expression" => self.augmented(id),
            "update_expression" => self.update(id),
            "unary_op_expression" => self.unary(id),
            "binary_expression" => self.binary(id),
            "conditional_expression" => self.ternary(id),
            "cast_expression" => self.cast(id),
            "match_expression" => self.match_value(id),
            "anonymous_function" | "arrow_function" => self.closure(id),
            "throw_expression" => {
                let value = src.first(id).map(|value| self.value(value));
                self.b.throw(value, at);
                self.null(id)
            }
            "array_element_initializer" => self.part(src.children(id).last().copied(), id),
            "yield_expression" => {
                let value = self.part(src.children(id).last().copied(), id);
                self.b.body().is_generator = true;
                self.b.push(StatementKind::Yield(value), at);
                self.unknown(id)
            }
            "print_intrinsic" => self.built_in("print", id),
            "shell_command_expression" => {
                let parts = self.parts(id);
                let command = self.b.temp(Value::Template(parts), at);
                self.implicit("shell_exec", vec![command], id)
            }
            "include_expression" => self.include("include", id),
            "include_once_expression" => self.include("include_once", id),
            "require_expression" => self.include("require", id),
            "require_once_expression" => self.include("require_once", id),
            "parenthesized_expression"
            | "error_suppression_expression"
            | "clone_expression"
            | "by_ref"
            | "expression_statement"
            | "variadic_unpacking"
            | "argument" => {
                let value = self.part(src.first(id), id);
                match src
                    .first(id)
                    .is_some_and(|inner| src.kind(inner) == "function_call_expression")
                {
                    true => value,
                    false => self.b.temp(Value::Use(value), at),
                }
            }
            "sequence_expression" => {
                let values =
                    src.children(id).into_iter().map(|it| self.value(it)).collect::<Vec<_>>();
                values.into_iter().last().unwrap_or_else(|| self.null(id))
            }
            "dynamic_variable_name" => self.made_of(id),
            _ => self.opaque(id),
        }
    }

    fn include(&mut self, name: &str, id: NodeId) -> Operand {
        let result = self.built_in(name, id);
        if let Some(path) = self.src.first(id) {
            self.included(path);
        }
        result
    }

    // --- look-ups -------------------------------------------------------------------------------------------------

    fn member(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(object) = src.field(id, self.f.object) else { return self.opaque(id) };
        let object = self.value(object);
        let place = self.b.place_of(object);
        let name = src.field(id, self.f.name);
        reading(self.named(&place, name, at), at)
    }

    /// What has the name `name` in `place`; a name that is computed may be any.
    pub(super) fn named(&mut self, place: &Place, name: Option<NodeId>, at: tamis_ir::At) -> Place {
        match name {
            Some(name) if self.src.kind(name) == "name" => {
                let key = Key::Name(self.b.name(self.src.text_of(name)));
                under(place, key, at)
            }
            Some(name) => {
                let index = self.value(name);
                looked_up(place, index, at)
            }
            None => under(place, Key::Any, at),
        }
    }

    /// `A::$x`, `A::X`.
    fn class_member(&mut self, id: NodeId, name: Option<NodeId>) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let scope = src.field(id, self.f.scope).or_else(|| src.first(id));
        let (Some(scope), Some(name)) = (scope, name) else { return self.opaque(id) };
        if src.text_of(name) == "class" {
            let text = src.text_of(scope);
            return self.b.string(text, at);
        }
        let class = self.class_operand(scope);
        let place = self.b.place_of(class);
        let key = Key::Name(self.b.name(src.text_of(name).trim_start_matches('$')));
        reading(under(&place, key, at), at)
    }

    fn subscript(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let children = src.children(id);
        let Some(object) = children.first() else { return self.opaque(id) };
        let object = self.value(*object);
        let place = self.b.place_of(object);
        match children.get(1) {
            Some(index) => {
                // `"$a[k]"`.
                let index = match src.kind(*index) {
                    "name" if src.parent_kind(id).contains("string") => {
                        self.b.string(src.text_of(*index), src.at(*index))
                    }
                    _ => self.value(*index),
                };
                reading(looked_up(&place, index, at), at)
            }
            None => reading(under(&place, Key::Any, at), at),
        }
    }

    fn array(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let elements: Vec<Element> =
            src.children(id).into_iter().map(|it| self.element(it)).collect();
        let is_map = elements.iter().any(|element| element.key.is_some());
        let kind = if is_map { Aggregate::Map } else { Aggregate::List };
        self.b.temp(Value::Aggregate(kind, elements), at)
    }

    fn element(&mut self, id: NodeId) -> Element {
        let src = self.src;
        match (src.kind(id), &src.children(id)[..]) {
            ("array_element_initializer", [key, value]) => {
                let key = match src.kind(*key) {
                    "string" | "encapsed_string" if src.tree.is_leaf(*key) => {
                        let name = self.b.name(string_content(src.text_of(*key)));
                        ElementKey::Constant(Key::Name(name))
                    }
                    _ => {
                        let key = self.value(*key);
                        constant_key(&key).map_or(ElementKey::Computed(key), ElementKey::Constant)
                    }
                };
                Element { key: Some(key), value: self.value(*value), spread: Spread::No }
            }
            ("variadic_unpacking", [inner]) => {
                Element { key: None, value: self.value(*inner), spread: Spread::List }
            }
            ("array_element_initializer", [inner]) => item(self.value(*inner)),
            _ => item(self.value(id)),
        }
    }

    // --- operators ------------------------------------------------------------------------------------------------

    fn unary(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let Some(value) = src.field(id, self.f.argument) else { return self.opaque(id) };
        let value = self.value(value);
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
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        match operator.to_ascii_lowercase().as_str() {
            "&&" | "||" | "and" | "or" => self.truth(id),
            "??" => {
                let parts = vec![self.value(left), self.value(right)];
                self.b.temp(Value::Join(parts), at)
            }
            "instanceof" => {
                let value = self.value(left);
                let class = self.class_operand(right);
                self.b.temp(Value::Binary(BinaryOperator::InstanceOf, value, class), at)
            }
            other => {
                let operator = binary_operator(other);
                let left = self.value(left);
                let right = self.value(right);
                self.b.temp(Value::Binary(operator, left, right), at)
            }
        }
    }

    fn ternary(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let condition = src.field(id, self.f.condition);
        let alternative = src.field(id, self.f.alternative);
        match src.field(id, self.f.body) {
            Some(body) => self.choice(
                id,
                condition,
                |it| it.part(Some(body), id),
                |it| it.part(alternative, id),
            ),
            None => {
                let parts = vec![self.part(condition, id), self.part(alternative, id)];
                self.b.temp(Value::Join(parts), src.at(id))
            }
        }
    }

    fn cast(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let value = self.part(src.field(id, self.f.value), id);
        match src.field(id, self.f.type_).is_some_and(|type_| self.is_number(type_)) {
            true => self.b.temp(Value::Unary(UnaryOperator::Number, value), at),
            false => self.b.temp(Value::Join(vec![value]), at),
        }
    }
}

pub(super) fn binary_operator(text: &str) -> BinaryOperator {
    match text {
        "." | ".=" => BinaryOperator::Add,
        "===" => BinaryOperator::Equal,
        "!==" | "<>" => BinaryOperator::NotEqual,
        // Numbers alone are added; texts are joined by a dot.
        "+" | "+=" => BinaryOperator::Subtract,
        "xor" | "<=>" => BinaryOperator::Other,
        _ => common_operator(text),
    }
}
