//! Markup in code: an element is made of its attributes and children; one of a component is a call of it.

use tamis_ir::{
    Aggregate, CallKind, Element, ElementKey, Key, Operand, Place, Spread, StatementKind, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use super::calls::plain;

impl Lower<'_> {
    pub(super) fn element(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let name = self.src.field(id, self.f.name);
        let mut elements = Vec::new();
        let mut children = Vec::new();
        for child in self.src.children(id) {
            if Some(child) == name || self.src.kind(child) == "type_arguments" {
                continue;
            }
            if self.src.kind(child) == "jsx_attribute" {
                elements.extend(self.attribute(child));
            } else if self.src.is_field(child, self.f.attribute) {
                let value = self.inner_of_spread(child);
                elements.push(Element { key: None, value, spread: Spread::Map });
            } else if self.src.kind(child) != "jsx_text" {
                children.push(self.expression(child));
            }
        }
        let component = name.filter(|name| {
            let text = self.src.text_of(*name);
            text.contains('.') || text.starts_with(|c: char| c.is_uppercase())
        });
        let Some(component) = component else {
            let parts = elements.into_iter().map(|it| it.value).chain(children).collect();
            return self.b.temp(Value::Opaque(parts), at);
        };
        if !children.is_empty() {
            let value = self.b.temp(Value::Opaque(children), at);
            let key = Key::Name(self.b.name("children"));
            let key = Some(ElementKey::Constant(key));
            elements.push(Element { key, value, spread: Spread::No });
        }
        let own = self.src.at(component);
        let properties = self.b.temp(Value::Aggregate(Aggregate::Map, elements), own);
        let callee = self.expression(component);
        self.b.call(callee, vec![plain(properties)], CallKind::Implicit, at)
    }

    fn inner_of_spread(&mut self, id: NodeId) -> Operand {
        match self.src.kind(id) {
            "spread_element" => self.inner(id),
            "jsx_expression" => match self.src.first(id) {
                Some(inner) => self.inner_of_spread(inner),
                None => self.null(id),
            },
            _ => self.expression(id),
        }
    }

    /// `name={value}`; the whole attribute is a value of its own.
    fn attribute(&mut self, id: NodeId) -> Option<Element> {
        let parts = self.src.children(id);
        let name = parts.first()?;
        let key = Key::Name(self.b.name(self.src.text_of(*name)));
        let value = match parts.get(1) {
            Some(value) => self.expression(*value),
            None => self.b.constant(tamis_ir::Constant::Bool(true), self.src.at(id)),
        };
        let at = self.src.at(id);
        let local = self.b.new_temp();
        let target = Place::local(local, at);
        self.b.push(StatementKind::Assign { target, value: Value::Use(value) }, at);
        let value = self.b.read(local, at);
        Some(Element { key: Some(ElementKey::Constant(key)), value, spread: Spread::No })
    }
}
