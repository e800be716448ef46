//! Expressions: each gives an operand, writing temporaries on the way.

use tamis_ir::{
    Aggregate, BinaryOperator, Constant, Element, ElementKey, Key, Operand, OperandKind, Place,
    Projection, Spread, StatementKind, UnaryOperator, Value,
};
use tamis_syntax::{NodeId, Role, string_content};

use super::Lower;
use crate::lower::{common_operator, constant_key, whole_number};

impl<'t> Lower<'t> {
    pub(super) fn expression(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        match self.src.kind(id) {
            "identifier"
            | "shorthand_property_identifier"
            | "shorthand_property_identifier_pattern"
            | "type_identifier"
            | "this"
            | "super" => {
                let local = self.variable(self.src.text_of(id));
                self.b.read(local, at)
            }
            "member_expression" | "nested_identifier" => self.member(id),
            "subscript_expression" => self.subscript(id),
            "call_expression" => self.call(id),
            "new_expression" => self.creation(id),
            "string" => self.string(id),
            "template_string" => self.template(id),
            "number" => self.number(id),
            // A regular expression is its own text, with the slashes.
            "regex" => self.b.string(self.src.text_of(id), at),
            "true" => self.b.constant(Constant::Bool(true), at),
            "false" => self.b.constant(Constant::Bool(false), at),
            "null" | "undefined" | "meta_property" => self.null(id),
            "assignment_expression" => self.assignment(id),
            "augmented_assignment_expression" => self.augmented(id),
            "update_expression" => self.update(id),
            "binary_expression" => self.binary(id),
            "unary_expression" => self.unary(id),
            "ternary_expression" => self.ternary(id),
            "sequence_expression" => {
                let values: Vec<Operand> =
                    self.src.children(id).into_iter().map(|it| self.expression(it)).collect();
                values.into_iter().last().unwrap_or_else(|| self.null(id))
            }
            "await_expression" => {
                let inner = self.inner(id);
                self.b.temp(Value::Await(inner), at)
            }
            "yield_expression" => self.yielded(id),
            "object" => self.object(id),
            "array" => self.array(id),
            "arrow_function"
            | "function_expression"
            | "generator_function"
            | "function_declaration"
            | "generator_function_declaration"
            | "method_definition" => self.function_value(id),
            "class" | "class_declaration" | "abstract_class_declaration" => {
                let class = self.class(id, None);
                self.b.temp(Value::Class(class), at)
            }
            "jsx_element" | "jsx_self_closing_element" => self.element(id),
            "jsx_text" => {
                let text = self.src.text_of(id);
                self.b.string(text, at)
            }
            "jsx_expression" | "parenthesized_expression" | "expression_statement" => {
                self.inner(id)
            }
            "as_expression"
            | "satisfies_expression"
            | "type_assertion"
            | "instantiation_expression"
            | "non_null_expression" => self.without_type(id),
            "spread_element" => {
                let inner = self.inner(id);
                self.b.temp(Value::Iterate(inner), at)
            }
            "object_pattern" | "array_pattern" => self.null(id),
            "property_identifier" | "private_property_identifier" | "decorator" => self.null(id),
            _ => self.opaque(id),
        }
    }

    /// The local a name means; `exports` is the module's own.
    pub(super) fn variable(&mut self, name: &str) -> tamis_ir::LocalId {
        if name == "exports" && !self.b.is_declared(name) {
            return self.exports_object();
        }
        self.b.lookup(name)
    }

    /// The first child as an expression; nothing where there is none.
    pub(super) fn inner(&mut self, id: NodeId) -> Operand {
        match self.src.first(id) {
            Some(child) => self.expression(child),
            None => self.null(id),
        }
    }

    fn member(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let object = self.src.field(id, self.f.object);
        let (Some(object), Some(property)) = (object, self.src.field(id, self.f.property)) else {
            return self.opaque(id);
        };
        if self.is_module_exports(id) {
            let exports = self.exports_object();
            return self.b.read(exports, at);
        }
        let object = self.object_of(object);
        let mut place = self.b.place_of(object);
        let key = Key::Name(self.b.name(self.src.text_of(property)));
        place.path.push(Projection { key, at, index: None });
        Operand { at, kind: OperandKind::Place(place) }
    }

    /// What something is looked up in; `super` is an object with the methods above.
    fn object_of(&mut self, id: NodeId) -> Operand {
        if self.src.kind(id) == "super" { self.above(id) } else { self.expression(id) }
    }

