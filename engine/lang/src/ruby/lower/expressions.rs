//! Expressions: all there is.

use tamis_ir::{
    Aggregate, BinaryOperator, CallKind, Constant, Element, ElementKey, Key, Operand, Spread,
    UnaryOperator, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use super::strings::content;
use crate::lower::{Control, common_operator, constant_key, looked_up, plain, reading, under};

impl Lower<'_> {
    pub(super) fn value(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "identifier" => self.name(id),
            "constant" => {
                let local = self.b.lookup(src.text_of(id));
                self.b.read(local, at)
            }
            "instance_variable" | "class_variable" => reading(self.field(id), at),
            "global_variable" => {
                let local = self.global(id);
                self.b.read(local, at)
            }
            "self" => self.self_value(at),
            "scope_resolution" => self.scoped(id),
            "subshell" => {
                let command = self.text(id);
                let local = self.b.lookup("`");
                let callee = self.b.read(local, tamis_ir::At::default());
                self.b.call(callee, vec![plain(command)], CallKind::Implicit, at)
            }
            "string" | "regex" | "heredoc_beginning" | "simple_symbol" | "delimited_symbol"
            | "character" | "bare_string" | "bare_symbol" => self.text(id),
            "hash_key_symbol" => self.b.string(src.text_of(id), at),
            "chained_string" => self.texts(id),
            "string_array" | "symbol_array" => self.words(id),
            "interpolation" => self.interpolated(id),
            "integer" | "float" | "rational" | "complex" => self.number(id),
            "true" | "false" => self.b.constant(Constant::Bool(src.text_of(id) == "true"), at),
            "nil" | "empty_statement" | "uninterpreted" | "file" | "line" | "encoding"
            | "forward_argument" | "ERROR" | "undef" | "alias" | "hash_splat_nil" => self.null(id),
            "array" | "right_assignment_list" => self.list(id),
            "hash" => self.hash(id),
            "element_reference" => self.subscript(id),
            "call" => self.call(id),
            "super" => self.bare_super(id),
            "yield" => self.yielded(id),
            "argument_list" => self.argument_value(id),
            "splat_argument" | "hash_splat_argument" | "block_argument" | "in" | "pattern" => {
                self.part(src.first(id), id)
            }
            "binary" => self.binary(id),
            "unary" => self.unary(id),
            "range" => self.range(id),
            "assignment" => self.assignment(id),
            "operator_assignment" => self.augmented(id),
            "lambda" => self.lambda(id),
            "method" | "singleton_method" => self.method(id),
            "class" | "module" => self.class(id),
            "singleton_class" => self.singleton_class(id),
            _ => self.control(id),
        }
    }

    // --- collections ----------------------------------------------------------------------------------------------

    fn list(&mut self, id: NodeId) -> Operand {
        let (positional, named): (Vec<NodeId>, Vec<NodeId>) =
            self.src.children(id).into_iter().partition(|child| !self.is_entry(*child));
        let mut elements: Vec<Element> =
            positional.into_iter().map(|child| self.element(child)).collect();
        if !named.is_empty() {
            // `[a, b: c]`: the last element is a map.
            let entries = named.into_iter().map(|child| self.element(child)).collect();
            let map = self.b.temp(Value::Aggregate(Aggregate::Map, entries), self.src.at(id));
            elements.push(crate::lower::item(map));
        }
        self.b.temp(Value::Aggregate(Aggregate::List, elements), self.src.at(id))
    }

    fn is_entry(&self, id: NodeId) -> bool {
        matches!(self.src.kind(id), "pair" | "hash_splat_argument")
    }

    fn hash(&mut self, id: NodeId) -> Operand {
        let entries = self.src.children(id).into_iter().map(|child| self.element(child)).collect();
        self.b.temp(Value::Aggregate(Aggregate::Map, entries), self.src.at(id))
    }

    fn element(&mut self, id: NodeId) -> Element {
        let src = self.src;
        match src.kind(id) {
            "pair" => {
                let key = src.field(id, self.f.key);
                let value = match src.field(id, self.f.value) {
                    Some(value) => self.expression(value),
                    // `{x:}` is `{x: x}`.
                    None => self.part(key, id),
                };
                let key = key.map(|key| self.element_key(key));
                Element { key, value, spread: Spread::No }
            }
            "splat_argument" => {
                let value = self.expression(id);
                Element { key: None, value, spread: Spread::List }
            }
            "hash_splat_argument" => {
                let value = self.expression(id);
                Element { key: None, value, spread: Spread::Map }
            }
            _ => crate::lower::item(self.expression(id)),
        }
    }

    fn element_key(&mut self, key: NodeId) -> ElementKey {
        if let Some(name) = self.literal_key(key) {
            return ElementKey::Constant(Key::Name(self.b.name(&name)));
        }
        let value = self.expression(key);
        match constant_key(&value) {
            Some(key) => ElementKey::Constant(key),
            None => ElementKey::Computed(value),
        }
    }

    /// The name that a pair's key is, where it is written out.
    pub(super) fn literal_key(&self, key: NodeId) -> Option<String> {
        let text = self.src.text_of(key);
        match self.src.kind(key) {
            "hash_key_symbol" => Some(text.to_owned()),
            "simple_symbol" => Some(content(text)),
            "string" if self.src.tree.is_leaf(key) => Some(content(text)),
            _ => None,
        }
    }

    /// `a[i]`, `a[from, count]`, `a[from..to]`.
    fn subscript(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(object) = src.field(id, self.f.object) else { return self.opaque(id) };
        let value = self.expression(object);
        let children = src.children(id);
        let keys: Vec<NodeId> = children.into_iter().filter(|child| *child != object).collect();
        match keys[..] {
            [key] if self.is_table(object) => {
                let index = self.expression(key);
                self.entry_of(value, index, id)
            }
            [key] if src.kind(key) != "range" => {
                let place = self.b.place_of(value);
                let index = self.expression(key);
                reading(looked_up(&place, index, at), at)
            }
            [] => {
                let place = self.b.place_of(value);
                reading(under(&place, Key::Any, at), at)
            }
            _ => {
                let mut bounds = keys.into_iter().map(|key| self.expression(key));
                let (start, end) = (bounds.next(), bounds.next());
                self.b.temp(Value::Slice(value, Box::new([start, end, None])), at)
            }
        }
    }

    /// Whether a name is that of a constant that holds data: `LIMITS`.
    pub(super) fn is_table(&self, id: NodeId) -> bool {
        let name = self.src.text_of(id);
        self.src.kind(id) == "constant"
            && name != "ENV"
            && name.len() > 1
            && !name.contains(|c: char| c.is_lowercase())
    }

    /// What stands under a key in a table that is written out: who chooses the key chooses among what is there.
    pub(super) fn entry_of(&mut self, table: Operand, key: Operand, id: NodeId) -> Operand {
        let (at, place) = (self.src.at(id), self.b.place_of(table));
        match constant_key(&key) {
            Some(key) => reading(under(&place, key, at), at),
            None => reading(under(&place, Key::Any, at), at),
        }
    }

    // --- operators ------------------------------------------------------------------------------------------------

    fn binary(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        if matches!(operator, "&&" | "||" | "and" | "or") {
            return self.logic(id, left, right, matches!(operator, "&&" | "and"));
        }
        let left = self.expression(left);
        let right = self.expression(right);
        match operator {
            // Adds to a list or a text, and gives it.
            "<<" => {
                let place = self.b.place_of(left);
                let key = Key::Name(self.b.name("<<"));
                let callee =
                    reading(under(&place, key, tamis_ir::At::default()), tamis_ir::At::default());
                self.b.call(callee, vec![plain(right)], CallKind::Implicit, at)
            }
            "=~" | "!~" | "===" | "<=>" | "eql?" => {
                self.b.temp(Value::Binary(BinaryOperator::Equal, left, right), at)
            }
            _ => self.b.temp(Value::Binary(common_operator(operator), left, right), at),
        }
    }

    /// `a || b` as a value: what stands right runs only where left does not decide.
    fn logic(&mut self, id: NodeId, left: NodeId, right: NodeId, both: bool) -> Operand {
        let at = self.src.at(id);
        let result = self.b.new_temp();
        let value = self.expression(left);
        let (more, after) = (self.b.new_block(), self.b.new_block());
        self.give(result, value.clone(), id);
        match both {
            true => self.b.branch(value.clone(), more, after),
            false => self.b.branch(value.clone(), after, more),
        }
        self.b.switch_to(more);
        let second = self.expression(right);
        let joined = match both {
            true => Value::Use(second),
            false => Value::Join(vec![value, second]),
        };
        self.b.assign(tamis_ir::Place::local(result, at), joined, at);
        self.b.flow_into(after);
        reading(tamis_ir::Place::local(result, at), at)
    }

    fn range(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let ends = src.children(id).into_iter().filter(|it| !src.is_field(*it, self.f.operator));
        let ends: Vec<NodeId> = ends.collect();
        let ends = ends.into_iter().map(|end| self.expression(end)).collect();
        self.b.temp(Value::Opaque(ends), src.at(id))
    }

    fn unary(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let Some(value) = src.field(id, self.f.operand) else { return self.opaque(id) };
        if operator == "defined?" {
            return self.unknown(id);
        }
        let value = self.expression(value);
        let operator = match (operator, value.constant()) {
            ("-", Some(Constant::Int(number))) => {
                let number = number.wrapping_neg();
                return self.b.constant(Constant::Int(number), at);
            }
            ("!" | "not", _) => UnaryOperator::Not,
            ("-", _) => UnaryOperator::Negate,
            ("+", _) => UnaryOperator::Plus,
            _ => UnaryOperator::BitNot,
        };
        self.b.temp(Value::Unary(operator, value), at)
    }
}
