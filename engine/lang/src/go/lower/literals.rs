//! Literals: text, numbers, and composite ones.

use tamis_ir::{Aggregate, Constant, Element, ElementKey, Key, Operand, Spread, Value};
use tamis_syntax::{NodeId, string_content};

use super::Lower;
use crate::lower::{Control, constant_key, entry, unescape, whole_number};

impl Lower<'_> {
    pub(super) fn text(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let content = string_content(src.text_of(id));
        let at = src.at(id);
        match src.kind(id) {
            "raw_string_literal" => self.b.string(content, at),
            _ => {
                let value = unescape(content);
                self.b.string(&value, at)
            }
        }
    }

    pub(super) fn number(&mut self, id: NodeId) -> Operand {
        let text = self.src.text_of(id);
        let constant = match whole_number(text) {
            Some(number) => Constant::Int(number),
            None => Constant::Number(self.b.name(text)),
        };
        self.b.constant(constant, self.src.at(id))
    }

    /// `T{a: x}`, `[]T{x}`, `map[K]V{k: x}`.
    pub(super) fn composite(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let type_ = src.field(id, self.f.type_);
        let Some(body) = src.field(id, self.f.body) else { return self.null(id) };
        let value = self.literal_value(body, type_, id);
        let name = type_.and_then(|type_| self.type_name(type_));
        if let (Some(name), Some(place)) = (name, value.place()) {
            self.b.annotate(place.base, name);
        }
        value
    }

    /// What stands in braces. `type_` is that of the whole, where it is known.
    pub(super) fn literal_value(
        &mut self,
        body: NodeId,
        type_: Option<NodeId>,
        id: NodeId,
    ) -> Operand {
        let src = self.src;
        let kind = type_.map_or("", |type_| src.kind(type_));
        let is_map = kind == "map_type";
        let inner = type_.and_then(|type_| {
            src.field(type_, self.f.element).or_else(|| src.field(type_, self.f.value))
        });
        let mut positions = self.field_names(type_).into_iter();
        let mut elements = Vec::new();
        let mut keyed = is_map;
        for child in src.children(body) {
            let (key, value) = match src.kind(child) {
                "keyed_element" => {
                    let key = src.field(child, self.f.key).or_else(|| src.first(child));
                    let value = src.field(child, self.f.value);
                    let value = value.or_else(|| src.children(child).last().copied());
                    (key, value)
                }
                _ => (None, Some(child)),
            };
            let Some(value) = value else { continue };
            let value = match src.kind(value) {
                "literal_value" => self.literal_value(value, inner, value),
                _ => self.expression(value),
            };
            keyed |= key.is_some();
            let key = match key {
                Some(key) => Some(self.literal_key(key, is_map)),
                None => positions.next().map(|name| ElementKey::Constant(Key::Name(name))),
            };
            elements.push(Element { key, value, spread: Spread::No });
        }
        let kind = if keyed { Aggregate::Map } else { Aggregate::List };
        self.b.temp(Value::Aggregate(kind, elements), src.at(id))
    }

    fn literal_key(&mut self, key: NodeId, is_map: bool) -> ElementKey {
        if !is_map && matches!(self.src.kind(key), "identifier" | "field_identifier") {
            return ElementKey::Constant(Key::Name(self.b.name(self.src.text_of(key))));
        }
        let operand = self.expression(key);
        match constant_key(&operand) {
            Some(key) => ElementKey::Constant(key),
            None => ElementKey::Computed(operand),
        }
    }

    /// The fields of a type of this file, in order, for values without keys.
    fn field_names(&mut self, type_: Option<NodeId>) -> Vec<tamis_ir::Name> {
        let name = type_.and_then(|type_| self.type_name(type_));
        let class = name.and_then(|name| self.classes.get(name).copied());
        let Some(class) = class else { return Vec::new() };
        self.b.class(class).field_types.iter().map(|(name, _)| name.clone()).collect()
    }

    /// `append(list, x, more...)`: a list of all elements.
    pub(super) fn appended(&mut self, arguments: Vec<tamis_ir::Argument>, id: NodeId) -> Operand {
        let mut elements = Vec::new();
        for (at, argument) in arguments.into_iter().enumerate() {
            let spread = if at == 0 { Spread::List } else { argument.spread };
            elements.push(Element { key: None, value: argument.value, spread });
        }
        self.b.temp(Value::Aggregate(Aggregate::List, elements), self.src.at(id))
    }

    pub(super) fn tuple(&mut self, values: Vec<Operand>, at: tamis_ir::At) -> Operand {
        let elements = values
            .into_iter()
            .enumerate()
            .map(|(index, value)| entry(Key::Index(index as i64), value))
            .collect();
        self.b.temp(Value::Aggregate(Aggregate::Tuple, elements), at)
    }
}
