//! Expressions: each gives an operand, writing temporaries on the way.

use tamis_ir::{
    Aggregate, Argument, BinaryOperator, BlockId, CallKind, Constant, Element, ElementKey, Key,
    Operand, OperandKind, Place, Projection, Spread, StatementKind, UnaryOperator, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::common_operator;

impl Lower<'_> {
    pub(super) fn expression(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        match self.kind(id) {
            "identifier" | "keyword_identifier" => {
                let local = self.b.lookup(self.text_of(id));
                self.b.read(local, at)
            }
            "attribute" | "dotted_name" => self.attribute(id),
            "subscript" => self.subscript(id),
            "call" => self.call(id),
            "string" => self.string(id),
            "concatenated_string" => self.strings(id),
            "integer" => self.integer(id),
            "float" => {
                let text = self.b.name(self.text_of(id));
                self.b.constant(Constant::Number(text), at)
            }
            "true" => self.b.constant(Constant::Bool(true), at),
            "false" => self.b.constant(Constant::Bool(false), at),
            "none" | "ellipsis" => self.b.constant(Constant::Null, at),
            "binary_operator" => self.binary(id),
            "boolean_operator" => self.logic(id),
            "not_operator" => self.unary(id, UnaryOperator::Not),
            "unary_operator" => {
                let operator = self.field(id, self.fields.operator).map(|it| self.text_of(it));
                self.unary(id, unary_operator(operator.unwrap_or("")))
            }
            "comparison_operator" => self.comparison(id),
            "conditional_expression" => self.conditional(id),
            "named_expression" => self.named(id),
            "assignment" | "augmented_assignment" => self.assignment(id),
            "lambda" => self.lambda(id),
            "list" | "list_pattern" => self.aggregate(id, Aggregate::List),
            "tuple" | "expression_list" | "pattern_list" | "tuple_pattern" => {
                self.aggregate(id, Aggregate::Tuple)
            }
            "set" => self.aggregate(id, Aggregate::Set),
            "dictionary" => self.aggregate(id, Aggregate::Map),
            "list_comprehension" | "generator_expression" => {
                self.comprehension(id, Aggregate::List)
            }
            "set_comprehension" => self.comprehension(id, Aggregate::Set),
            "dictionary_comprehension" => self.comprehension(id, Aggregate::Map),
            "await" => {
                let inner = self.first(id);
                self.b.temp(Value::Await(inner), at)
            }
            "yield" => self.yielded(id),
            "as_pattern" | "expression_statement" | "type" | "parenthesized_expression" => {
                self.first(id)
            }
            "list_splat" | "dictionary_splat" | "list_splat_pattern" => {
                let inner = self.first(id);
                self.b.temp(Value::Opaque(vec![inner]), at)
            }
            _ => self.opaque(id),
        }
    }

    /// The first child as an expression; nothing where there is none.
    fn first(&mut self, id: NodeId) -> Operand {
        match self.children(id).first() {
            Some(child) => self.expression(*child),
            None => self.b.constant(Constant::Null, self.at(id)),
        }
    }

    /// Operands of a binary node: all children but the operator.
    fn operands(&mut self, id: NodeId) -> Vec<Operand> {
        let operands = self.children(id).into_iter().filter(|child| {
            let field = self.tree.node(*child).field;
            field == 0 || field != self.fields.operator && field != self.fields.operators
        });
        let operands: Vec<NodeId> = operands.collect();
        operands.into_iter().map(|operand| self.expression(operand)).collect()
    }

    fn integer(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        let text = self.text_of(id).replace('_', "").to_ascii_lowercase();
        let parsed = match text.get(..2) {
            Some("0x") => i64::from_str_radix(&text[2..], 16),
            Some("0o") => i64::from_str_radix(&text[2..], 8),
            Some("0b") => i64::from_str_radix(&text[2..], 2),
            _ => text.parse(),
        };
        let constant = match parsed {
            Ok(number) => Constant::Int(number),
            Err(_) => Constant::Number(self.b.name(&text)),
        };
        self.b.constant(constant, at)
    }

    fn attribute(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        let object = self.field(id, self.fields.object);
        let name = self.field(id, self.fields.attribute);
        let (Some(object), Some(name)) = (object, name) else { return self.dotted(id) };
        let object = self.expression(object);
        let mut place = self.b.place_of(object);
        let key = Key::Name(self.b.name(self.text_of(name)));
        place.path.push(Projection { key, at, index: None });
        Operand { at, kind: OperandKind::Place(place) }
    }

    /// A dotted name without fields of its own (in decorators, patterns).
    fn dotted(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        let parts = self.children(id);
        let Some((first, rest)) = parts.split_first() else { return self.opaque(id) };
        let local = self.b.lookup(self.text_of(*first));
        let mut place = Place::local(local, self.at(*first));
        for part in rest {
            let key = Key::Name(self.b.name(self.text_of(*part)));
            place.path.push(Projection { key, at, index: None });
        }
        Operand { at, kind: OperandKind::Place(place) }
    }

    fn subscript(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        let Some(value) = self.field(id, self.fields.value) else { return self.opaque(id) };
        let object = self.expression(value);
        let subscripts = self.fields(id, self.fields.subscript);
        if let [slice] = subscripts[..]
            && self.kind(slice) == "slice"
        {
            let bounds = self.slice(slice);
            return self.b.temp(Value::Slice(object, Box::new(bounds)), at);
        }
        let mut place = self.b.place_of(object);
        let (key, index) = self.key(&subscripts);
        place.path.push(Projection { key, at, index: index.map(Box::new) });
        Operand { at, kind: OperandKind::Place(place) }
    }

    /// The key that subscripts ask for, and the operand that decides it where it is computed.
    pub(super) fn key(&mut self, subscripts: &[NodeId]) -> (Key, Option<Operand>) {
        let [subscript] = subscripts else {
            for subscript in subscripts {
                self.expression(*subscript);
            }
            return (Key::Any, None);
        };
        if self.kind(*subscript) == "slice" {
            self.slice(*subscript);
            return (Key::Any, None);
        }
        let index = self.expression(*subscript);
        match constant_key(&index) {
            Some(key) => (key, None),
            None => (Key::Any, Some(index)),
        }
    }

    fn slice(&mut self, id: NodeId) -> [Option<Operand>; 3] {
        // The colons are not in the tree: which part a child is shows in the text before it.
        let span = self.span(id);
        let mut bounds = [None, None, None];
        for child in self.children(id) {
            let before = tamis_syntax::Span::new(span.start, self.span(child).start);
            let colons = before.of(self.text).matches(':').count();
            let operand = self.expression(child);
            bounds[colons.min(2)] = Some(operand);
        }
        bounds
    }

    fn call(&mut self, id: NodeId) -> Operand {
        let Some(function) = self.field(id, self.fields.function) else { return self.opaque(id) };
        let callee = self.expression(function);
        let arguments = self.field(id, self.fields.arguments);
        let arguments = arguments.map(|list| self.arguments(list)).unwrap_or_default();
        self.b.call(callee, arguments, CallKind::Call, self.at(id))
    }

    pub(super) fn arguments(&mut self, list: NodeId) -> Vec<Argument> {
        if self.kind(list) != "argument_list" {
            // `f(x for x in xs)`.
            let at = self.at(list);
            let value = self.expression(list);
            return vec![Argument { value, name: None, spread: Spread::No, at }];
        }
        self.children(list).into_iter().map(|argument| self.argument(argument)).collect()
    }

    fn argument(&mut self, id: NodeId) -> Argument {
        let at = self.at(id);
        let (name, spread) = match self.kind(id) {
            "keyword_argument" => {
                let name = self.field(id, self.fields.name).map(|name| self.text_of(name));
                (name.map(|name| self.b.name(name)), Spread::No)
            }
            "list_splat" => (None, Spread::List),
            "dictionary_splat" => (None, Spread::Map),
            _ => {
                let value = self.expression(id);
                return Argument { value, name: None, spread: Spread::No, at };
            }
        };
        let inner = self.field(id, self.fields.value);
        let inner = inner.or_else(|| self.children(id).last().copied());
        let value = match inner {
            Some(inner) => self.expression(inner),
            None => self.b.constant(Constant::Null, at),
        };
        Argument { value, name, spread, at }
    }

    fn binary(&mut self, id: NodeId) -> Operand {
        let operator = self.field(id, self.fields.operator).map(|it| self.text_of(it));
        let operator = binary_operator(operator.unwrap_or(""));
        let mut operands = self.operands(id).into_iter();
        let (Some(left), Some(right)) = (operands.next(), operands.next()) else {
            return self.b.constant(Constant::Null, self.at(id));
        };
        self.b.temp(Value::Binary(operator, left, right), self.at(id))
    }

    /// `a and b` is `b`, or an `a` that is empty or false; `a or b` is `a` if that is a text or number that counts as true.
    fn logic(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        let operator = self.field(id, self.fields.operator).map(|it| self.text_of(it));
        let mut parts = self.operands(id);
        let decides = |operand: &Operand| match operand.constant() {
            Some(Constant::String(text)) => !text.is_empty(),
            Some(Constant::Int(number)) => *number != 0,
            _ => false,
        };
        if operator == Some("and") && parts.len() == 2 {
            let left = parts.remove(0);
            // Evaluated all the same.
            self.b.temp(Value::Use(left), at);
        } else if parts.first().is_some_and(decides) {
            parts.truncate(1);
        }
        self.b.temp(Value::Join(parts), at)
    }

    fn unary(&mut self, id: NodeId, operator: UnaryOperator) -> Operand {
        let at = self.at(id);
        let Some(argument) = self.field(id, self.fields.argument) else { return self.opaque(id) };
        let argument = self.expression(argument);
        match (operator, argument.constant()) {
            (UnaryOperator::Negate, Some(Constant::Int(number))) => {
                let negated = Constant::Int(number.wrapping_neg());
                self.b.constant(negated, at)
            }
            _ => self.b.temp(Value::Unary(operator, argument), at),
        }
    }

    /// `a < b < c` is `a < b and b < c`.
    fn comparison(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        let operators: Vec<BinaryOperator> = self
            .fields(id, self.fields.operators)
            .into_iter()
            .map(|it| binary_operator(self.text_of(it)))
            .collect();
        let operands = self.operands(id);
        let mut tests: Vec<Operand> = Vec::new();
        for (operator, pair) in operators.iter().zip(operands.windows(2)) {
            let value = Value::Binary(*operator, pair[0].clone(), pair[1].clone());
            tests.push(self.b.temp(value, at));
        }
        match tests.len() {
            0 => self.b.constant(Constant::Null, at),
            1 => tests.swap_remove(0),
            _ => self.b.temp(Value::Join(tests), at),
        }
    }

    fn conditional(&mut self, id: NodeId) -> Operand {
        let parts = self.children(id);
        let [value, test, other] = parts[..] else { return self.opaque(id) };
        let at = self.at(id);
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

    /// Branches on an expression; `and`, `or` and `not` become control flow.
    pub(super) fn condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        match self.kind(id) {
            "not_operator" => {
                if let Some(argument) = self.field(id, self.fields.argument) {
                    return self.condition(argument, otherwise, then);
                }
            }
            "boolean_operator" => {
                let left = self.field(id, self.fields.left);
                let right = self.field(id, self.fields.right);
                let operator = self.field(id, self.fields.operator).map(|it| self.text_of(it));
                if let (Some(left), Some(right)) = (left, right) {
                    let middle = self.b.new_block();
                    if operator == Some("and") {
                        self.condition(left, middle, otherwise);
                    } else {
                        self.condition(left, then, middle);
                    }
                    self.b.switch_to(middle);
                    return self.condition(right, then, otherwise);
                }
            }
            _ => {}
        }
        let condition = self.expression(id);
        self.b.branch(condition, then, otherwise);
    }

    fn named(&mut self, id: NodeId) -> Operand {
        let (name, value) = (self.field(id, self.fields.name), self.field(id, self.fields.value));
        let (Some(name), Some(value)) = (name, value) else { return self.opaque(id) };
        let value = self.expression(value);
        self.assign_to(name, value.clone(), self.at(id));
        value
    }

    fn aggregate(&mut self, id: NodeId, kind: Aggregate) -> Operand {
        let children = self.children(id);
        let elements = children.into_iter().map(|child| self.element(child)).collect();
        self.b.temp(Value::Aggregate(kind, elements), self.at(id))
    }

    fn element(&mut self, id: NodeId) -> Element {
        match self.kind(id) {
            "pair" => {
                let (key, value) =
                    (self.field(id, self.fields.key), self.field(id, self.fields.value));
                let key = key.map(|key| self.expression(key));
                let value = match value {
                    Some(value) => self.expression(value),
                    None => self.b.constant(Constant::Null, self.at(id)),
                };
                let key = key.map(|key| match constant_key(&key) {
                    Some(key) => ElementKey::Constant(key),
                    None => ElementKey::Computed(key),
                });
                Element { key, value, spread: Spread::No }
            }
            "list_splat" | "list_splat_pattern" => {
                Element { key: None, value: self.first(id), spread: Spread::List }
            }
            "dictionary_splat" => Element { key: None, value: self.first(id), spread: Spread::Map },
            _ => Element { key: None, value: self.expression(id), spread: Spread::No },
        }
    }

    fn comprehension(&mut self, id: NodeId, kind: Aggregate) -> Operand {
        let at = self.at(id);
        let result = self.b.new_temp();
        self.b.assign(Place::local(result, at), Value::Aggregate(kind, Vec::new()), at);
        let after = self.b.new_block();
        self.b.push_scope();
        let mut back = after;
        for clause in self.children(id) {
            match self.kind(clause) {
                "for_in_clause" => back = self.comprehension_loop(clause, back),
                "if_clause" => {
                    if let Some(test) = self.children(clause).first().copied() {
                        let inside = self.b.new_block();
                        self.condition(test, inside, back);
                        self.b.switch_to(inside);
                    }
                }
                _ => {}
            }
        }
        if let Some(body) = self.field(id, self.fields.body) {
            let mut place = Place::local(result, at);
            let element = self.element(body);
            let index = match element.key {
                Some(ElementKey::Computed(key)) => Some(Box::new(key)),
                _ => None,
            };
            let body = self.at(body);
            place.path.push(Projection { key: Key::Any, at: body, index });
            self.b.assign(place, Value::Use(element.value), body);
        }
        self.b.goto(back);
        self.b.pop_scope();
        self.b.switch_to(after);
        // The value of the whole, once it is there.
        let filled = self.b.read(result, at);
        self.b.temp(Value::Use(filled), at)
    }

    /// Opens the loop of a `for ... in` clause; the block to go back to.
    fn comprehension_loop(&mut self, clause: NodeId, outside: BlockId) -> BlockId {
        let (left, right) =
            (self.field(clause, self.fields.left), self.field(clause, self.fields.right));
        let (Some(left), Some(right)) = (left, right) else { return outside };
        let iterable = self.expression(right);
        let mut names = Vec::new();
        self.target_names(left, &mut names);
        for name in names {
            self.b.declare(self.text_of(name));
        }
        let (head, body) = (self.b.new_block(), self.b.new_block());
        self.b.flow_into(head);
        self.b.fork(vec![body, outside]);
        self.b.switch_to(body);
        let at = self.at(left);
        let element = self.b.temp(Value::Iterate(iterable), at);
        self.assign_to(left, element, at);
        head
    }

    fn yielded(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        self.b.body().is_generator = true;
        let value = self.first(id);
        let delegated = self.text_of(id)["yield".len()..].trim_start().starts_with("from");
        let value = if delegated { self.b.temp(Value::Iterate(value), at) } else { value };
        self.b.push(StatementKind::Yield(value), at);
        // What is sent in is not known.
        self.b.constant(Constant::Null, at)
    }
}

/// The key a constant operand stands for.
fn constant_key(operand: &Operand) -> Option<Key> {
    match operand.constant()? {
        Constant::String(text) => Some(Key::Name(text.clone())),
        Constant::Int(number) => Some(Key::Index(*number)),
        _ => None,
    }
}

fn unary_operator(text: &str) -> UnaryOperator {
    match text {
        "-" => UnaryOperator::Negate,
        "+" => UnaryOperator::Plus,
        "~" => UnaryOperator::BitNot,
        _ => UnaryOperator::Other,
    }
}

pub(super) fn binary_operator(text: &str) -> BinaryOperator {
    match text {
        "//" | "//=" => BinaryOperator::FloorDivide,
        "<>" => BinaryOperator::NotEqual,
        "in" => BinaryOperator::In,
        "not in" => BinaryOperator::NotIn,
        "is" => BinaryOperator::Is,
        "is not" => BinaryOperator::IsNot,
        _ => common_operator(text),
    }
}
