//! Calls of functions, methods and constructors, and of what only looks different.

use tamis_ir::{
    Aggregate, Argument, BinaryOperator, CallKind, Constant, Element, ElementKey, Key, Operand,
    Place, Spread, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{Control, plain};

impl Lower<'_> {
    /// `f(...)`: the function itself.
    fn is_reference(&self, id: NodeId) -> bool {
        let src = self.src;
        let list = src.children(id).into_iter().find(|it| src.kind(*it) == "arguments");
        list.and_then(|list| src.first(list))
            .is_some_and(|it| src.kind(it) == "variadic_placeholder")
    }

    pub(super) fn function_call(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(function) = src.field(id, self.f.function) else { return self.opaque(id) };
        if !matches!(src.kind(function), "name" | "qualified_name" | "relative_name") {
            let callee = self.value(function);
            let arguments = self.arguments(id);
            return self.b.call(callee, arguments, CallKind::Call, at);
        }
        let name = self.segments(function).last().copied().unwrap_or("").to_ascii_lowercase();
        if name == "compact" {
            return self.compact(id);
        }
        if self.is_reference(id) {
            let callee = self.function(function);
            return self.b.temp(Value::Use(callee), at);
        }
        let arguments = self.arguments(id);
        let values: Vec<Operand> = arguments.iter().map(|it| it.value.clone()).collect();
        match (name.as_str(), &values[..]) {
            ("in_array", [item, list, ..]) | ("array_key_exists", [item, list]) => {
                let test = Value::Binary(BinaryOperator::In, item.clone(), list.clone());
                return self.b.temp(test, at);
            }
            ("define", [name, value]) => {
                if let Some(Constant::String(name)) = name.constant() {
                    let local = self.b.declare_outer(name, true);
                    self.b.assign(Place::local(local, at), Value::Use(value.clone()), at);
                }
            }
            _ => {}
        }
        let callee = self.function(function);
        let result = self.b.call(callee, arguments, CallKind::Call, at);
        self.filled(&name, &values, id);
        result
    }

    /// Functions that put what they find into a variable they are handed.
    fn filled(&mut self, name: &str, values: &[Operand], id: NodeId) {
        let (from, to) = match name {
            "parse_str" | "mb_parse_str" => (0, 1),
            "preg_match" | "preg_match_all" => (1, 2),
            "exec" => (0, 1),
            _ => return,
        };
        let (Some(from), Some(to)) = (values.get(from), values.get(to)) else { return };
        if let Some(place) = to.place().cloned() {
            let at = self.src.at(id);
            self.b.assign(place, Value::Opaque(vec![from.clone()]), at);
        }
    }

    /// `compact('a', 'b')` is `['a' => $a, 'b' => $b]`.
    fn compact(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let mut elements = Vec::new();
        for argument in self.arguments(id) {
            let Some(Constant::String(name)) = argument.value.constant().cloned() else { continue };
            let local = self.variable(&format!("${name}"));
            let value = self.b.read(local, argument.at);
            let key = Some(ElementKey::Constant(Key::Name(name)));
            elements.push(Element { key, value, spread: Spread::No });
        }
        self.b.temp(Value::Aggregate(Aggregate::Map, elements), at)
    }

    pub(super) fn method_call(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(object) = src.field(id, self.f.object) else { return self.opaque(id) };
        let name = src.field(id, self.f.name);
        let object = self.value(object);
        let place = self.b.place_of(object);
        let own = name.map_or(at, |name| src.at(name));
        let callee = self.named(&place, name, own);
        if self.is_reference(id) {
            return self.b.temp(Value::Use(crate::lower::reading(callee, own)), at);
        }
        let arguments = self.arguments(id);
        self.b.call(crate::lower::reading(callee, own), arguments, CallKind::Call, at)
    }

    /// `A::m($x)`; `self::m()` may be a method of the object.
    pub(super) fn static_call(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(scope) = src.field(id, self.f.scope) else { return self.opaque(id) };
        let name = src.field(id, self.f.name);
        let text = src.text_of(scope).to_ascii_lowercase();
        let is_own = matches!(text.as_str(), "self" | "static");
        let is_static = name.is_some_and(|name| self.is_static_method(src.text_of(name)));
        let object = match is_own && !is_static && self.b.is_declared("$this") {
            true => self.this(tamis_ir::At::default()),
            false => self.class_operand(scope),
        };
        let place = self.b.place_of(object);
        let own = name.map_or(at, |name| src.at(name));
        let callee = self.named(&place, name, own);
        let arguments = self.arguments(id);
        self.b.call(crate::lower::reading(callee, own), arguments, CallKind::Call, at)
    }

    pub(super) fn creation(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(class) = src.first(id) else { return self.opaque(id) };
        let callee = match src.kind(class) {
            "anonymous_class" => {
                let made = self.class(class, "<class>", None);
                self.b.temp(Value::Class(made), src.at(class))
            }
            "arguments" => return self.opaque(id),
            _ => self.class_operand(class),
        };
        let owner = if src.kind(class) == "anonymous_class" { class } else { id };
        let arguments = self.arguments(owner);
        self.b.call(callee, arguments, CallKind::New, at)
    }

    pub(super) fn arguments(&mut self, id: NodeId) -> Vec<Argument> {
        let src = self.src;
        let list = src.children(id).into_iter().find(|it| src.kind(*it) == "arguments");
        let mut arguments = Vec::new();
        let mut name = None;
        for child in list.map(|list| src.children(list)).unwrap_or_default() {
            let at = src.at(child);
            match src.kind(child) {
                "reference_modifier" | "variadic_placeholder" => continue,
                "name" if src.is_field(child, self.f.name) => {
                    name = Some(self.b.name(src.text_of(child)));
                    continue;
                }
                "variadic_unpacking" => {
                    let value = self.part(src.first(child), child);
                    arguments.push(Argument { value, name: None, spread: Spread::List, at });
                }
                _ => {
                    let value = self.value(child);
                    let name = name.take().map(|name| self.b.name(&format!("${name}")));
                    arguments.push(Argument { value, name, spread: Spread::No, at });
                }
            }
        }
        arguments
    }

    /// A statement that does what a function would do: `echo $x, $y`.
    pub(super) fn built_in(&mut self, name: &str, id: NodeId) -> Operand {
        let mut values = Vec::new();
        for child in self.src.children(id) {
            match self.src.kind(child) {
                "sequence_expression" => {
                    let parts = self.src.children(child);
                    values.extend(parts.into_iter().map(|part| self.value(part)));
                }
                _ => values.push(self.value(child)),
            }
        }
        self.implicit(name, values, id)
    }

    pub(super) fn implicit(&mut self, name: &str, values: Vec<Operand>, id: NodeId) -> Operand {
        let callee = self.plain(name, tamis_ir::At::default());
        let arguments = values.into_iter().map(plain).collect();
        self.b.call(callee, arguments, CallKind::Implicit, self.src.at(id))
    }
}