    fn subscript(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let object = self.src.field(id, self.f.object);
        let (Some(object), Some(index)) = (object, self.src.field(id, self.f.index)) else {
            return self.opaque(id);
        };
        let object = self.object_of(object);
        let mut place = self.b.place_of(object);
        let index = self.expression(index);
        let projection = match constant_key(&index) {
            Some(key) => Projection { key, at, index: None },
            None => Projection { key: Key::Any, at, index: Some(Box::new(index)) },
        };
        place.path.push(projection);
        Operand { at, kind: OperandKind::Place(place) }
    }

    /// The key of a property, and the operand that decides it where it is computed.
    pub(super) fn property_key(&mut self, id: NodeId) -> (Key, Option<Operand>) {
        match self.src.kind(id) {
            "property_identifier"
            | "private_property_identifier"
            | "shorthand_property_identifier"
            | "shorthand_property_identifier_pattern" => {
                (Key::Name(self.b.name(self.src.text_of(id))), None)
            }
            "string" => (Key::Name(self.b.name(string_content(self.src.text_of(id)))), None),
            "number" => match whole_number(self.src.text_of(id)) {
                Some(number) => (Key::Index(number), None),
                None => (Key::Name(self.b.name(self.src.text_of(id))), None),
            },
            _ => {
                let computed = self.expression(id);
                match constant_key(&computed) {
                    Some(key) => (key, None),
                    None => (Key::Any, Some(computed)),
                }
            }
        }
    }

    /// Operator, left and right of a binary node.
    pub(super) fn binary_parts(&self, id: NodeId) -> Option<(&'t str, NodeId, NodeId)> {
        let operator = self.src.field(id, self.f.operator)?;
        let left = self.src.field(id, self.f.left)?;
        let right = self.src.field(id, self.f.right)?;
        Some((self.src.text_of(operator), left, right))
    }

    fn binary(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let Some((_, left, right)) = self.binary_parts(id) else { return self.opaque(id) };
        if matches!(operator, "&&" | "||" | "??") {
            return self.logical(id, operator, left, right);
        }
        // `a + b + c + ...` is deep on its left side, but no deeper than the tree.
        let left = self.expression(left);
        let right = self.expression(right);
        self.b.temp(Value::Binary(binary_operator(operator), left, right), at)
    }

    /// `a && b` gives `b`, or something empty; `a || b` one of both.
    fn logical(&mut self, id: NodeId, operator: &str, left: NodeId, right: NodeId) -> Operand {
        let at = self.src.at(id);
        if !self.has_effects(right) {
            let left = self.expression(left);
            let right = self.expression(right);
            let value = match operator {
                "&&" => Value::Use(right),
                _ => Value::Join(vec![left, right]),
            };
            return self.b.temp(value, at);
        }
        let result = self.b.new_temp();
        let (inside, after) = (self.b.new_block(), self.b.new_block());
        if operator == "&&" {
            let nothing = self.null(id);
            self.b.assign(Place::local(result, at), Value::Use(nothing), at);
            self.condition(left, inside, after);
        } else {
            let left = self.expression(left);
            self.b.assign(Place::local(result, at), Value::Use(left.clone()), at);
            self.b.branch(left, after, inside);
        }
        self.b.switch_to(inside);
        let right = self.expression(right);
        self.b.assign(Place::local(result, at), Value::Use(right), at);
        self.b.flow_into(after);
        self.b.read(result, at)
    }

    /// Whether running the code below `id` can do more than give a value.
    fn has_effects(&self, id: NodeId) -> bool {
        self.src.tree.subtree(id).any(|inner| {
            matches!(
                self.src.role(inner),
                Role::Call
                    | Role::New
                    | Role::Assignment
                    | Role::AugmentedAssignment
                    | Role::Await
                    | Role::Yield
            )
        })
    }

    fn unary(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let Some(argument) = src.field(id, self.f.argument) else { return self.opaque(id) };
        let argument = self.expression(argument);
        let operator = match (operator, argument.constant()) {
            ("-", Some(Constant::Int(number))) => {
                let negated = Constant::Int(number.wrapping_neg());
                return self.b.constant(negated, at);
            }
            ("void", _) => return self.null(id),
            ("delete", _) => {
                if let OperandKind::Place(place) = argument.kind {
                    self.b.push(StatementKind::Delete(place), at);
                }
                return self.b.constant(Constant::Bool(true), at);
            }
            ("!", _) => UnaryOperator::Not,
            ("-", _) => UnaryOperator::Negate,
            ("+", _) => UnaryOperator::Plus,
            ("~", _) => UnaryOperator::BitNot,
            ("typeof", _) => UnaryOperator::TypeOf,
            _ => UnaryOperator::Other,
        };
        self.b.temp(Value::Unary(operator, argument), at)
    }

