//! What TypeScript adds: type names, enumerations, namespaces.

use tamis_ir::{Aggregate, Constant, Element, ElementKey, Key, Operand, Place, Spread, Value};
use tamis_syntax::{NodeId, Role, string_content};

use super::Lower;
use crate::lower::Source;

impl Lower<'_> {
    /// The declared type of a declarator, parameter or field, dotted.
    pub(super) fn declared_type(&self, id: NodeId) -> Option<String> {
        let type_ = self.src.field(id, self.f.type_)?;
        type_name(self.src, type_)
    }

    pub(super) fn enumeration(&mut self, id: NodeId) {
        let at = self.src.at(id);
        let Some(name) = self.src.field(id, self.f.name) else { return };
        let mut elements = Vec::new();
        let mut next = Some(0);
        for member in
            self.src.field(id, self.f.body).map(|it| self.src.children(it)).unwrap_or_default()
        {
            let assigned = self.src.field(member, self.f.value);
            let key = self.src.field(member, self.f.name).unwrap_or(member);
            let value = match assigned {
                Some(value) => self.expression(value),
                None => match next {
                    Some(number) => self.b.constant(Constant::Int(number), self.src.at(member)),
                    None => self.null(member),
                },
            };
            next = match value.constant() {
                Some(Constant::Int(number)) => number.checked_add(1),
                _ => None,
            };
            let key = Key::Name(self.b.name(string_content(self.src.text_of(key))));
            let key = Some(ElementKey::Constant(key));
            elements.push(Element { key, value, spread: Spread::No });
        }
        let local = self.b.declare(self.src.text_of(name));
        let map = Value::Aggregate(Aggregate::Map, elements);
        self.b.assign(Place::local(local, self.src.at(name)), map, at);
    }

    /// `namespace N { export function f() {} }`: an object with what it exports.
    pub(super) fn namespace(&mut self, id: NodeId) {
        let Some(body) = self.src.field(id, self.f.body) else { return };
        let name = self.src.field(id, self.f.name);
        let Some(name) = name.filter(|name| self.src.role(*name) == Role::Identifier) else {
            // `namespace A.B` and `declare module "m"`: the code counts, the name does not.
            self.b.unlowered(self.src.span(id));
            self.namespaces.push(None);
            self.scoped_block(body);
            self.namespaces.pop();
            return;
        };
        let local = self.b.declare(self.src.text_of(name));
        let at = self.src.at(name);
        let object = Value::Aggregate(Aggregate::Map, Vec::new());
        self.b.assign(Place::local(local, at), object, at);
        self.namespaces.push(Some(local));
        self.scoped_block(body);
        self.namespaces.pop();
    }

    /// What is left of an expression with a type: the expression.
    pub(super) fn without_type(&mut self, id: NodeId) -> Operand {
        let inner = match self.src.kind(id) {
            "type_assertion" => self.src.children(id).last().copied(),
            _ => self.src.first(id),
        };
        match inner {
            Some(inner) => self.expression(inner),
            None => self.null(id),
        }
    }
}

/// A type's dotted name; of a union its one part that is not empty, of `Promise<T>` what it promises.
pub(super) fn type_name(src: Source<'_>, id: NodeId) -> Option<String> {
    let mut text = src.text_of(id).trim().trim_start_matches(':').trim();
    for empty in ["| null", "| undefined"] {
        text = text.strip_suffix(empty).map_or(text, str::trim);
    }
    if let Some(inner) = text.strip_prefix("Promise<") {
        text = inner.strip_suffix('>').unwrap_or(inner).trim();
    }
    let text = text.split('<').next().unwrap_or(text);
    let dotted = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
    (!text.is_empty() && text.chars().all(dotted)).then(|| text.to_owned())
}