    fn update(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let Some(target) = self.src.field(id, self.f.argument) else { return self.opaque(id) };
        let before = self.expression(target);
        let operator = match self.src.field(id, self.f.operator).map(|it| self.src.text_of(it)) {
            Some("--") => BinaryOperator::Subtract,
            _ => BinaryOperator::Add,
        };
        let one = self.b.constant(Constant::Int(1), at);
        let value = self.b.temp(Value::Binary(operator, before, one), at);
        self.assign_to(target, value.clone(), at);
        value
    }

    fn ternary(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let parts = (
            self.src.field(id, self.f.condition),
            self.src.field(id, self.f.consequence),
            self.src.field(id, self.f.alternative),
        );
        let (Some(test), Some(value), Some(other)) = parts else { return self.opaque(id) };
        let result = self.b.new_temp();
        let (then, otherwise, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.condition(test, then, otherwise);
        for (block, part) in [(then, value), (otherwise, other)] {
            self.b.switch_to(block);
            let operand = self.expression(part);
            self.b.assign(Place::local(result, at), Value::Use(operand), at);
            self.b.goto(after);
        }
        self.b.switch_to(after);
        self.b.read(result, at)
    }

    fn yielded(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        self.b.body().is_generator = true;
        let value = self.inner(id);
        let delegated = self.src.text_of(id)["yield".len()..].trim_start().starts_with('*');
        let value = if delegated { self.b.temp(Value::Iterate(value), at) } else { value };
        self.b.push(StatementKind::Yield(value), at);
        // What is sent in is not known.
        self.null(id)
    }

    fn array(&mut self, id: NodeId) -> Operand {
        let elements: Vec<Element> = self
            .src
            .children(id)
            .into_iter()
            .map(|child| {
                let is_spread = self.src.kind(child) == "spread_element";
                let (value, spread) = if is_spread {
                    (self.inner(child), Spread::List)
                } else {
                    (self.expression(child), Spread::No)
                };
                Element { key: None, value, spread }
            })
            .collect();
        self.b.temp(Value::Aggregate(Aggregate::List, elements), self.src.at(id))
    }

    fn object(&mut self, id: NodeId) -> Operand {
        let mut elements = Vec::new();
        for child in self.src.children(id) {
            match self.src.kind(child) {
                "spread_element" => {
                    let value = self.inner(child);
                    elements.push(Element { key: None, value, spread: Spread::Map });
                }
                "shorthand_property_identifier" | "identifier" => {
                    let key = Key::Name(self.b.name(self.src.text_of(child)));
                    let value = self.expression(child);
                    elements.push(entry((key, None), value));
                }
                "method_definition" => {
                    let Some(name) = self.src.field(child, self.f.name) else { continue };
                    let key = self.property_key(name);
                    let value = self.function_value(child);
                    elements.push(entry(key, value));
                }
                "pair" => {
                    let key = self.src.field(child, self.f.key);
                    let (Some(key), Some(value)) = (key, self.src.field(child, self.f.value))
                    else {
                        continue;
                    };
                    let key = self.property_key(key);
                    let value = self.expression(value);
                    elements.push(entry(key, value));
                }
                _ => {
                    self.opaque(child);
                }
            }
        }
        self.b.temp(Value::Aggregate(Aggregate::Map, elements), self.src.at(id))
    }
}

fn entry((key, computed): (Key, Option<Operand>), value: Operand) -> Element {
    let key = match computed {
        Some(operand) => ElementKey::Computed(operand),
        None => ElementKey::Constant(key),
    };
    Element { key: Some(key), value, spread: Spread::No }
}

pub(super) fn binary_operator(text: &str) -> BinaryOperator {
    match text {
        ">>>" | ">>>=" => BinaryOperator::ShiftRight,
        "===" => BinaryOperator::Equal,
        "!==" => BinaryOperator::NotEqual,
        "in" => BinaryOperator::In,
        "instanceof" => BinaryOperator::InstanceOf,
        _ => common_operator(text),
    }
}
